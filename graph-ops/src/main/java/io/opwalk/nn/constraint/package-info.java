/** What weights are brought back to after each training step, by the names of Keras. */
package io.opwalk.nn.constraint;
