/** Data sets: samples in memory and streams of batches, in an order that a seed decides. */
package io.opwalk.nn.data;
