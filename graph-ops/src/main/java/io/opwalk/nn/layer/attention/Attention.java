package io.opwalk.nn.layer.attention;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Means of values, weighted by how well their keys fit a query: Keras's Attention (Luong et al.,
 * 2015, arXiv:1508.04025) and AdditiveAttention (Bahdanau et al., 2015, arXiv:1409.0473).
 *
 * <pre>{@code
 * Attention layer = Attention.builder().useCausalMask(true).build();
 * Tensor mixed = layer.apply(List.of(query, value)).get(0);
 * LayerCall.of(mixed).orElseThrow().preActivation();          // the scores, before their softmax
 * }</pre>
 *
 * <p>Inputs are a query (batch, queries, d), values (batch, keys, v) and, if they are not the
 * values, keys (batch, keys, d). The result is (batch, queries, v), and behind it, if wanted, the
 * weights (batch, queries, keys). The mask of the values says which keys count; that of the query
 * makes zeros of the results it leaves out, and travels along.
 */
public final class Attention extends AbstractLayer {
  /** What is taken off a score that does not count, as in Keras. */
  private static final double MASKED = 1e9;

  private final AttentionBuilder told;

  Attention(AttentionBuilder builder) {
    super(snakeCase(className(builder.score)), builder.options());
    this.told = builder;
  }

  /** A builder for all options, with products for scores. */
  public static AttentionBuilder builder() {
    return new AttentionBuilder(Score.DOT);
  }

  /** A builder for all options of Keras's AdditiveAttention. */
  public static AttentionBuilder additive() {
    return new AttentionBuilder(Score.ADDITIVE);
  }

  static Attention read(ConfigReader in) {
    AttentionBuilder builder = builder().useScale(in.flag("use_scale", false));
    String mode = in.text("score_mode", "dot");
    return switch (mode) {
      case "dot" -> rest(in, builder);
      case "concat" -> rest(in, builder.score(Score.CONCAT));
      default -> throw in.wrong("score_mode", "must be dot or concat", mode);
    };
  }

  static Attention readAdditive(ConfigReader in) {
    return rest(in, additive().useScale(in.flag("use_scale", true)));
  }

  private static Attention rest(ConfigReader in, AttentionBuilder builder) {
    return builder
        .options(AttentionDropout.options(in))
        .dropout(in.number("dropout", 0))
        .useCausalMask(in.flag("use_causal_mask", false))
        .returnAttentionScores(in.flag("return_attention_scores", false))
        .build();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    boolean fits = (inputs.size() == 2 || inputs.size() == 3)
        && inputs.stream().allMatch(x -> x.shape().rank() == 3 && x.dtype().isFloating());
    if (!fits || told.score == Score.ADDITIVE && !inputs.get(0).shape().dim(2).isFixed()) {
      throw refusal(
          "takes floating inputs of 3 axes: a query, values and, if they are others, keys; features"
              + " known where they have factors",
          inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    WeightSpec one = WeightSpec.of(Initializers.ones());
    if (told.useScale && told.score == Score.ADDITIVE) {
      long features = inputs.get(0).shape().dim(2).fixedSize().getAsLong();
      making.trainable("scale", WeightSpec.kernel(), List.of(Math.toIntExact(features)));
    } else if (told.useScale) {
      making.trainable("scale", one, List.of());
    }
    if (told.score == Score.CONCAT) {
      making.trainable("concat_score_weight", one, List.of());
    }
    if (told.dropout > 0) {
      making.randomKey();
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    List<Tensor> inputs = context.inputs();
    Tensor value = inputs.get(1);
    Tensor key = inputs.size() == 3 ? inputs.get(2) : value;
    Tensor scores = masked(context, context.name("Scores", scores(context, inputs.get(0), key)));
    Tensor weights = AttentionDropout.apply(
        context, told.dropout, context.activate(Activations.SOFTMAX, scores));
    Tensor mixed = context.name("MatMul", Linear.matmul(weights, value));
    Optional<Tensor> ofQuery = context.mask(0);
    if (ofQuery.isPresent()) {
      Tensor counts = Tensors.cast(ofQuery.get(), mixed.dtype());
      mixed = Arithmetic.multiply(mixed, Shapes.expandDims(counts, -1));
      context.mask(0, ofQuery.get());
    }
    return told.returnScores ? List.of(mixed, weights) : List.of(mixed);
  }

  private Tensor scores(CallContext context, Tensor query, Tensor key) {
    if (told.score == Score.DOT) {
      Tensor products = Linear.matmul(query, Linear.matrixTranspose(key));
      return told.useScale ? Arithmetic.multiply(products, context.weight("scale")) : products;
    }
    Tensor sums = Arithmetic.add(Shapes.expandDims(query, 2), Shapes.expandDims(key, 1));
    if (told.score == Score.ADDITIVE) {
      Tensor bent = Trigonometry.tanh(sums);
      return Reductions.sum(
          told.useScale ? Arithmetic.multiply(context.weight("scale"), bent) : bent, -1);
    }
    Tensor scaled = told.useScale ? Arithmetic.multiply(context.weight("scale"), sums) : sums;
    return Arithmetic.multiply(
        context.weight("concat_score_weight"), Reductions.sum(Trigonometry.tanh(scaled), -1));
  }

  private Tensor masked(CallContext context, Tensor scores) {
    Optional<Tensor> ofValue = context.mask(1).map(mask -> Shapes.expandDims(mask, 1));
    Optional<Tensor> before =
        told.useCausalMask ? Optional.of(AttentionMasks.causal(scores)) : Optional.empty();
    Optional<Tensor> counts = AttentionMasks.and(ofValue, before);
    if (counts.isEmpty()) {
      return scores;
    }
    DType dtype = scores.dtype();
    Tensor left = Tensors.cast(Logic.logicalNot(counts.get()), dtype);
    return context.name("Masked", Arithmetic.subtract(scores, Arithmetic.multiply(left, MASKED)));
  }

  private static String className(Score score) {
    return score == Score.ADDITIVE ? "AdditiveAttention" : "Attention";
  }

  @Override
  public String className() {
    return className(told.score);
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig().put("use_scale", told.useScale);
    if (told.score != Score.ADDITIVE) {
      config.put("score_mode", told.score.name().toLowerCase(Locale.ROOT));
    }
    return config
        .put("dropout", told.dropout)
        .put("use_causal_mask", told.useCausalMask)
        .put("return_attention_scores", told.returnScores)
        .build();
  }
}
