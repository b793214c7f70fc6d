package io.opwalk.nn.layer.activation;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.ops.Activations;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code x} above 0, else {@code alpha x} with an alpha that is learned for each element of a
 * sample; Keras's PReLU (He et al., 2015, arXiv:1502.01852).
 */
public final class PReLU extends AbstractLayer {
  private final WeightSpec alpha;
  private final List<Integer> sharedAxes;

  /**
   * With a weight.
   *
   * @param alpha how it begins; zeros in Keras
   * @param sharedAxes axes, counted from 1 behind the batch, along which there is one alpha
   */
  public PReLU(WeightSpec alpha, List<Integer> sharedAxes, LayerOptions options) {
    super("p_re_lu", options);
    this.alpha = alpha;
    this.sharedAxes = List.copyOf(sharedAxes);
  }

  /** As in Keras. */
  public PReLU() {
    this(WeightSpec.of(Initializers.zeros()), List.of(), LayerOptions.defaults());
  }

  static PReLU read(ConfigReader in) {
    WeightSpec alpha = WeightSpec.read(in, "alpha", WeightSpec.of(Initializers.zeros()));
    List<Integer> shared = in.oneOrMore("shared_axes").orElse(List.of());
    return new PReLU(alpha, shared, LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = only(inputs);
    for (int axis = 1; axis < x.shape().rank(); axis++) {
      if (!x.shape().dim(axis).isFixed() && !sharedAxes.contains(axis)) {
        throw refusal(
            "needs known sizes behind the batch where axes are not shared, found " + x.type(),
            inputs);
      }
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    List<Integer> shape = new ArrayList<>();
    for (int axis = 1; axis < inputs.get(0).shape().rank(); axis++) {
      shape.add(
          sharedAxes.contains(axis)
              ? 1
              : Math.toIntExact(inputs.get(0).shape().dim(axis).fixedSize().getAsLong()));
    }
    making.trainable("alpha", alpha, shape);
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor slope = context.weight("alpha");
    return List.of(context.activate(
        new ActivationFunction("p_re_lu", x -> Activations.leakyRelu(x, slope)),
        only(context.inputs())));
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return "PReLU";
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig();
    alpha.write(config, "alpha");
    return config.put("shared_axes", sharedAxes.isEmpty() ? null : sharedAxes).build();
  }
}
