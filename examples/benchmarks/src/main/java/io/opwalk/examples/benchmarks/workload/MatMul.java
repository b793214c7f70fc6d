package io.opwalk.examples.benchmarks.workload;

/**
 * The product of two square matrices, both of them inputs.
 *
 * @param n the length of each side
 */
public record MatMul(int n) implements Problem {
  /** The left matrix. */
  public JavaArray a(Precision precision) {
    return Values.uniform(precision, 1, 1, n, n);
  }

  /** The right matrix. */
  public JavaArray b(Precision precision) {
    return Values.uniform(precision, 2, 1, n, n);
  }
}
