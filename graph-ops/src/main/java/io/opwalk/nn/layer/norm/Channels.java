package io.opwalk.nn.layer.norm;

import io.opwalk.Tensor;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.WeightSpec;
import java.util.function.Function;

/** The axes along which statistics differ. */
final class Channels {
  /** How scales begin. */
  static final WeightSpec ONES = WeightSpec.of(Initializers.ones());

  private Channels() {}

  static int channels(Tensor x, int axis) {
    return Math.toIntExact(x.shape().dim(axis).fixedSize().getAsLong());
  }

  static void requireChannels(Tensor x, int axis, Function<String, RuntimeException> refusal) {
    int rank = x.shape().rank();
    boolean fits = axis >= -rank
        && axis < rank
        && x.dtype().isFloating()
        && x.shape().dim(axis).isFixed();
    if (!fits) {
      throw refusal.apply(
          "needs a floating input of known size along axis " + axis + ", found " + x.type());
    }
  }
}
