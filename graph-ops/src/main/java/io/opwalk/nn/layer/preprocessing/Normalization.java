package io.opwalk.nn.layer.preprocessing;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Features brought to mean 0 and variance 1: {@code (x - mean) / sqrt(variance)}; Keras's
 * Normalization. Mean and variance are given, or found in data:
 *
 * <pre>{@code
 * Normalization layer = Normalization.builder().build();
 * layer.adapt(images);                                  // before or after it is applied
 * Tensor y = x.then(layer);
 * }</pre>
 *
 * <p>Whole numbers become float32 first, or of the layer's dtype. There is a mean for each place
 * along the axes, whose sizes must be known. Found in data, they are weights {@code mean} and
 * {@code variance} that no optimizer changes; behind them is {@code count}, which Keras keeps as
 * well.
 */
public final class Normalization extends AbstractLayer {
  /** What keeps a divisor from 0, as in Keras. */
  private static final double EPSILON = 1e-7;

  private final NormalizationBuilder told;

  /** What was found before there were weights; null where nothing was. */
  private NDArray foundMean;

  private NDArray foundVariance;

  Normalization(NormalizationBuilder builder) {
    super("normalization", builder.options());
    this.told = builder;
  }

  /** A builder for all options. */
  public static NormalizationBuilder builder() {
    return new NormalizationBuilder();
  }

  static Normalization read(ConfigReader in) {
    NormalizationBuilder builder =
        builder().options(LayerOptions.fromWithDtype(in)).invert(in.flag("invert", false));
    List<Integer> unsaid = in.says("axis") ? List.of() : List.of(-1);
    builder.axes(in.oneOrMore("axis").orElse(unsaid));
    Optional<NDArray> mean = numbers(in, "mean");
    Optional<NDArray> variance = numbers(in, "variance");
    if (mean.isPresent() != variance.isPresent()) {
      throw in.wrong("mean", "and variance are given together, or not at all", in.value("mean"));
    }
    mean.ifPresent(values -> builder.statistics(values, variance.orElseThrow()));
    return builder.build();
  }

  private static Optional<NDArray> numbers(ConfigReader in, String key) {
    Object value = in.value(key);
    if (value == null) {
      return Optional.empty();
    }
    List<Double> flat = new ArrayList<>();
    flatten(value, flat, in, key);
    double[] values = flat.stream().mapToDouble(Double::doubleValue).toArray();
    return Optional.of(value instanceof Number ? NDArray.scalar(values[0]) : NDArray.of(values));
  }

  private static void flatten(Object value, List<Double> into, ConfigReader in, String key) {
    if (value instanceof List<?> list) {
      list.forEach(element -> flatten(element, into, in, key));
    } else if (value instanceof Number number) {
      into.add(number.doubleValue());
    } else {
      throw in.wrong(key, "must be a number or a list of numbers", value);
    }
  }

  /**
   * Takes mean and variance from data, in place of those of before.
   *
   * @param data floating, of the rank of what the layer is applied to; computed in float64
   * @throws IllegalStateException where mean and variance were given
   * @throws IllegalArgumentException where the data does not fit what the layer was applied to;
   *     nothing is changed then
   */
  public synchronized void adapt(NDArray data) {
    if (told.mean.isPresent()) {
      throw new IllegalStateException(this + " was given mean and variance: it takes no data");
    }
    Tensor x = Tensors.constant(data.cast(DType.FLOAT64));
    List<Integer> kept = kept(x);
    List<Integer> reduced = new ArrayList<>();
    for (int axis = 0; axis < data.rank(); axis++) {
      if (!kept.contains(axis)) {
        reduced.add(axis);
      }
    }
    NDArray mean = Reductions.mean(x, reduced, false).evaluate();
    NDArray variance = Reductions.variance(x, reduced, false).evaluate();
    if (isBuilt()) {
      ParameterSlot meanSlot = Tensors.slotOf(weights().get(0));
      ParameterSlot varianceSlot = Tensors.slotOf(weights().get(1));
      DType dtype = weights().get(0).dtype();
      ParameterStore.exclusively(
          List.of(meanSlot, varianceSlot),
          () -> ParameterStore.publish(
              Map.of(meanSlot, mean.cast(dtype), varianceSlot, variance.cast(dtype))));
    }
    this.foundMean = mean;
    this.foundVariance = variance;
  }

