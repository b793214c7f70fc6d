/** Layers that make one value of each window, or of each image. */
package io.opwalk.nn.layer.pooling;
