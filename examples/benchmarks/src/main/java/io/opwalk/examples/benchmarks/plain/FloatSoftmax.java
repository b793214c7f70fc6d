package io.opwalk.examples.benchmarks.plain;

import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Softmax;
import java.util.List;

/** Softmax in {@code float}. */
final class FloatSoftmax implements Session {
  private final Softmax softmax;
  private final float[] x;
  private final float[] y;

  FloatSoftmax(Softmax softmax) {
    this.softmax = softmax;
    this.x = (float[]) softmax.input(Precision.F32).flat();
    this.y = new float[x.length];
  }

  @Override
  public void run() {
    for (int row = 0; row < softmax.rows(); row++) {
      row(x, y, row * softmax.columns(), softmax.columns());
    }
  }

  /** One distribution; {@code x} and {@code y} may be one array. */
  static void row(float[] x, float[] y, int from, int columns) {
    float max = x[from];
    for (int i = 1; i < columns; i++) {
      max = Math.max(max, x[from + i]);
    }
    float sum = 0;
    for (int i = 0; i < columns; i++) {
      float exp = (float) Math.exp(x[from + i] - max);
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
