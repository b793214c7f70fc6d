package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.ops.Tensors.placeholder;

import io.opwalk.NDArray;
import io.opwalk.nn.initializer.SeededRandom;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;

/** A small task: points in a square, those within a circle labelled 1. */
final class Points {
  static final int COUNT = 50;

  private Points() {}

  static NDArray points() {
    SeededRandom random = new SeededRandom(11);
    double[] values = new double[2 * COUNT];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextDouble() - 1;
    }
    return NDArray.wrap(values, COUNT, 2);
  }

  /** Of shape (n, 1). */
  static NDArray labels() {
    NDArray points = points();
    double[] labels = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      double r = Math.hypot(points.getDouble(i, 0), points.getDouble(i, 1));
      labels[i] = r < 0.7 ? 1 : 0;
    }
    return NDArray.wrap(labels, COUNT, 1);
  }

  /** Two layers, ending in a probability. */
  static Model network(long seed) {
    return Sequential.of(
        placeholder("x", FLOAT64, shape(UNKNOWN, 2)),
        Dense.builder(8).activation(RELU).seed(seed).build(),
        Dense.builder(1).activation(SIGMOID).seed(seed).build());
  }
}
