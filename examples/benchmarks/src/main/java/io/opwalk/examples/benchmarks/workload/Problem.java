package io.opwalk.examples.benchmarks.workload;

/**
 * What is to be computed. Each kind says its sizes, and makes its inputs and weights; an engine
 * says how.
 */
public sealed interface Problem
    permits Mlp, Elementwise, MatMul, Softmax, ConvLayer, Vgg16, Training, Lstm {
  /**
   * How far an element of a result may be from another engine's, as a part of the largest element.
   * Engines add in different orders and have different elementary functions.
   */
  default double tolerance(Precision precision) {
    return precision == Precision.F64 ? 1e-11 : 2e-4;
  }

  /** How many times an engine computes before its results are compared. */
  default int comparedRuns() {
    return 1;
  }
}
