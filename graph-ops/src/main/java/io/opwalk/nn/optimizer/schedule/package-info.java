/** Learning rates that change from step to step, as graph nodes over the number of steps made. */
package io.opwalk.nn.optimizer.schedule;
