/** Layers that arrange, repeat, cut off or add elements, and compute nothing. */
package io.opwalk.nn.layer.shape;
