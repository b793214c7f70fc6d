/** Penalties on weights and outputs that are added to a loss, by the names of Keras. */
package io.opwalk.nn.regularizer;
