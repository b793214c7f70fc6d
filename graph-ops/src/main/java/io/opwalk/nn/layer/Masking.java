package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import java.util.List;

/**
 * Leaves out the steps of a sequence all of whose features have one value; Keras's Masking. They
 * become zeros, and a mask travels along that says so.
 */
public final class Masking extends WeightlessLayer {
  private final double value;

  /** For a value; 0 in Keras. */
  public Masking(double value, LayerOptions options) {
    super("Masking", options, Config.builder().put("mask_value", value).build());
    this.value = value;
  }

  static Masking read(ConfigReader in) {
    return new Masking(in.number("mask_value", 0), LayerOptions.from(in));
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    Tensor counts = Logic.notEqual(x, value);
    context.mask(0, Reductions.any(counts, -1));
    Tensor kept = Reductions.any(counts, List.of(-1), true);
    return Arithmetic.multiply(x, Tensors.cast(kept, x.dtype()));
  }
}
