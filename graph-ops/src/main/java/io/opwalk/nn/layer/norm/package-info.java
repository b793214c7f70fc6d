/** Layers that bring values to one scale: by the batch, by each sample, by groups of channels. */
package io.opwalk.nn.layer.norm;
