package io.opwalk.nn.layer.recurrent;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Rearranging;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recurrent layer along sequences in both directions, whose outputs are merged; Keras's
 * Bidirectional. Its weights are those of the layers {@code forward_...} and {@code backward_...},
 * its gates {@code forward/i}, {@code backward/i} and so on, all in the order of time.
 */
public final class Bidirectional extends AbstractLayer {
  /** How the outputs of both directions are merged. */
  public enum MergeMode {
    /** Behind each other; the default. */
    CONCAT,
    /** Their sum. */
    SUM,
    /** Their product. */
    MUL,
    /** Their mean. */
    AVE,
    /** Not at all: both are outputs. */
    NONE
  }

  private final Rnn forward;
  private final Rnn backward;
  private final MergeMode mode;
  private final Config wrapped;
  private final String wrappedClass;

  /**
   * Around a recurrent layer that was not applied yet; it is made twice from its config.
   *
   * @param registry makes the layers
   */
  public Bidirectional(Rnn layer, MergeMode mode, LayerRegistry registry, LayerOptions options) {
    super("bidirectional", options);
    this.mode = mode;
    this.wrapped = layer.config();
    this.wrappedClass = layer.className();
    boolean backwards = Boolean.TRUE.equals(wrapped.get("go_backwards"));
    Object name = wrapped.get("name");
    this.forward = (Rnn) registry.fromConfig(wrappedClass, wrapped.with("name", "forward_" + name));
    this.backward = (Rnn) registry.fromConfig(
        wrappedClass, wrapped.with("name", "backward_" + name).with("go_backwards", !backwards));
  }

  static Bidirectional read(ConfigReader in, LayerRegistry registry) {
    Layer layer = registry.fromNested(
        in.config("layer").orElseThrow(() -> in.wrong("layer", "must be there", null)));
    if (!(layer instanceof Rnn rnn)) {
      throw in.wrong("layer", "must be a recurrent layer", layer.className());
    }
    if (in.has("backward_layer")) {
      throw in.wrong("backward_layer", "is made from the layer, and must not be given", "one");
    }
    in.ignore("backward_layer");
    MergeMode unsaid = in.says("merge_mode") ? MergeMode.NONE : MergeMode.CONCAT;
    MergeMode mode = in.oneOf("merge_mode", MergeMode.class, unsaid);
    return new Bidirectional(rnn, mode, registry, LayerOptions.from(in));
  }

  @Override
  protected List<Layer> innerLayers() {
    return List.of(forward, backward);
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    List<Tensor> inputs = context.inputs();
    int states = (inputs.size() - 1) / 2;
    List<Tensor> first = new ArrayList<>(List.of(inputs.get(0)));
    List<Tensor> second = new ArrayList<>(List.of(inputs.get(0)));
    first.addAll(inputs.subList(1, 1 + states));
    second.addAll(inputs.subList(1 + states, inputs.size()));
    List<Tensor> ahead = context.apply(forward, first);
    List<Tensor> behind = context.apply(backward, second);
    note(context, "forward/", ahead);
    note(context, "backward/", behind);
    Tensor back = forward.returnsSequences() ? Rearranging.flip(behind.get(0), 1) : behind.get(0);
    List<Tensor> outputs = new ArrayList<>();
    if (mode == MergeMode.NONE) {
      outputs.addAll(List.of(ahead.get(0), back));
    } else {
      outputs.add(merged(ahead.get(0), back));
    }
    outputs.addAll(ahead.subList(1, ahead.size()));
    outputs.addAll(behind.subList(1, behind.size()));
    if (forward.returnsSequences()) {
      context.mask(0).ifPresent(mask -> context.mask(0, mask));
    }
    return outputs;
  }

  private static void note(CallContext context, String prefix, List<Tensor> outputs) {
    LayerCall.of(outputs.get(0))
        .orElseThrow()
        .preActivations()
        .forEach((gate, before) -> context.preActivation(prefix + gate, before));
  }

  private Tensor merged(Tensor a, Tensor b) {
    return switch (mode) {
      case CONCAT -> Joining.concat(List.of(a, b), -1);
      case SUM -> Arithmetic.add(a, b);
      case MUL -> Arithmetic.multiply(a, b);
      default -> Arithmetic.divide(Arithmetic.add(a, b), 2);
    };
  }

  @Override
  public String className() {
    return "Bidirectional";
  }

  @Override
  public Config config() {
    return baseConfig()
        .put("merge_mode", mode == MergeMode.NONE ? null : mode.name().toLowerCase(Locale.ROOT))
        .put(
            "layer",
            Config.builder()
                .put("class_name", wrappedClass)
                .put("config", wrapped)
                .build())
        .build();
  }
}
