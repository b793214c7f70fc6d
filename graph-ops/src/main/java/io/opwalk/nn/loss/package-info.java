/** Losses: metrics that can be differentiated, whose mean training makes small. */
package io.opwalk.nn.loss;
