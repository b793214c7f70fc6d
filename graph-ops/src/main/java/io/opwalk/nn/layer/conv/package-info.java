/** Layers that slide kernels over space: convolutions, transposed, depthwise and separable ones. */
package io.opwalk.nn.layer.conv;
