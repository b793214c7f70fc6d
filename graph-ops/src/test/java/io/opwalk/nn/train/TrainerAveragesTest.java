package io.opwalk.nn.train;

import static io.opwalk.nn.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
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

  /** The weights after each step and, behind them, after the training. */
  private List<double[]> trained(Optimizer optimizer) {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, -1, 1);
    Model model = Model.of(x, x.then(dense(1)));
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
}
