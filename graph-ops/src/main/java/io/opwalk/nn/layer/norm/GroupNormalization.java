package io.opwalk.nn.layer.norm;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.Tensors;
import java.util.List;

/**
 * Brings groups of channels of each sample to mean 0 and variance 1, then to a scale and an offset
 * that are learned (Wu and He, 2018, arXiv:1803.08494); Keras's GroupNormalization.
 */
public final class GroupNormalization extends AbstractLayer {
  private final GroupNormalizationBuilder told;

  GroupNormalization(GroupNormalizationBuilder builder) {
    super("group_normalization", builder.options());
    this.told = builder;
  }

  /**
   * A builder for all options.
   *
   * @param groups how many; 32 in Keras; -1 for one per channel
   */
  public static GroupNormalizationBuilder builder(int groups) {
    return new GroupNormalizationBuilder(groups);
  }

  static GroupNormalization read(ConfigReader in) {
    return builder(in.integer("groups", 32))
        .read(in)
        .axis(in.integer("axis", -1))
        .build();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Channels.requireChannels(only(inputs), told.axis, why -> refusal(why, inputs));
    int channels = Channels.channels(inputs.get(0), told.axis);
    if (told.groups != -1 && (told.groups < 1 || channels % told.groups != 0)) {
      throw refusal(
          "has " + told.groups + " groups, which do not divide " + channels + " channels", inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    List<Integer> shape = List.of(Channels.channels(inputs.get(0), told.axis));
    if (told.scale) {
      making.trainable("gamma", told.gamma, shape);
    }
    if (told.center) {
      making.trainable("beta", told.beta, shape);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    int channels = Channels.channels(x, told.axis);
    Tensor by = told.scale
        ? context.weight("gamma")
        : Tensors.constant(NDArray.full(x.dtype(), 1, channels));
    Tensor offset = told.center
        ? context.weight("beta")
        : Tensors.constant(NDArray.full(x.dtype(), 0, channels));
    int count = told.groups == -1 ? channels : told.groups;
    return List.of(Normalizations.groupNorm(x, by, offset, count, told.axis, told.epsilon));
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
    Config.Builder config = baseConfig().put("groups", told.groups).put("axis", told.axis);
    return told.write(config).build();
  }
}
