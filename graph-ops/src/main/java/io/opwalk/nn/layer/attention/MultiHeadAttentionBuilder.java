package io.opwalk.nn.layer.attention;

import io.opwalk.nn.layer.LayerBuilder;
import io.opwalk.nn.layer.WeightSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Collects the options of a {@link MultiHeadAttention}; what is not said is as in Keras. */
public final class MultiHeadAttentionBuilder extends LayerBuilder<MultiHeadAttentionBuilder> {
  final int heads;
  final int keySize;
  int valueSize;
  double dropout;
  boolean useBias = true;
  Optional<List<Integer>> outputShape = Optional.empty();
  Optional<List<Integer>> attentionAxes = Optional.empty();
  WeightSpec kernel = WeightSpec.kernel();
  WeightSpec bias = WeightSpec.bias();
  boolean useCausalMask;
  boolean returnScores;

  MultiHeadAttentionBuilder(int heads, int keySize) {
    this.heads = positive("head", heads);
    this.keySize = positive("feature of keys", keySize);
    this.valueSize = keySize;
  }

  private static int positive(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("attention has 1 " + what + " or more, found " + count);
    }
    return count;
  }

  @Override
  protected MultiHeadAttentionBuilder self() {
    return this;
  }

  /** How many features a head's values have; as many as its keys unless said. */
  public MultiHeadAttentionBuilder valueSize(int features) {
    this.valueSize = positive("feature of values", features);
    return this;
  }

  /** The rate at which weights are dropped in training; 0 unless said. */
  public MultiHeadAttentionBuilder dropout(double rate) {
    this.dropout = AttentionDropout.requireRate(rate);
    return this;
  }

  /** Whether there are biases; true unless said. */
  public MultiHeadAttentionBuilder useBias(boolean use) {
    this.useBias = use;
    return this;
  }

  /** The sizes behind the axes of the query; its number of features unless said. */
  public MultiHeadAttentionBuilder outputShape(List<Integer> sizes) {
    sizes.forEach(size -> positive("feature of the output", size));
    this.outputShape = Optional.of(List.copyOf(sizes));
    return this;
  }

  /**
   * The axes over which a query looks for keys, counted with the batch as axis 0; all between batch
   * and features unless said.
   */
  public MultiHeadAttentionBuilder attentionAxes(List<Integer> axes) {
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("attention goes along 1 axis or more, found none");
    }
    this.attentionAxes = Optional.of(List.copyOf(axes));
    return this;
  }

  /** All kernels; {@link WeightSpec#kernel} unless said. */
  public MultiHeadAttentionBuilder kernel(WeightSpec spec) {
    this.kernel = Objects.requireNonNull(spec, "spec");
    return this;
  }

  /** All biases; {@link WeightSpec#bias} unless said. */
  public MultiHeadAttentionBuilder bias(WeightSpec spec) {
    this.bias = Objects.requireNonNull(spec, "spec");
    return this;
  }

  /** Whether a query attends to its own place and those before only; false unless said. */
  public MultiHeadAttentionBuilder useCausalMask(boolean use) {
    this.useCausalMask = use;
    return this;
  }

  /** Whether the weights of the values are a second output; false unless said. */
  public MultiHeadAttentionBuilder returnAttentionScores(boolean whether) {
    this.returnScores = whether;
    return this;
  }

  /** The layer. */
  public MultiHeadAttention build() {
    return new MultiHeadAttention(this);
  }
}
