/** Layers that bring data into the form in which a model takes it. */
package io.opwalk.nn.layer.preprocessing;
