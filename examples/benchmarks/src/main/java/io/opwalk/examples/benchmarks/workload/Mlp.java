package io.opwalk.examples.benchmarks.workload;

import java.util.List;

/**
 * A forward pass through dense layers.
 *
 * @param widths how many features go in, and how many come out of each layer
 * @param activations what each layer ends in
 * @param batch how many rows go in at once
 * @param withLogits whether what stands before the last activation is fetched too
 */
public record Mlp(List<Integer> widths, List<Activation> activations, int batch, boolean withLogits)
    implements Problem {
  /** What a layer ends in. */
  public enum Activation {
    /** max(x, 0). */
    RELU,
    /** log(1 + exp(x)). */
    SOFTPLUS,
    /** 1 / (1 + exp(-x)). */
    SIGMOID,
    /** exp(x) over its sum along the last axis. */
    SOFTMAX
  }

  /** How many layers there are. */
  public int layers() {
    return activations.size();
  }

  /** The input, [batch, features]. */
  public JavaArray input(Precision precision) {
    return Values.uniform(precision, 1, 1, batch, widths.get(0));
  }

  /** The kernel of a layer, [in, out]. */
  public JavaArray kernel(int layer, Precision precision) {
    int in = widths.get(layer);
    int out = widths.get(layer + 1);
    return Values.glorot(precision, 100 + layer, in, out, in, out);
  }

  /** The bias of a layer, [out]. */
  public JavaArray bias(int layer, Precision precision) {
    return Values.uniform(precision, 200 + layer, 0.1, widths.get(layer + 1));
  }
}
