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
import java.util.Optional;

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

  private final RecurrentLayer forward;
  private final RecurrentLayer backward;
  private final MergeMode mode;
  private final Config wrapped;
  private final String wrappedClass;
  private final Optional<Config> wrappedBack;

  /**
   * Around a recurrent layer that was not applied yet; it is made twice from its config.
   *
   * @param registry makes the layers
   */
  public Bidirectional(
      RecurrentLayer layer, MergeMode mode, LayerRegistry registry, LayerOptions options) {
    this(layer, Optional.empty(), mode, registry, options);
  }

  /**
   * Around a recurrent layer, and another one for the way back.
   *
   * @param back goes the other way, and gives as many outputs
   * @throws IllegalArgumentException where it does not
   */
  public Bidirectional(
      RecurrentLayer layer,
      RecurrentLayer back,
      MergeMode mode,
      LayerRegistry registry,
      LayerOptions options) {
    this(layer, Optional.of(back), mode, registry, options);
  }

  private Bidirectional(
      RecurrentLayer layer,
      Optional<RecurrentLayer> back,
      MergeMode mode,
      LayerRegistry registry,
      LayerOptions options) {
    super("bidirectional", options);
    this.mode = mode;
    this.wrapped = layer.config();
    this.wrappedBack = back.map(Config::nested);
    Config behind = back.map(RecurrentLayer::config)
        .orElse(wrapped.with("go_backwards", !Boolean.TRUE.equals(wrapped.get("go_backwards"))));
    if (wrapped.get("go_backwards").equals(behind.get("go_backwards"))) {
      throw new IllegalArgumentException(
          "of two directions one goes backwards: " + layer + " and " + back.orElseThrow());
    }
    for (String key : List.of("return_sequences", "return_state", "stateful")) {
      if (!wrapped.get(key).equals(behind.get(key))) {
        throw new IllegalArgumentException("both directions are told the same: " + key
            + " differs in " + layer + " and " + back.orElseThrow());
      }
    }
    this.forward =
        (RecurrentLayer) registry.fromConfig(layer.className(), prefixed(wrapped, "forward_"));
    this.backward = (RecurrentLayer)
        registry.fromConfig(back.orElse(layer).className(), prefixed(behind, "backward_"));
    this.wrappedClass = layer.className();
  }

  /** As Keras has it, outputs of steps that are left out are zeros, which do not spoil a merge. */
  private static Config prefixed(Config config, String prefix) {
    String name = String.valueOf(config.get("name"));
    return config
        .with("name", name.startsWith(prefix) ? name : prefix + name)
        .with("zero_output_for_mask", config.get("return_sequences"));
  }

  static Bidirectional read(ConfigReader in, LayerRegistry registry) {
    RnnConfig.requireKeras3(in);
    RecurrentLayer layer =
        rnn(in, "layer", registry).orElseThrow(() -> in.wrong("layer", "must be there", null));
    MergeMode unsaid = in.says("merge_mode") ? MergeMode.NONE : MergeMode.CONCAT;
    MergeMode mode = in.oneOf("merge_mode", MergeMode.class, unsaid);
    Optional<RecurrentLayer> back = rnn(in, "backward_layer", registry);
    return new Bidirectional(layer, back, mode, registry, LayerOptions.from(in));
  }

  private static Optional<RecurrentLayer> rnn(ConfigReader in, String key, LayerRegistry registry) {
    return in.config(key).map(registry::fromNested).map(layer -> {
      if (layer instanceof RecurrentLayer rnn) {
        return rnn;
      }
      throw in.wrong(key, "must be a recurrent layer", layer.className());
    });
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
      context.mask(0).ifPresent(mask -> {
        context.mask(0, mask);
        if (mode == MergeMode.NONE) {
          context.mask(1, mask);
        }
      });
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
        .put("backward_layer", wrappedBack.orElse(null))
        .build();
  }
}
