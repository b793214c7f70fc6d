package io.opwalk.nn.layer.preprocessing;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.ops.Counting;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The number of the interval that each value lies in; Keras's Discretization. An interval holds its
 * lower boundary; below the first boundary is interval 0.
 *
 * <pre>{@code
 * x.then(Discretization.of(List.of(0.0, 1.0)));                  // -3, 0, 0.5, 7 -> 0, 1, 1, 2
 * x.then(Discretization.adapted(data, 4, 0.01));                 // quartiles
 * }</pre>
 *
 * <p>The result is an int64, or where it is encoded a float32 unless the layer has another dtype.
 */
public final class Discretization extends AbstractLayer {
  private final List<Double> boundaries;
  private final Optional<Encoding> encoding;

  /**
   * With boundaries.
   *
   * @param boundaries ascending
   * @param encoding what is made of the numbers of intervals; empty for the numbers themselves
   */
  public Discretization(
      List<Double> boundaries, Optional<Encoding> encoding, LayerOptions options) {
    super("discretization", options);
    this.boundaries = List.copyOf(boundaries);
    this.encoding = encoding;
    for (int i = 0; i < boundaries.size(); i++) {
      boolean ordered = i == 0 || boundaries.get(i - 1) <= boundaries.get(i);
      if (!ordered || boundaries.get(i).isNaN()) {
        throw new IllegalArgumentException("boundaries ascend, found " + boundaries);
      }
    }
  }

  /** With boundaries, to numbers of intervals. */
  public static Discretization of(List<Double> boundaries) {
    return new Discretization(boundaries, Optional.empty(), LayerOptions.defaults());
  }

  /**
   * With so many intervals of which each holds about as much of the data; what Keras's layer is
   * after {@code adapt}.
   *
   * @param data floating, of any shape
   * @param epsilon how exact the boundaries are, as a share of the data; 0.01 in Keras
   */
  public static Discretization adapted(NDArray data, int intervals, double epsilon) {
    return of(Quantiles.boundaries(data, intervals, epsilon));
  }

  /** The same layer, not applied yet, with its results encoded. */
  public Discretization encoded(Encoding newEncoding) {
    return new Discretization(boundaries, Optional.of(newEncoding), options());
  }

  static Discretization read(ConfigReader in) {
    Preprocessing.requireDense(in);
    if (!(in.value("bin_boundaries") instanceof List<?> list)) {
      throw in.wrong(
          "bin_boundaries", "must be there: a layer that was not adapted has none", null);
    }
    in.ignore("num_bins", "epsilon");
    List<Double> boundaries = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Number number)) {
        throw in.wrong("bin_boundaries", "must be a list of numbers", list);
      }
      boundaries.add(number.doubleValue());
    }
    String mode = in.text("output_mode", "int");
    Optional<Encoding> encoding = mode.equals("int")
        ? Optional.empty()
        : Optional.of(in.oneOf("output_mode", Encoding.class, Encoding.ONE_HOT));
    return new Discretization(boundaries, encoding, LayerOptions.fromWithDtype(in));
  }

  /** Where intervals end, ascending. */
  public List<Double> boundaries() {
    return boundaries;
  }

  @Override
  protected void check(List<Tensor> inputs) {
    if (!only(inputs).dtype().isNumeric()) {
      throw refusal("needs numbers, found " + inputs.get(0).type(), inputs);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    Tensor values = x.dtype().isFloating() ? x : Tensors.cast(x, DType.FLOAT64);
    NDArray sorted =
        NDArray.of(boundaries.stream().mapToDouble(Double::doubleValue).toArray());
    Tensor number =
        Counting.searchSorted(Tensors.constant(sorted.cast(values.dtype())), values, true);
    return List.of(encoding
        .map(how -> how.encode(number, boundaries.size() + 1, Preprocessing.dtype(options())))
        .orElse(number));
  }

  @Override
  public String className() {
    return "Discretization";
  }

  @Override
  public Config config() {
    return baseConfig()
        .put("bin_boundaries", boundaries)
        .put(
            "output_mode",
            encoding.map(how -> how.name().toLowerCase(Locale.ROOT)).orElse("int"))
        .build();
  }
}
