package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.Arithmetic;

/** {@code x * scale + offset}; Keras's Rescaling. */
public final class Rescaling extends WeightlessLayer {
  private final double scale;
  private final double offset;

  /** By a factor, and a number to be added. */
  public Rescaling(double scale, double offset, LayerOptions options) {
    super(
        "Rescaling",
        options,
        Config.builder().put("scale", scale).put("offset", offset).build());
    this.scale = scale;
    this.offset = offset;
  }

  static Rescaling read(ConfigReader in) {
    return new Rescaling(in.number("scale"), in.number("offset", 0), LayerOptions.from(in));
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    Tensor scaled = Arithmetic.multiply(x, scale);
    return offset == 0 ? scaled : Arithmetic.add(scaled, offset);
  }

  @Override
  protected boolean passesMask() {
    return true;
  }
}
