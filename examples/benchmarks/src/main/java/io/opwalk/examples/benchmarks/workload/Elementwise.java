package io.opwalk.examples.benchmarks.workload;

/**
 * A formula of one vector and four numbers, that an engine without fusion computes an operation at
 * a time.
 *
 * @param formula which
 * @param size the length of the vector
 */
public record Elementwise(Formula formula, int size) implements Problem {
  /** The number {@code a} of the formulas. */
  public static final double A = 1.25;

  /** The number {@code b} of the formulas. */
  public static final double B = 0.5;

  /** The number {@code c} of the formulas. */
  public static final double C = 0.75;

  /** The number {@code d} of the formulas. */
  public static final double D = 0.25;

  /** What is computed of each element. */
  public enum Formula {
    /** {@code sigmoid(x*a+b) * tanh(c*x) + softplus(x-d)}. */
    TRANSCENDENTAL,
    /** {@code (x*a+b) * (x-c) + d*x}. */
    POLYNOMIAL
  }

  /** The vector. */
  public JavaArray input(Precision precision) {
    return Values.uniform(precision, 1, 4, size);
  }

  /** Elementary functions of floats differ by a few units in the last place; their sum by more. */
  @Override
  public double tolerance(Precision precision) {
    return precision == Precision.F64 ? 1e-13 : 1e-5;
  }
}
