package io.opwalk.examples.benchmarks.workload;

/**
 * The hidden states of an LSTM (Hochreiter and Schmidhuber, 1997, with Gers's forget gate) over a
 * sequence, from a state of zeros. The gates are in the order input, forget, candidate, output.
 *
 * @param batch how many sequences go in at once
 * @param steps their length
 * @param in the features of an element
 * @param hidden the features of the state
 */
public record Lstm(int batch, int steps, int in, int hidden) implements Problem {
  /** The sequence, [steps, batch, in]; what comes out is [steps, batch, hidden]. */
  public JavaArray input(Precision precision) {
    return Values.uniform(precision, 1, 1, steps, batch, in);
  }

  /** What the input is multiplied by, [in, 4 hidden]. */
  public JavaArray kernel(Precision precision) {
    return Values.glorot(precision, 2, in, hidden, in, 4 * hidden);
  }

  /** What the state is multiplied by, [hidden, 4 hidden]. */
  public JavaArray recurrentKernel(Precision precision) {
    return Values.glorot(precision, 3, hidden, hidden, hidden, 4 * hidden);
  }

  /** The bias, [4 hidden]. */
  public JavaArray bias(Precision precision) {
    return Values.uniform(precision, 4, 0.1, 4 * hidden);
  }
}
