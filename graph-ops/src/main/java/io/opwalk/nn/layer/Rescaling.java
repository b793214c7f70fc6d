package io.opwalk.nn.layer;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import java.util.List;

/**
 * {@code x * scale + offset}; Keras's Rescaling.
 *
 * <pre>{@code
 * x.then(rescaling(1 / 127.5, -1));                              // 0 to 255 becomes -1 to 1
 * x.then(new Rescaling(List.of(2.0, 0.5, 1.0), List.of(0.0), LayerOptions.defaults()));
 * }</pre>
 *
 * <p>Whole numbers, as pixels often are, become float32 first, or of the layer's dtype. Where there
 * are several factors, each is for one channel, and so it is with what is added.
 */
public final class Rescaling extends WeightlessLayer {
  private final List<Double> scale;
  private final List<Double> offset;

  /** By a factor, and a number to be added. */
  public Rescaling(double scale, double offset, LayerOptions options) {
    this(List.of(scale), List.of(offset), options);
  }

  /**
   * By a factor, and a number to be added, for all or for each place along the last axis.
   *
   * @throws IllegalArgumentException where one of the lists is empty
   */
  public Rescaling(List<Double> scale, List<Double> offset, LayerOptions options) {
    super(
        "Rescaling",
        options,
        Config.builder().put("scale", plain(scale)).put("offset", plain(offset)).build());
    if (scale.isEmpty() || offset.isEmpty()) {
      throw new IllegalArgumentException("a rescaling has one factor and one number to be added, or"
          + " one for each channel, found " + scale + " and " + offset);
    }
    this.scale = List.copyOf(scale);
    this.offset = List.copyOf(offset);
  }

  private static Object plain(List<Double> values) {
    return values.size() == 1 ? values.get(0) : values;
  }

  static Rescaling read(ConfigReader in) {
    List<Double> scale =
        in.numbers("scale").orElseThrow(() -> in.wrong("scale", "must be there", null));
    return new Rescaling(
        scale, in.numbers("offset").orElse(List.of(0.0)), LayerOptions.fromWithDtype(in));
  }

  @Override
  protected Tensor apply(CallContext context, Tensor input) {
    Tensor x = options().floating(input);
    Tensor scaled = scale.size() == 1
        ? Arithmetic.multiply(x, scale.get(0))
        : Arithmetic.multiply(x, each(scale, x));
    if (offset.size() == 1) {
      return offset.get(0) == 0 ? scaled : Arithmetic.add(scaled, offset.get(0));
    }
    return Arithmetic.add(scaled, each(offset, x));
  }

  private static Tensor each(List<Double> values, Tensor x) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Tensors.constant(NDArray.of(array).cast(x.dtype()));
  }

  @Override
  protected boolean passesMask() {
    return true;
  }
}
