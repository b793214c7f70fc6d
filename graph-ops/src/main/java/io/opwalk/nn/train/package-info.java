/** Training: steps that change parameters, and the loop over a data set around them. */
package io.opwalk.nn.train;
