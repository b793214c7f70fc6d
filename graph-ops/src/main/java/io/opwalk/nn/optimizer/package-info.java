/**
 * Optimizers: what a training step does to parameters, as graph nodes. A rule for one parameter is
 * an {@link io.opwalk.nn.optimizer.Optimizer}; what every optimizer can be asked for besides is
 * done around it.
 */
package io.opwalk.nn.optimizer;
