package io.opwalk.examples.benchmarks.workload;

/**
 * Softmax over the last axis of a matrix.
 *
 * @param rows how many distributions there are
 * @param columns how many numbers each has
 */
public record Softmax(int rows, int columns) implements Problem {
  /** The matrix. */
  public JavaArray input(Precision precision) {
    return Values.uniform(precision, 1, 5, rows, columns);
  }
}
