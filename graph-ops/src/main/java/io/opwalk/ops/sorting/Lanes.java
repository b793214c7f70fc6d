package io.opwalk.ops.sorting;

import io.opwalk.DType;
import io.opwalk.NDArray;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The elements of an array along one axis, one lane after another. */
final class Lanes {
  private final NDArray x;
  private final int axis;
  private final int size;
  private final int stride;
  private final long[] keys;

  /**
   * The lanes of an array.
   *
   * @param descending whether the largest numbers come first
   */
  Lanes(NDArray x, int axis, boolean descending) {
    this.x = x;
    this.axis = axis;
    this.size = x.dim(axis);
    this.stride = x.shape().subList(axis + 1, x.rank()).stream().reduce(1, Math::multiplyExact);
    this.keys = x.dtype().isFloating()
        ? Arrays.stream(x.cast(DType.FLOAT64).toDoubles())
            .mapToLong(value -> key(value, descending))
            .toArray()
        : Arrays.stream(x.cast(DType.INT64).toLongs())
            .map(value -> descending ? ~value : value)
            .toArray();
  }

  /** Integers in the order of the numbers that they stand for; the largest stands for NaN. */
  private static long key(double value, boolean descending) {
    if (Double.isNaN(value)) {
      return Long.MAX_VALUE;
    }
    // The sum makes a positive zero of a negative one.
    long bits = Double.doubleToLongBits(value + 0.0);
    long key = bits ^ (bits >> 63 & Long.MAX_VALUE);
    return descending ? ~key : key;
  }

  int size() {
    return size;
  }

  /**
   * The first elements of every lane in order, and their indices.
   *
   * @param count how many, no more than there are
   * @param inPlace whether they are put back into the order in which they stand
   */
  Sorted first(int count, boolean inPlace) {
    int[] shape = x.shape().stream().mapToInt(Integer::intValue).toArray();
    shape[axis] = count;
    int lanes = size == 0 ? 0 : x.size() / size;
    Object values = Array.newInstance(x.dtype().componentType(), Math.multiplyExact(lanes, count));
    long[] indices = new long[lanes * count];
    for (int lane = 0; lane < lanes; lane++) {
      int outer = lane / stride;
      int start = outer * size * stride + lane % stride;
      int[] order = IntStream.range(0, size).toArray();
      IntArrays.stableSort(
          order, (i, j) -> Long.compare(keys[start + i * stride], keys[start + j * stride]));
      if (inPlace) {
        Arrays.sort(order, 0, count);
      }
      int target = outer * count * stride + lane % stride;
      for (int i = 0; i < count; i++) {
        System.arraycopy(x.backing(), start + order[i] * stride, values, target + i * stride, 1);
        indices[target + i * stride] = order[i];
      }
    }
    return new Sorted(NDArray.wrap(values, shape), NDArray.wrap(indices, shape));
  }

  /** Elements, and where they stood. */
  record Sorted(NDArray values, NDArray indices) {}
}
