/** Measures of how well predictions fit labels, sample by sample. */
package io.opwalk.nn.metric;
