package io.opwalk.nn.train;

import static io.opwalk.nn.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.callback.SwapEMAWeights;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An optimizer that keeps averages of the weights, in a training. */
final class TrainerAveragesTest {
  /** Ten steps of sums of three numbers of size 1. */
  private static final double TOLERANCE = 1e-14;

  private final NDArray samples = NDArray.wrap(new double[] {1, 2, 0.5, -1, 0.25, 3}, 6, 1);
  private final NDArray labels = NDArray.wrap(new double[] {2, 3, 1, 0, 1, 5}, 6, 1);

  private static Model network() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, -1, 1);
    return Model.of(x, x.then(dense(1)));
  }

  /** The weights after each step and, behind them, after the training. */
  private List<double[]> trained(Optimizer optimizer) {
    Model model = network();
    List<double[]> weights = new ArrayList<>();
    FitOptions options = FitOptions.epochs(2)
        .withBatchSize(2)
        .withShuffle(false)
        .withCallbacks(Callback.onBatchEnded(training -> weights.add(weights(model))));
    Trainer.of(model, new MeanSquaredError(), optimizer).fit(samples, labels, options);
    weights.add(weights(model));
    return weights;
  }

  private static double[] weights(Model model) {
    return new double[] {
      model.getWeights().get(0).doubleValue(), model.getWeights().get(1).doubleValue()
    };
  }

  @Test
  void weightsBecomeTheirAveragesAtTheEnd() {
    List<double[]> plain = trained(SGD.of(0.1));
    List<double[]> averaged = trained(SGD.of(0.1).withEma(0.8));
    double[] average = plain.get(0).clone();
    for (int step = 0; step < 6; step++) {
      assertArrayEquals(plain.get(step), averaged.get(step), "step " + step);
      for (int i = 0; step > 0 && i < 2; i++) {
        average[i] = 0.8 * average[i] + 0.2 * plain.get(step)[i];
      }
    }
    assertArrayEquals(average, averaged.get(6), TOLERANCE);
    assertNotEquals(plain.get(6)[0], averaged.get(6)[0], 0.01);
  }

  @Test
  void validationMayBeOfTheAverages() {
    Model model = network();
    Trainer trainer = Trainer.of(model, new MeanSquaredError(), SGD.of(0.1).withEma(0.8));
    List<double[]> seen = new ArrayList<>();
    List<Checkpoint> checkpoints = new ArrayList<>();
    Callback looking = new Callback() {
      @Override
      public void batchEnded(Training training) {
        seen.add(weights(model));
      }

      @Override
      public void validationStarted(Training training) {
        seen.add(weights(model));
        checkpoints.add(training.checkpoint());
      }

      @Override
      public void validationEnded(Training training) {
        seen.add(weights(model));
        checkpoints.add(training.checkpoint());
      }

      @Override
      public void epochEnded(Training training, Logs logs) {
        seen.add(weights(model));
      }
    };
    FitOptions options =
        FitOptions.epochs(2).withBatchSize(2).withShuffle(false).withValidation(samples, labels);
    History history =
        trainer.fit(samples, labels, options.withCallbacks(SwapEMAWeights.onEpoch(), looking));
    // Each epoch: three steps, averages while validating, weights, averages at the end.
    List<double[]> plain = trained(SGD.of(0.1));
    double[] average = plain.get(0).clone();
    for (int step = 0; step < 6; step++) {
      int at = step / 3 * 6 + step % 3;
      assertArrayEquals(plain.get(step), seen.get(at), "step " + step);
      for (int i = 0; step > 0 && i < 2; i++) {
        average[i] = 0.8 * average[i] + 0.2 * plain.get(step)[i];
      }
      if (step % 3 == 2) {
        assertArrayEquals(average, seen.get(at + 1), TOLERANCE);
        assertArrayEquals(plain.get(step), seen.get(at + 2));
        assertArrayEquals(seen.get(at + 1), seen.get(at + 3));
      }
    }
    assertEquals(checkpoints.get(0), checkpoints.get(1));
    assertArrayEquals(average, weights(model), TOLERANCE);
    assertEquals(
        history.last().logs().get("val_loss"),
        trainer.evaluate(samples, labels, 2).loss());
  }

  @Test
  void withoutAveragesThereIsNothingToSwap() {
    Trainer trainer = Trainer.of(network(), new MeanSquaredError(), SGD.of(0.1));
    FitOptions options = FitOptions.epochs(1)
        .withCallbacks(Callback.onBatchEnded(training -> training.useAverages(true)));
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> trainer.fit(samples, labels, options));
    assertTrue(error.getMessage().contains("withEma"), error.getMessage());
  }
}