  private List<Integer> kept(Tensor x) {
    return told.axes.stream().map(x.shape()::normalizeAxis).sorted().toList();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = only(inputs);
    int rank = x.shape().rank();
    for (int axis : told.axes) {
      if (axis < -rank || axis >= rank || !x.shape().dim(axis).isFixed()) {
        throw refusal(
            "needs known sizes along the axes " + told.axes + ", found " + x.type(), inputs);
      }
    }
    if (!x.dtype().isNumeric()) {
      throw refusal("needs numbers, found " + x.type(), inputs);
    }
    long places = places(x).stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    told.mean.filter(mean -> mean.size() != 1 && mean.size() != places).ifPresent(mean -> {
      throw refusal(
          "was given " + mean.size() + " means for " + places + " places along the axes "
              + told.axes,
          inputs);
    });
  }

  private List<Integer> places(Tensor x) {
    return kept(x).stream()
        .map(axis -> Math.toIntExact(x.shape().dim(axis).fixedSize().getAsLong()))
        .toList();
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    if (told.mean.isPresent()) {
      return;
    }
    List<Integer> shape = places(inputs.get(0));
    if (foundMean != null && !foundMean.shape().equals(shape)) {
      throw refusal(
          "was adapted to data of " + foundMean.shape() + " places along the axes " + told.axes
              + ", found " + shape,
          inputs);
    }
    making.nonTrainable(
        "mean", foundMean == null ? Initializers.zeros() : new Given(foundMean), shape);
    making.nonTrainable(
        "variance", foundVariance == null ? Initializers.ones() : new Given(foundVariance), shape);
    making.nonTrainable("count", Initializers.zeros(), List.of());
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = options().floating(context.inputs().get(0));
    Tensor mean = spread(context, "mean", told.mean, x);
    Tensor variance = spread(context, "variance", told.variance, x);
    Tensor deviation = Arithmetic.maximum(Exponents.sqrt(variance), EPSILON);
    return List.of(
        told.invert
            ? Arithmetic.add(mean, Arithmetic.multiply(x, deviation))
            : Arithmetic.divide(Arithmetic.subtract(x, mean), deviation));
  }

  /** Along the axes, with axes of size 1 behind and between them. */
  private Tensor spread(CallContext context, String leaf, Optional<NDArray> given, Tensor x) {
    Tensor values = given
        .map(array -> Tensors.constant(array.cast(x.dtype())))
        .orElseGet(() -> context.weight(leaf));
    List<Integer> kept = kept(x);
    if (values.shape().elements().fixedSize().orElseThrow() == 1 || kept.isEmpty()) {
      return Shapes.reshape(values);
    }
    List<Integer> places = places(x);
    long[] dims = new long[x.shape().rank() - kept.get(0)];
    Arrays.fill(dims, 1);
    for (int i = 0; i < kept.size(); i++) {
      dims[kept.get(i) - kept.get(0)] = places.get(i);
    }
    return Shapes.reshape(values, dims);
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return "Normalization";
  }

  @Override
  public Config config() {
    return baseConfig()
        .put("axis", told.axes.isEmpty() ? null : told.axes)
        .put("invert", told.invert)
        .put("mean", told.mean.map(Normalization::plain).orElse(null))
        .put("variance", told.variance.map(Normalization::plain).orElse(null))
        .build();
  }

  private static Object plain(NDArray values) {
    List<Double> list = new ArrayList<>();
    for (double value : values.cast(DType.FLOAT64).toDoubles()) {
      list.add(value);
    }
    return values.rank() == 0 ? list.get(0) : list;
  }
}
