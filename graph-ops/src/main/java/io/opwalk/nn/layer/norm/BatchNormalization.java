package io.opwalk.nn.layer.norm;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.initializer.Initializer;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * Brings each channel to mean 0 and variance 1, then to a scale and an offset that are learned
 * (Ioffe and Szegedy, 2015, arXiv:1502.03167); Keras's BatchNormalization. In training by the
 * statistics of the batch, which move the moving ones; else, and where the layer is frozen, by
 * those. A mask of all axes but the last, which comes with the input, keeps what it leaves out from
 * the statistics of the batch.
 *
 * <p>Weights are {@code gamma}, {@code beta}, {@code moving_mean} and {@code moving_variance}.
 * Which of the two it is is chosen in the graph, by {@code Phase.learning()}.
 */
public final class BatchNormalization extends AbstractLayer {
  private final Builder told;

  private BatchNormalization(Builder builder) {
    super("batch_normalization", builder.options());
    this.told = builder;
  }

  /** A builder for all options. */
  public static Builder builder() {
    return new Builder();
  }

  static BatchNormalization read(ConfigReader in) {
    Builder builder = builder().read(in).axis(axis(in)).momentum(in.number("momentum", 0.99));
    builder.mean = WeightSpec.read(in, "moving_mean", builder.mean);
    builder.variance = WeightSpec.read(in, "moving_variance", builder.variance);
    // Batches are computed on one device, whose statistics are in step with themselves.
    in.ignore("synchronized", "fused", "renorm_clipping", "renorm_momentum");
    in.mustBeUnsaid("a batch is normalized by its own statistics", "renorm");
    in.mustBeUnsaid("Keras 3 has it no more", "virtual_batch_size", "adjustment");
    return builder.build();
  }

  /** Keras 2 may write it as a list of one. */
  private static int axis(ConfigReader in) {
    List<Integer> axes = in.oneOrMore("axis").orElse(List.of(-1));
    if (axes.size() != 1) {
      throw in.wrong("axis", "must be one axis, as it is in Keras 3", axes);
    }
    return axes.get(0);
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Channels.requireChannels(only(inputs), told.axis, why -> refusal(why, inputs));
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
    making.nonTrainable("moving_mean", told.mean.initializer(), shape);
    making.nonTrainable("moving_variance", told.variance.initializer(), shape);
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    Tensor mean = context.weight("moving_mean");
    Tensor variance = context.weight("moving_variance");
    int[] dims = {Channels.channels(x, told.axis)};
    Tensor gamma =
        told.scale ? context.weight("gamma") : Tensors.constant(NDArray.full(x.dtype(), 1, dims));
    Tensor beta =
        told.center ? context.weight("beta") : Tensors.constant(NDArray.full(x.dtype(), 0, dims));
    Tensor steady =
        Normalizations.batchNorm(x, gamma, beta, mean, variance, told.axis, told.epsilon);
    Optional<Tensor> mask = mask(context);
    List<Tensor> moving = mask.isPresent()
        ? masked(x, gamma, beta, mean, variance, mask.get())
        : Normalizations.batchNormTraining(
            x, gamma, beta, mean, variance, told.axis, told.epsilon, told.momentum);
    Tensor phase = context.ownPhase();
    context.update(mean, Logic.where(phase, moving.get(1), mean));
    context.update(variance, Logic.where(phase, moving.get(2), variance));
    return List.of(Logic.where(phase, moving.get(0), steady));
  }

  /**
   * A mask has an axis less than the input; one that travels by and has other axes is of no use.
   */
  private Optional<Tensor> mask(CallContext context) {
    int axes = context.inputs().get(0).shape().rank() - 1;
    context.givenMask(0).filter(mask -> mask.shape().rank() != axes).ifPresent(mask -> {
      throw refusal("takes a mask of " + axes + " axes, found " + mask, context.inputs());
    });
    return context.mask(0).filter(mask -> mask.shape().rank() == axes);
  }

  /** The result and the new moving statistics, of what the mask lets through. */
  private List<Tensor> masked(
      Tensor x, Tensor gamma, Tensor beta, Tensor mean, Tensor variance, Tensor mask) {
    MaskedMoments batch = MaskedMoments.of(x, mask, told.axis);
    Tensor result = Normalizations.batchNorm(
        x, gamma, beta, batch.mean(), batch.variance(), told.axis, told.epsilon);
    return List.of(result, moved(mean, batch.mean()), moved(variance, batch.variance()));
  }

  private Tensor moved(Tensor moving, Tensor batch) {
    return Arithmetic.add(
        Arithmetic.multiply(moving, told.momentum), Arithmetic.multiply(batch, 1 - told.momentum));
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return "BatchNormalization";
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig().put("axis", told.axis).put("momentum", told.momentum);
    return told.write(config)
        .put("moving_mean_initializer", Config.nested(told.mean.initializer()))
        .put("moving_variance_initializer", Config.nested(told.variance.initializer()))
        .build();
  }

  /** Collects options; what is not said is as in Keras. */
  public static final class Builder extends AffineBuilder<Builder> {
    private int axis = -1;
    private double momentum = 0.99;
    private WeightSpec mean = WeightSpec.bias();
    private WeightSpec variance = Channels.ONES;

    private Builder() {
      super(1e-3);
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** The axis of the channels; -1 unless said. */
    public Builder axis(int newAxis) {
      this.axis = newAxis;
      return this;
    }

    /** How much of the moving statistics stays after a step; 0.99 unless said. */
    public Builder momentum(double newMomentum) {
      this.momentum = newMomentum;
      return this;
    }

    /** How the moving mean begins; with zeros unless said. */
    public Builder movingMean(Initializer initializer) {
      this.mean = WeightSpec.of(initializer);
      return this;
    }

    /** How the moving variance begins; with ones unless said. */
    public Builder movingVariance(Initializer initializer) {
      this.variance = WeightSpec.of(initializer);
      return this;
    }

    /** The layer. */
    public BatchNormalization build() {
      return new BatchNormalization(this);
    }
  }
}
