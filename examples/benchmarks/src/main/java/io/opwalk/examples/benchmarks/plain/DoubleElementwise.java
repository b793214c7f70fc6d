package io.opwalk.examples.benchmarks.plain;

import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.Elementwise;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.List;

/** Formulas in {@code double}, into one array that is there already. */
final class DoubleElementwise implements Session {
  private static final double A = Elementwise.A;
  private static final double B = Elementwise.B;
  private static final double C = Elementwise.C;
  private static final double D = Elementwise.D;

  private final Elementwise elementwise;
  private final double[] x;
  private final double[] y;

  DoubleElementwise(Elementwise elementwise) {
    this.elementwise = elementwise;
    this.x = (double[]) elementwise.input(Precision.F64).flat();
    this.y = new double[x.length];
  }

  @Override
  public void run() {
    switch (elementwise.formula()) {
      case TRANSCENDENTAL -> transcendental(x, y);
      case POLYNOMIAL -> polynomial(x, y);
    }
  }

  private static void transcendental(double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      double sigmoid = 1 / (1 + Math.exp(-(x[i] * A + B)));
      y[i] = sigmoid * Math.tanh(C * x[i]) + Math.log1p(Math.exp(x[i] - D));
    }
  }

  private static void polynomial(double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = (x[i] * A + B) * (x[i] - C) + D * x[i];
    }
  }

  @Override
  public List<JavaArray> results() {
    return List.of(new JavaArray(y, List.of(y.length)));
  }
}
