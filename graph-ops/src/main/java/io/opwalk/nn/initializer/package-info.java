/** First values of weights, from a seed: the same on every JVM. Keras's names and defaults. */
package io.opwalk.nn.initializer;
