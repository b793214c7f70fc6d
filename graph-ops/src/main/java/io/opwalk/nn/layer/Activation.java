package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import java.util.List;
import java.util.Objects;

/** A layer that applies a function and has no weights; Keras's Activation. */
public final class Activation extends AbstractLayer {
  private final ActivationFunction function;

  /** A layer that is named {@code activation}, or {@code activation_1} and so on. */
  public Activation(ActivationFunction function) {
    this(function, LayerOptions.defaults());
  }

  /** A layer of the given name. */
  public Activation(ActivationFunction function, String name) {
    this(function, LayerOptions.defaults().withName(name));
  }

  /** A layer with options. */
  public Activation(ActivationFunction function, LayerOptions options) {
    super("activation", options);
    this.function = Objects.requireNonNull(function, "function");
  }

  static Activation fromConfig(ConfigReader in) {
    LayerOptions options = LayerOptions.from(in);
    if (!in.says("activation")) {
      throw in.wrong("activation", "must be there", null);
    }
    return new Activation(Activations.read(in, "activation"), options);
  }

  /** What is applied. */
  public ActivationFunction function() {
    return function;
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    return List.of(context.activate(function, only(context.inputs())));
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return "Activation";
  }

  @Override
  public Config config() {
    return baseConfig().put("activation", function.inConfig()).build();
  }

  /** The kind, the name and the function. */
  @Override
  public String toString() {
    return super.toString() + " " + function;
  }
}
