/** Layers that take sequences step by step, and what wraps layers to do so. */
package io.opwalk.nn.layer.recurrent;
