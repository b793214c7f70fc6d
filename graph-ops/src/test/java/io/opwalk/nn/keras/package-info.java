/** Layers, models and training against values that Keras and its kin computed. */
package io.opwalk.nn.keras;
