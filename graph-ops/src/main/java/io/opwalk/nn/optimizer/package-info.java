/** Optimizers: what a training step does to parameters, as graph nodes. */
package io.opwalk.nn.optimizer;
