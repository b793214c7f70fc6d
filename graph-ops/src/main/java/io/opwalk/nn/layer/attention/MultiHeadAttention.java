package io.opwalk.nn.layer.attention;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Attention in several heads, each with projections of its own (Vaswani et al., 2017,
 * arXiv:1706.03762); Keras's MultiHeadAttention. Where heads share the projections of keys and
 * values (Ainslie et al., 2023, arXiv:2305.13245), it is Keras's GroupedQueryAttention.
 *
 * <pre>{@code
 * MultiHeadAttention layer = MultiHeadAttention.builder(8, 64).useCausalMask(true).build();
 * Tensor y = layer.apply(List.of(x, x)).get(0);           // (?, 50, 512) -> (?, 50, 512)
 * LayerCall.of(y).orElseThrow().preActivation();          // (?, 8, 50, 50), before the softmax
 * }</pre>
 *
 * <p>Inputs are a query (batch, ..., d), values (batch, ..., v) and, if wanted, keys, and behind
 * these a mask, a bool that broadcasts to (batch, queries, keys), or with heads in front of the
 * queries. Masks that travel with the inputs count as well. The result has the axes of the query
 * and those of the output shape; behind it come, if wanted, the weights (batch, heads, queries,
 * keys). Kernels are (features, heads, size) and (heads, size, output), in the order of query, key,
 * gate, value and output. With a gate there are two values before activations, {@code scores} and
 * {@code gate}.
 */
public final class MultiHeadAttention extends AbstractLayer {
  /** In the place of a score that does not count, as in Keras. */
  private static final double MASKED = -1e9;

  /** As many as have letters of their own in {@link HeadEquations}. */
  private static final int MOST_AXES = 8;

  private static final List<String> PROJECTIONS = List.of("query", "key", "value");

  private final MultiHeadAttentionBuilder told;

  MultiHeadAttention(MultiHeadAttentionBuilder builder) {
    super(snakeCase(className(builder)), builder.options());
    this.told = builder;
  }

  /**
   * A builder for all options.
   *
   * @param heads how many there are
   * @param keySize how many features a head's queries and keys have
   */
  public static MultiHeadAttentionBuilder builder(int heads, int keySize) {
    return new MultiHeadAttentionBuilder(heads, heads, keySize, false);
  }

  /**
   * A builder of attention whose heads share keys and values in groups.
   *
   * @param keySize how many features queries, keys and values of a head have
   * @param heads how many heads queries have
   * @param keyValueHeads how many heads keys and values have; divides the former
   */
  public static MultiHeadAttentionBuilder grouped(int keySize, int heads, int keyValueHeads) {
    return new MultiHeadAttentionBuilder(heads, keyValueHeads, keySize, true);
  }

  private static String className(MultiHeadAttentionBuilder told) {
    return told.grouped ? "GroupedQueryAttention" : "MultiHeadAttention";
  }

  /** What has features: query, key, value. */
  private static List<Tensor> sources(List<Tensor> inputs) {
    return List.of(inputs.get(0), inputs.size() > 2 ? inputs.get(2) : inputs.get(1), inputs.get(1));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    if (inputs.size() < 2 || inputs.size() > 4) {
      throw refusal(
          "takes a query, values and, if wanted, keys and a mask, found " + inputs.size()
              + " inputs",
          inputs);
    }
    int rank = inputs.get(0).shape().rank();
    for (Tensor source : sources(inputs)) {
      boolean fits = source.shape().rank() == rank
          && rank >= 3
          && rank <= MOST_AXES
          && source.shape().dim(-1).isFixed()
          && source.dtype().isFloating();
      if (!fits) {
        throw refusal(
            "needs floating inputs of equally many axes, from 3 to " + MOST_AXES
                + ", of which the last is known, found " + source.type(),
            inputs);
      }
    }
    if (inputs.size() == 4 && inputs.get(3).dtype() != DType.BOOL) {
      throw refusal("takes a bool for its mask, found " + inputs.get(3).type(), inputs);
    }
    for (int axis : along(rank)) {
      if (axis < 1 || axis > rank - 2) {
        throw refusal(
            "attends along axes between batch and features, found " + told.attentionAxes.get(),
            inputs);
      }
    }
  }

  private List<Integer> along(int rank) {
    return told.attentionAxes
        .map(axes -> axes.stream().map(axis -> axis < 0 ? axis + rank : axis).toList())
        .orElseGet(() -> IntStream.range(1, rank - 1).boxed().toList());
  }

  private List<Integer> outputShape(Tensor query) {
    return told.outputShape.orElseGet(() -> List.of(features(query)));
  }

