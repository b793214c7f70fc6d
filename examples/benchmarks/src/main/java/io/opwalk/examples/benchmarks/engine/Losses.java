package io.opwalk.examples.benchmarks.engine;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Training;
import java.util.List;

/** The losses of a training's first steps, which are what engines are compared by. */
public final class Losses {
  private final double[] first;
  private int steps;
  private double last;

  /** None so far. */
  public Losses(Training training) {
    this.first = new double[training.comparedRuns()];
  }

  /** Adds the loss of a step. */
  public void add(double loss) {
    last = loss;
    if (steps < first.length) {
      first[steps++] = loss;
    }
  }

  /** The loss of the last step. */
  public double last() {
    return last;
  }

  /**
   * The losses of the first steps.
   *
   * @throws IllegalStateException where there were fewer
   */
  public List<JavaArray> results() {
    if (steps < first.length) {
      throw new IllegalStateException("only " + steps + " steps were made");
    }
    return List.of(new JavaArray(first.clone(), List.of(steps)));
  }
}
