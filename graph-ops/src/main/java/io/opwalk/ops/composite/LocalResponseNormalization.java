package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Windows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Each element divided by how large its neighbours along an axis are, {@code x / (bias + alpha /
 * size * sum(x²))^beta}, summed over {@code size} neighbours of which it is the middle one, or the
 * last of the first half (A. Krizhevsky, I. Sutskever and G. E. Hinton, "ImageNet classification
 * with deep convolutional neural networks", 2012, section 3.3). ONNX's LRN. One input of a floating
 * dtype; the output is of its type.
 *
 * @param axis the axis, counted from the front
 * @param size how many neighbours
 * @param alpha by how much they count
 * @param beta the exponent
 * @param bias what is there without them
 */
public record LocalResponseNormalization(int axis, int size, double alpha, double beta, double bias)
    implements Composite {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public LocalResponseNormalization {
    if (size < 1) {
      throw new IllegalArgumentException("size must be 1 or more, found " + size);
    }
  }

  @Override
  public String name() {
    return "LocalResponseNormalization";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axis", axis);
    attributes.put("size", size);
    attributes.put("alpha", alpha);
    attributes.put("beta", beta);
    attributes.put("bias", bias);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(Inputs.floating(inputs, axis));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    int before = (size - 1) / 2;
    Borders borders =
        new Borders(axis, List.of(Dim.of(before)), List.of(Dim.of(size - 1L - before)), false);
    Tensor padded = borders.pad(Arithmetic.square(x), Tensors.literal(0, x));
    Windows op = new Windows(List.of(axis), List.of(size), List.of(1), List.of(1));
    Tensor windows = Apply.of(op, padded).output();
    // Beside the axis, not last: the sums then run along memory.
    int rank = x.shape().rank();
    int at = axis == rank - 1 ? axis : axis + 1;
    int[] order = IntStream.concat(
            IntStream.concat(IntStream.range(0, at), IntStream.of(rank)), IntStream.range(at, rank))
        .toArray();
    Tensor sum = Reductions.sum(Shapes.transpose(windows, order), at);
    Tensor base = Arithmetic.add(Arithmetic.multiply(sum, alpha / size), bias);
    return List.of(Arithmetic.divide(x, Exponents.power(base, beta)));
  }
}
