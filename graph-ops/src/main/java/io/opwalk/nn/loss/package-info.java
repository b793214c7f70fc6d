/**
 * Losses: what training makes small, as tensors of labels and predictions that have gradients. Each
 * gives a value per sample; reductions and weights of samples are the same for all.
 */
package io.opwalk.nn.loss;
