package io.opwalk.examples.benchmarks.plain;

import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.Elementwise;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.List;

/** Formulas in {@code float}, into one array that is there already. */
final class FloatElementwise implements Session {
  private static final float A = (float) Elementwise.A;
  private static final float B = (float) Elementwise.B;
  private static final float C = (float) Elementwise.C;
  private static final float D = (float) Elementwise.D;

  private final Elementwise elementwise;
  private final float[] x;
  private final float[] y;

  FloatElementwise(Elementwise elementwise) {
    this.elementwise = elementwise;
    this.x = (float[]) elementwise.input(Precision.F32).flat();
    this.y = new float[x.length];
  }

  @Override
  public void run() {
    switch (elementwise.formula()) {
      case TRANSCENDENTAL -> transcendental(x, y);
      case POLYNOMIAL -> polynomial(x, y);
    }
  }

  private static void transcendental(float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      double sigmoid = 1 / (1 + Math.exp(-(x[i] * A + B)));
      y[i] = (float) (sigmoid * Math.tanh(C * x[i]) + Math.log1p(Math.exp(x[i] - D)));
    }
  }

  private static void polynomial(float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = (x[i] * A + B) * (x[i] - C) + D * x[i];
    }
  }

  @Override
  public List<JavaArray> results() {
    return List.of(new JavaArray(y, List.of(y.length)));
  }
}
