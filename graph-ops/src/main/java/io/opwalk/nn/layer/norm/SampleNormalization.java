package io.opwalk.nn.layer.norm;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.Norms;
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

  private final Kind kind;
  private final List<Integer> axes;
  private final double epsilon;
  private final boolean scale;
  private final boolean center;
  private final WeightSpec gamma;
  private final WeightSpec beta;

  private SampleNormalization(
      Kind kind,
      List<Integer> axes,
      double epsilon,
      boolean scale,
      boolean center,
      WeightSpec gamma,
      WeightSpec beta,
      LayerOptions options) {
    super(kind.base, options);
    this.kind = kind;
    this.axes = List.copyOf(axes);
    this.epsilon = epsilon;
    this.scale = scale && kind != Kind.UNIT;
    this.center = center && kind == Kind.LAYER;
    this.gamma = gamma;
    this.beta = beta;
  }

  /** With Keras's options: along the last axis, with scale, and offset where it has one. */
  public SampleNormalization(Kind kind, LayerOptions options) {
    this(kind, List.of(-1), kind.epsilon, true, true, Channels.ONES, WeightSpec.bias(), options);
  }

  static SampleNormalization read(Kind kind, ConfigReader in) {
    List<Integer> axes = in.oneOrMore("axis").orElse(List.of(-1));
    boolean learned = kind == Kind.LAYER;
    return new SampleNormalization(
        kind,
        axes,
        kind == Kind.UNIT ? kind.epsilon : in.number("epsilon", kind.epsilon),
        !learned || in.flag("scale", true),
        !learned || in.flag("center", true),
        learned ? WeightSpec.read(in, "gamma", Channels.ONES) : Channels.ONES,
        learned ? WeightSpec.read(in, "beta", WeightSpec.bias()) : WeightSpec.bias(),
        LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = only(inputs);
    axes.forEach(axis -> Channels.requireChannels(x, axis, why -> refusal(why, inputs)));
  }

  /** The axes counted from the front, in order. */
  private List<Integer> sorted(Tensor x) {
    return axes.stream().map(x.shape()::normalizeAxis).sorted().toList();
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    List<Integer> shape = new ArrayList<>();
    sorted(x).forEach(axis -> shape.add(Channels.channels(x, axis)));
    if (scale) {
      making.trainable(kind == Kind.RMS ? "scale" : "gamma", gamma, shape);
    }
    if (center) {
      making.trainable("beta", beta, shape);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    List<Integer> along = sorted(x);
    Tensor result = switch (kind) {
      case LAYER -> Normalizations.standardize(x, along, epsilon);
      case RMS -> rms(x, along);
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

  private Tensor rms(Tensor x, List<Integer> along) {
    Tensor meanSquare = io.opwalk.ops.Reductions.mean(Arithmetic.square(x), along, true);
    return Arithmetic.divide(x, io.opwalk.ops.Exponents.sqrt(Arithmetic.add(meanSquare, epsilon)));
  }

  private Tensor unit(Tensor x, List<Integer> along) {
    Tensor squares = Norms.sumSquare(x, along, true);
    return Arithmetic.multiply(
        x, io.opwalk.ops.Exponents.rsqrt(Arithmetic.maximum(squares, epsilon)));
  }

  /** A weight of the axes along which it goes, with axes of size 1 between and behind them. */
  private static Tensor spread(Tensor weight, List<Integer> along, Tensor x) {
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
    Config.Builder config = baseConfig().put("axis", axes);
    if (kind == Kind.UNIT) {
      return config.build();
    }
    config.put("epsilon", epsilon);
    if (kind == Kind.LAYER) {
      config.put("center", center).put("scale", scale);
      gamma.write(config, "gamma");
      beta.write(config, "beta");
    }
    return config.build();
  }
}