  private static int features(Tensor x) {
    return Math.toIntExact(x.shape().dim(-1).fixedSize().getAsLong());
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    List<Tensor> sources = sources(inputs);
    project(making, "query", sources.get(0), List.of(told.heads, told.keySize));
    project(making, "key", sources.get(1), List.of(told.keyValueHeads, told.keySize));
    if (told.useGate) {
      project(making, "gate", sources.get(0), List.of(told.heads, told.valueSize));
    }
    project(making, "value", sources.get(2), List.of(told.keyValueHeads, told.valueSize));
    weights(
        making,
        "attention_output",
        List.of(told.heads, told.valueSize),
        outputShape(inputs.get(0)));
    if (told.dropout > 0) {
      making.randomKey();
    }
  }

  private void project(WeightMaker making, String name, Tensor source, List<Integer> onto) {
    weights(making, name, List.of(features(source)), onto);
  }

  private void weights(WeightMaker making, String name, List<Integer> from, List<Integer> onto) {
    List<Integer> kernel = new ArrayList<>(from);
    kernel.addAll(onto);
    making.trainable(name + "/kernel", told.kernel, kernel);
    if (told.useBias) {
      making.trainable(name + "/bias", told.bias, onto);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor first = context.inputs().get(0);
    int rank = first.shape().rank();
    List<Integer> along = along(rank);
    HeadEquations equations = new HeadEquations(rank, along);
    List<Tensor> sources = sources(context.inputs());
    List<Tensor> projected = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      String name = PROJECTIONS.get(i);
      Tensor product = product(context, name, equations.project(), sources.get(i));
      projected.add(i == 0 ? product : shared(product));
    }
    Tensor query = Arithmetic.multiply(projected.get(0), 1 / Math.sqrt(told.keySize));
    Tensor scores =
        context.name("Scores", Linear.einsum(equations.compare(), query, projected.get(1)));
    Tensor counted = masked(context, scores, along.size());
    context.preActivation(told.useGate ? "scores" : "", counted);
    Tensor weights = context.name("Softmax", softmax(counted, along.size()));
    Tensor kept = AttentionDropout.apply(context, told.dropout, weights);
    Tensor mixed = context.name("Mixed", Linear.einsum(equations.mix(), kept, projected.get(2)));
    if (told.useGate) {
      mixed = context.name("Gated", Arithmetic.multiply(mixed, gate(context, equations, first)));
    }
    String combine = equations.combine(outputShape(first).size());
    Tensor output = product(context, "attention_output", combine, mixed);
    context.mask(0).ifPresent(mask -> context.mask(0, mask));
    return told.returnScores ? List.of(output, weights) : List.of(output);
  }

  /** Each head of keys or values as often as queries have heads for it. */
  private Tensor shared(Tensor projected) {
    int times = told.heads / told.keyValueHeads;
    return times == 1 ? projected : Joining.repeat(projected, times, -2);
  }

  private Tensor gate(CallContext context, HeadEquations equations, Tensor query) {
    Tensor before = product(context, "gate", equations.project(), query);
    context.preActivation("gate", before);
    return context.name("Sigmoid", Activations.sigmoid(before));
  }

  private Tensor product(CallContext context, String name, String equation, Tensor x) {
    Tensor product = Linear.einsum(equation, x, context.weight(name + "/kernel"));
    return context.name(
        name, told.useBias ? Arithmetic.add(product, context.weight(name + "/bias")) : product);
  }

  /** Over all places that keys have. */
  private static Tensor softmax(Tensor scores, int axes) {
    return axes == 1
        ? Probability.softmax(scores)
        : Shapes.reshapeLike(Probability.softmax(Shapes.flatten(scores, -axes)), scores);
  }

  private Tensor masked(CallContext context, Tensor scores, int axes) {
    Optional<Tensor> counts = context.mask(0).map(mask -> Shapes.expandDims(mask, 2));
    counts = AttentionMasks.and(counts, context.mask(1).map(mask -> Shapes.expandDims(mask, 1)));
    if (context.inputs().size() > 2) {
      counts = AttentionMasks.and(counts, context.mask(2).map(mask -> Shapes.expandDims(mask, 1)));
    }
    if (told.useCausalMask) {
      Tensor before = AttentionMasks.causal(scores);
      counts = AttentionMasks.and(counts, Optional.of(Shapes.expandDims(before, 0)));
    }
    if (told.slidingWindow.isPresent()) {
      Tensor near = AttentionMasks.near(scores, told.slidingWindow.get());
      counts = AttentionMasks.and(counts, Optional.of(Shapes.expandDims(near, 0)));
    }
    if (context.inputs().size() == 4) {
      counts = AttentionMasks.and(counts, Optional.of(context.inputs().get(3)));
    }
    return counts
        .map(mask -> {
          // Axes of heads, and of what is attended to apart, come in front of queries and keys.
          Tensor spread = mask;
          while (spread.shape().rank() < scores.shape().rank()) {
            spread = Shapes.expandDims(spread, -2 * axes - 1);
          }
          return context.name("Masked", Logic.where(spread, scores, MASKED));
        })
        .orElse(scores);
  }

  @Override
  public String className() {
    return className(told);
  }

  @Override
  public Config config() {
    return MultiHeadAttentionConfig.write(told, baseConfig());
  }
}
