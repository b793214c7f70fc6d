package io.opwalk.nn.layer.norm;

import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.Norms;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings each sample to one scale along some axes: Keras's LayerNormalization (Ba et al., 2016,
 * arXiv:1607.06450) and RMSNormalization (Zhang and Sennrich, 2019, arXiv:1910.07467), whose scale
 * and offset are learned, and UnitNormalization, which has none.
 */
public final class SampleNormalization extends AbstractLayer {
  /** What is done along the axes. */
  public enum Kind {
    /** To mean 0 and variance 1. */
    LAYER("LayerNormalization", "layer_normalization", 1e-3),
    /** To a mean square of 1. */
    RMS("RMSNormalization", "rms_normalization", 1e-6),
    /** To length 1. */
    UNIT("UnitNormalization", "unit_normalization", 1e-12);

    private final String className;
    private final String base;
    private final double epsilon;

    Kind(String className, String base, double epsilon) {
      this.className = className;
      this.base = base;
      this.epsilon = epsilon;
    }

    /** The class name, as in Keras. */
    public String className() {
      return className;
    }

    /** Keras's epsilon. */
    public double epsilon() {
      return epsilon;
    }
  }

  private final SampleNormalizationBuilder told;
  private final Kind kind;
  private final boolean scale;
  private final boolean center;

  SampleNormalization(SampleNormalizationBuilder builder) {
    super(builder.kind.base, builder.options());
    this.told = builder;
    this.kind = builder.kind;
    this.scale = kind == Kind.RMS || kind == Kind.LAYER && (builder.scale || builder.rmsScaling);
    this.center = builder.center && kind == Kind.LAYER && !builder.rmsScaling;
  }

  /** A builder for all options. */
  public static SampleNormalizationBuilder builder(Kind kind) {
    return new SampleNormalizationBuilder(kind);
  }

  static SampleNormalization read(Kind kind, ConfigReader in) {
    SampleNormalizationBuilder builder = builder(kind);
    switch (kind) {
      case LAYER -> builder.read(in).rmsScaling(in.flag("rms_scaling", false));
      case RMS ->
        builder.options(LayerOptions.from(in)).epsilon(in.number("epsilon", kind.epsilon));
      case UNIT -> builder.options(LayerOptions.from(in));
    }
    return builder.axes(in.oneOrMore("axis").orElse(List.of(-1))).build();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = only(inputs);
    told.axes.forEach(axis -> Channels.requireChannels(x, axis, why -> refusal(why, inputs)));
  }

  /** The axes counted from the front, in order. */
  private List<Integer> sorted(Tensor x) {
    return told.axes.stream().map(x.shape()::normalizeAxis).sorted().toList();
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    List<Integer> shape = new ArrayList<>();
    told.axes.forEach(axis -> shape.add(Channels.channels(x, axis)));
    if (scale) {
      making.trainable(kind == Kind.RMS ? "scale" : "gamma", told.gamma, shape);
    }
    if (center) {
      making.trainable("beta", told.beta, shape);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    List<Integer> along = sorted(x);
    Tensor result = switch (kind) {
      case LAYER ->
        told.rmsScaling
            ? scaled(x, Reductions.variance(x, along, true))
            : Normalizations.standardize(x, along, told.epsilon);
      case RMS -> scaled(x, Reductions.mean(Arithmetic.square(x), along, true));
      case UNIT -> unit(x, along);
    };
    if (scale) {
      Tensor by = context.weight(kind == Kind.RMS ? "scale" : "gamma");
      result = Arithmetic.multiply(result, spread(by, along, x));
    }
    if (center) {
      result = Arithmetic.add(result, spread(context.weight("beta"), along, x));
    }
    return List.of(result);
  }

  private Tensor scaled(Tensor x, Tensor squares) {
    return Arithmetic.divide(x, Exponents.sqrt(Arithmetic.add(squares, told.epsilon)));
  }

  private Tensor unit(Tensor x, List<Integer> along) {
    Tensor squares = Norms.sumSquare(x, along, true);
    return Arithmetic.multiply(x, Exponents.rsqrt(Arithmetic.maximum(squares, told.epsilon)));
  }

  /**
   * A weight of the axes along which it goes, with axes of size 1 between and behind them. Its own
   * axes are in the order in which they were said; as in Keras, its elements are taken one after
   * the other where that is not the order of the input.
   */
  private static Tensor spread(Tensor said, List<Integer> along, Tensor x) {
    long[] sizes = along.stream().mapToLong(axis -> Channels.channels(x, axis)).toArray();
    Tensor weight = said.shape().equals(Shape.shape(sizes)) ? said : Shapes.reshape(said, sizes);
    List<Integer> missing = new ArrayList<>();
    for (int axis = along.get(0); axis < x.shape().rank(); axis++) {
      if (!along.contains(axis)) {
        missing.add(axis - along.get(0));
      }
    }
    return missing.isEmpty() ? weight : Shapes.expandDims(weight, missing);
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return kind.className;
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig().put("axis", told.axes);
    return switch (kind) {
      case LAYER -> told.write(config).put("rms_scaling", told.rmsScaling).build();
      case RMS -> config.put("epsilon", told.epsilon).build();
      case UNIT -> config.build();
    };
  }
}
