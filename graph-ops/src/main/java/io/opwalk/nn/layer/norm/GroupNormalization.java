package io.opwalk.nn.layer.norm;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.Tensors;
import java.util.List;

/**
 * Brings groups of channels of each sample to mean 0 and variance 1, then to a scale and an offset
 * that are learned (Wu and He, 2018, arXiv:1803.08494); Keras's GroupNormalization.
 */
public final class GroupNormalization extends AbstractLayer {
  private final int groups;
  private final int axis;
  private final double epsilon;
  private final boolean center;
  private final boolean scale;
  private final WeightSpec gamma;
  private final WeightSpec beta;

  private GroupNormalization(
      int groups,
      int axis,
      double epsilon,
      boolean center,
      boolean scale,
      WeightSpec gamma,
      WeightSpec beta,
      LayerOptions options) {
    super("group_normalization", options);
    this.groups = groups;
    this.axis = axis;
    this.epsilon = epsilon;
    this.center = center;
    this.scale = scale;
    this.gamma = gamma;
    this.beta = beta;
  }

  /**
   * With Keras's options.
   *
   * @param groups how many; 32 in Keras; -1 for one per channel
   */
  public GroupNormalization(int groups, LayerOptions options) {
    this(groups, -1, 1e-3, true, true, Channels.ONES, WeightSpec.bias(), options);
  }

  static GroupNormalization read(ConfigReader in) {
    return new GroupNormalization(
        in.integer("groups", 32),
        in.integer("axis", -1),
        in.number("epsilon", 1e-3),
        in.flag("center", true),
        in.flag("scale", true),
        WeightSpec.read(in, "gamma", Channels.ONES),
        WeightSpec.read(in, "beta", WeightSpec.bias()),
        LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Channels.requireChannels(only(inputs), axis, why -> refusal(why, inputs));
    int channels = Channels.channels(inputs.get(0), axis);
    if (groups != -1 && (groups < 1 || channels % groups != 0)) {
      throw refusal(
          "has " + groups + " groups, which do not divide " + channels + " channels", inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    List<Integer> shape = List.of(Channels.channels(inputs.get(0), axis));
    if (scale) {
      making.trainable("gamma", gamma, shape);
    }
    if (center) {
      making.trainable("beta", beta, shape);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    int channels = Channels.channels(x, axis);
    Tensor by =
        scale ? context.weight("gamma") : Tensors.constant(NDArray.full(x.dtype(), 1, channels));
    Tensor offset =
        center ? context.weight("beta") : Tensors.constant(NDArray.full(x.dtype(), 0, channels));
    int count = groups == -1 ? channels : groups;
    return List.of(Normalizations.groupNorm(x, by, offset, count, axis, epsilon));
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return "GroupNormalization";
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig()
        .put("groups", groups)
        .put("axis", axis)
        .put("epsilon", epsilon)
        .put("center", center)
        .put("scale", scale);
    gamma.write(config, "gamma");
    beta.write(config, "beta");
    return config.build();
  }
}
