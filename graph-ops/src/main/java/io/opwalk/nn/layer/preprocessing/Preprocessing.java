package io.opwalk.nn.layer.preprocessing;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.ops.Tensors;

/** What preprocessing layers have in common. */
final class Preprocessing {
  private Preprocessing() {}

  static void requireDense(ConfigReader in) {
    if (in.flag("sparse", false)) {
      throw in.wrong(
          "sparse", "must be false: only Keras over TensorFlow has sparse tensors", true);
    }
  }

  static DType dtype(LayerOptions options) {
    return options.dtype().orElse(DType.FLOAT32);
  }

  static Tensor whole(Tensor numbers) {
    return numbers.dtype().isFloating() ? Tensors.cast(numbers, DType.INT32) : numbers;
  }
}
