/** Layers that make one tensor of several. */
package io.opwalk.nn.layer.merge;
