/** Activations that have arguments or weights, and so are layers of their own. */
package io.opwalk.nn.layer.activation;
