/** Layers: named functions on tensors that own their weights, and the activations they end in. */
package io.opwalk.nn.layer;
