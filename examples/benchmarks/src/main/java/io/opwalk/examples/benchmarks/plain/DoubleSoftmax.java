package io.opwalk.examples.benchmarks.plain;

import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Softmax;
import java.util.List;

/** Softmax in {@code double}. */
final class DoubleSoftmax implements Session {
  private final Softmax softmax;
  private final double[] x;
  private final double[] y;

  DoubleSoftmax(Softmax softmax) {
    this.softmax = softmax;
    this.x = (double[]) softmax.input(Precision.F64).flat();
    this.y = new double[x.length];
  }

  @Override
  public void run() {
    for (int row = 0; row < softmax.rows(); row++) {
      row(x, y, row * softmax.columns(), softmax.columns());
    }
  }

  /** One distribution; {@code x} and {@code y} may be one array. */
  static void row(double[] x, double[] y, int from, int columns) {
    double max = x[from];
    for (int i = 1; i < columns; i++) {
      max = Math.max(max, x[from + i]);
    }
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      double exp = Math.exp(x[from + i] - max);
      y[from + i] = exp;
      sum += exp;
    }
    for (int i = 0; i < columns; i++) {
      y[from + i] /= sum;
    }
  }

  @Override
  public List<JavaArray> results() {
    return List.of(new JavaArray(y, List.of(softmax.rows(), softmax.columns())));
  }
}
