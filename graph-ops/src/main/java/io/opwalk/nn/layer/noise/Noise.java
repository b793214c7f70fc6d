package io.opwalk.nn.layer.noise;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Randoms;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Disturbs its input while {@code Phase.learning()} holds, and gives it back else: Keras's Dropout,
 * SpatialDropout1D to 3D, AlphaDropout, GaussianDropout and GaussianNoise. What is drawn follows
 * from the layer's seed and name and the number of the training step.
 */
public final class Noise extends AbstractLayer {
  private final NoiseKind kind;
  private final double amount;
  private final Optional<List<Integer>> noiseShape;
  private final DataFormat dataFormat;

  /**
   * Of a kind.
   *
   * @param amount the rate, from 0 to 1; of GaussianNoise the standard deviation
   */
  public Noise(NoiseKind kind, double amount, LayerOptions options) {
    this(kind, amount, Optional.empty(), options);
  }

  /**
   * Dropout that drops the same elements along some axes.
   *
   * @param noiseShape for each axis its size, or 1 where one draw counts for all; -1 for a size
   *     that is not known
   */
  public Noise(
      NoiseKind kind, double amount, Optional<List<Integer>> noiseShape, LayerOptions options) {
    this(kind, amount, noiseShape, DataFormat.CHANNELS_LAST, options);
  }

  /**
   * As {@link #Noise(NoiseKind, double, Optional, LayerOptions)}.
   *
   * @param dataFormat where the channels are that spatial dropout drops
   */
  public Noise(
      NoiseKind kind,
      double amount,
      Optional<List<Integer>> noiseShape,
      DataFormat dataFormat,
      LayerOptions options) {
    super(snakeCase(kind.className()), options);
    this.kind = kind;
    this.amount = amount;
    this.noiseShape = noiseShape.map(List::copyOf);
    this.dataFormat = Objects.requireNonNull(dataFormat, "dataFormat");
    boolean fits = kind == NoiseKind.GAUSSIAN_NOISE ? amount >= 0 : amount >= 0 && amount <= 1;
    if (!fits || Double.isInfinite(amount)) {
      throw new IllegalArgumentException(kind.className() + " takes " + kind.argument() + " of "
          + (kind == NoiseKind.GAUSSIAN_NOISE ? "0 or more" : "0 to 1") + ", found " + amount);
    }
  }

  static Noise read(NoiseKind kind, ConfigReader in) {
    Object seed = in.value("seed");
    LayerOptions options = LayerOptions.from(in);
    Optional<List<Integer>> shape = Optional.empty();
    if (in.value("noise_shape") instanceof List<?> list) {
      List<Integer> sizes = new ArrayList<>();
      list.forEach(size -> sizes.add(size instanceof Number number ? number.intValue() : -1));
      shape = Optional.of(sizes);
    }
    // Keras 1 calls a standard deviation sigma, and a rate p.
    String old = kind == NoiseKind.GAUSSIAN_NOISE ? "sigma" : "p";
    return new Noise(
        kind,
        in.has(old) ? in.number(old) : in.number(kind.argument()),
        shape,
        SpatialArguments.dataFormat(in),
        seed instanceof Number number ? options.withSeed(number.longValue()) : options);
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = only(inputs);
    if (!x.dtype().isFloating()) {
      throw refusal("needs a floating input, found " + x.type(), inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    making.randomKey();
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    if (amount == 0) {
      return List.of(x);
    }
    Tensor key = context.randomKey();
    Tensor disturbed = switch (kind) {
      case GAUSSIAN_NOISE ->
        Arithmetic.add(x, Arithmetic.multiply(Randoms.normal(key, x.dtype(), x.shape()), amount));
      case GAUSSIAN_DROPOUT ->
        Arithmetic.multiply(
            x,
            Arithmetic.add(
                1,
                Arithmetic.multiply(
                    Randoms.normal(key, x.dtype(), x.shape()), Math.sqrt(amount / (1 - amount)))));
      case ALPHA_DROPOUT -> alpha(x, kept(key, x));
      default ->
        Logic.where(kept(key, x), Arithmetic.multiply(x, amount == 1 ? 0 : 1 / (1 - amount)), 0);
    };
    return List.of(Logic.where(context.learning(), disturbed, x));
  }

  /** Whether each element is kept. */
  private Tensor kept(Tensor key, Tensor x) {
    return Logic.greaterEqual(Randoms.uniform(key, x.dtype(), drawn(x)), amount);
  }

  private Shape drawn(Tensor x) {
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    if (kind.isSpatial()) {
      int first = dataFormat.firstSpatialAxis();
      for (int axis = first; axis < first + dims.size() - 2; axis++) {
        dims.set(axis, Dim.of(1));
      }
    }
    noiseShape.ifPresent(sizes -> {
      for (int axis = 0; axis < sizes.size(); axis++) {
        if (sizes.get(axis) == 1) {
          dims.set(axis, Dim.of(1));
        }
      }
    });
    return Shape.of(dims);
  }

  /** Klambauer et al., 2017, arXiv:1706.02515: keeps mean and variance of what selu gives. */
  private Tensor alpha(Tensor x, Tensor kept) {
    double limit = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;
    double a = amount == 1 ? 0 : 1 / Math.sqrt((1 - amount) * (1 + amount * limit * limit));
    double b = -a * limit * amount;
    Tensor chosen = Logic.where(kept, x, Tensors.literal(limit, x));
    return Arithmetic.add(Arithmetic.multiply(chosen, a), b);
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return kind.className();
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig().put(kind.argument(), amount);
    noiseShape.ifPresent(shape -> config.put("noise_shape", shape));
    if (kind == NoiseKind.SPATIAL_2D || kind == NoiseKind.SPATIAL_3D) {
      config.put("data_format", SpatialArguments.text(dataFormat));
    }
    return config.build();
  }
}
