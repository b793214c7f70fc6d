/** Layers that disturb what passes through while training, and nothing else. */
package io.opwalk.nn.layer.noise;
