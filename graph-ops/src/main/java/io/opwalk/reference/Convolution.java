package io.opwalk.reference;

import io.opwalk.NDArray;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.scalar.ScalarOp;

/** The convolution, by its definition. */
final class Convolution {
  private Convolution() {}

  static NDArray of(Conv op, NDArray x, NDArray kernel) {
    int[] from = Index.dims(x);
    int[] kernelDims = Index.dims(kernel);
    requireChannels(op, from, kernelDims);
    int[] to = new int[from.length];
    to[0] = from[0];
    to[1] = kernelDims[0];
    // The elements of the kernel that meet in one element of the result: (c, k...).
    int[] inner = kernelDims.clone();
    inner[0] = 1;
    for (int axis = 2; axis < to.length; axis++) {
      to[axis] = Sliding.places(
          axis,
          from[axis],
          kernelDims[axis],
          op.strides().get(axis - 2),
          op.dilations().get(axis - 2));
    }
    ScalarInterpreter scalars = new ScalarInterpreter(x.dtype());
    ArrayWriter result = new ArrayWriter(x.dtype(), to);
    int filters = kernelDims[0] / op.groups();
    int[] source = new int[from.length];
    Index.forEach(to, index -> {
      Object[] sum = {scalars.literal(0)};
      int filter = index[1];
      Index.forEach(inner, element -> {
        source[0] = index[0];
        source[1] = filter / filters * kernelDims[1] + element[1];
        for (int axis = 2; axis < source.length; axis++) {
          source[axis] = index[axis] * op.strides().get(axis - 2)
              + element[axis] * op.dilations().get(axis - 2);
        }
        element[0] = filter;
        Object weight = ArrayWriter.get(kernel, Index.offset(element, kernelDims));
        element[0] = 0;
        Object value = ArrayWriter.get(x, Index.offset(source, from));
        sum[0] = scalars.apply(ScalarOp.FMA, value, weight, sum[0]);
      });
      result.set(Index.offset(index, to), sum[0]);
    });
    return result.done();
  }

  private static void requireChannels(Conv op, int[] x, int[] kernel) {
    if (x[1] != kernel[1] * op.groups()) {
      throw new IllegalArgumentException("the input has " + x[1] + " channels, and the kernel in "
          + op.groups() + " groups takes " + kernel[1] * op.groups());
    }
    if (kernel[0] % op.groups() != 0) {
      throw new IllegalArgumentException("the " + kernel[0] + " filters of the kernel do not divide"
          + " into " + op.groups() + " groups");
    }
  }
}
