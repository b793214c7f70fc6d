/** Keras's callbacks: what watches a training, keeps what came of it, and stops or slows it. */
package io.opwalk.nn.callback;
