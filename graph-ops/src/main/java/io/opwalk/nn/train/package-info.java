/**
 * Training: steps that change parameters, the loop over a data set around them, what it tells
 * callbacks, and checkpoints to go on from.
 */
package io.opwalk.nn.train;
