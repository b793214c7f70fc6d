package io.opwalk.ops.sorting;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Scatters;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Scatter;
import java.util.List;
import java.util.Optional;

/** What the ops of this package share. */
final class Ordered {
  private Ordered() {}

  /** The only input, which has the axis. */
  static TensorType require(List<TensorType> inputs, int axis) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("takes 1 input, found " + inputs.size());
    }
    Shape shape = inputs.get(0).shape();
    if (axis < 0 || axis >= shape.rank()) {
      throw new IllegalArgumentException(
          "axis must be counted from the front, found " + axis + " for " + shape);
    }
    return inputs.get(0);
  }

  /** The only input, which may have so many elements along the axis. */
  static TensorType require(List<TensorType> inputs, int axis, int count) {
    TensorType x = require(inputs, axis);
    Dim size = x.dim(axis);
    if (size.isFixed() && size.fixedSize().getAsLong() < count) {
      throw new IllegalArgumentException(tooFew(count, axis, size));
    }
    return x;
  }

  static String tooFew(int count, int axis, Object size) {
    return "expected " + count + " elements or more along axis " + axis + ", found " + size;
  }

  /** The gradient of picked elements, brought back to where they were picked. */
  static List<Optional<Tensor>> gradients(Apply apply, List<Optional<Tensor>> gradients, int axis) {
    Tensor x = apply.inputs(0);
    if (!x.dtype().isFloating()) {
      return List.of(Optional.empty());
    }
    return List.of(gradients
        .get(0)
        .map(gradient -> Scatters.putAlongAxis(
            Tensors.zerosLike(x), apply.outputs(1), gradient, axis, Scatter.Kind.ADD)));
  }
}
