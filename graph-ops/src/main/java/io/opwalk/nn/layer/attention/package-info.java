/** Layers that mix values by how well their keys fit a query. */
package io.opwalk.nn.layer.attention;
