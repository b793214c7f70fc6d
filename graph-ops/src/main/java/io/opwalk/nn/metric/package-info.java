/**
 * Metrics: how well predictions fit labels over a data set, as sums over samples that are tensors,
 * and a number made of them.
 */
package io.opwalk.nn.metric;
