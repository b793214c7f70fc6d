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
  final int keyValueHeads;
  /** Whether it is Keras's GroupedQueryAttention. */
  final boolean grouped;

  int valueSize;
  double dropout;
  boolean useBias = true;
  boolean useGate;
  Optional<Integer> slidingWindow = Optional.empty();
  Optional<List<Integer>> outputShape = Optional.empty();
  Optional<List<Integer>> attentionAxes = Optional.empty();
  WeightSpec kernel = WeightSpec.kernel();
  WeightSpec bias = WeightSpec.bias();
  boolean useCausalMask;
  boolean returnScores;

  MultiHeadAttentionBuilder(int heads, int keyValueHeads, int keySize, boolean grouped) {
    this.heads = positive("head", heads);
    this.keyValueHeads = positive("head of keys and values", keyValueHeads);
    this.grouped = grouped;
    this.keySize = positive("feature of keys", keySize);
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException("equally many of the " + heads
          + " heads share each head of keys and values, found " + keyValueHeads + " of these");
    }
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

  /**
   * Whether what each head makes is multiplied by a sigmoid of a projection of the query (Qiu et
   * al., 2025, arXiv:2505.06708), with a kernel and a bias of its own; false unless said.
   */
  public MultiHeadAttentionBuilder useGate(boolean use) {
    this.useGate = use;
    return this;
  }

  /**
   * Whether a query attends to keys less than so many places before or behind its own only; to all
   * unless said.
   */
  public MultiHeadAttentionBuilder slidingWindow(int places) {
    this.slidingWindow = Optional.of(positive("place in its window", places));
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

  /**
   * The layer.
   *
   * @throws IllegalArgumentException where heads share keys and values, and values have another
   *     size, or the output another shape, or attention goes along some axes only
   */
  public MultiHeadAttention build() {
    boolean plain = valueSize == keySize && outputShape.isEmpty() && attentionAxes.isEmpty();
    if (grouped && !plain) {
      throw new IllegalArgumentException("where heads share keys and values, these are of one size,"
          + " the output is like the query, and attention goes along all axes");
    }
    return new MultiHeadAttention(this);
  }
}
