package io.opwalk.nn.callback;

import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;

/**
 * Has a model validated with the moving averages of its weights, which the optimizer must keep;
 * Keras's SwapEMAWeights.
 *
 * <pre>{@code
 * Trainer.of(model, loss, new Adam().withEma(0.99)).fit(x, y, options.withCallbacks(
 *     SwapEMAWeights.onEpoch(),
 *     ModelCheckpoint.builder("best.zip").saveBestOnly(true).build()));   // saves averages
 * }</pre>
 *
 * <p>Training goes on with the weights themselves.
 */
public final class SwapEMAWeights implements Callback {
  private final boolean swapOnEpoch;

  private SwapEMAWeights(boolean swapOnEpoch) {
    this.swapOnEpoch = swapOnEpoch;
  }

  /** Only while the model is validated. */
  public static SwapEMAWeights whileValidating() {
    return new SwapEMAWeights(false);
  }

  /** Also for the callbacks that are told of the end of an epoch behind this one. */
  public static SwapEMAWeights onEpoch() {
    return new SwapEMAWeights(true);
  }

  @Override
  public void validationStarted(Training training) {
    training.useAverages(true);
  }

  @Override
  public void validationEnded(Training training) {
    training.useAverages(false);
  }

  @Override
  public void epochEnded(Training training, Logs logs) {
    training.useAverages(swapOnEpoch);
  }

  @Override
  public void epochStarted(Training training) {
    training.useAverages(false);
  }
}
