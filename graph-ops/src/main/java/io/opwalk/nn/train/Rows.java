package io.opwalk.nn.train;

import io.opwalk.NDArray;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Puts together what was computed batch by batch. */
final class Rows {
  private Rows() {}

  /**
   * Arrays joined along axis 0.
   *
   * @param parts for each batch the values of the same tensors
   * @throws IllegalArgumentException where a value has no axes, or sizes along others differ
   */
  static List<NDArray> joined(List<List<NDArray>> parts) {
    List<NDArray> joined = new ArrayList<>();
    for (int i = 0; i < parts.get(0).size(); i++) {
      int at = i;
      joined.add(join(parts.stream().map(part -> part.get(at)).toList()));
    }
    return joined;
  }

  private static NDArray join(List<NDArray> parts) {
    NDArray first = parts.get(0);
    int rows = 0;
    int size = 0;
    for (NDArray part : parts) {
      boolean fits = part.rank() > 0
          && part.shape().subList(1, part.rank()).equals(first.shape().subList(1, first.rank()));
      if (!fits) {
        throw new IllegalArgumentException("an output needs an axis of samples and one size along"
            + " all others to be computed batch by batch, found " + first.describe() + " and "
            + part.describe());
      }
      rows = Math.addExact(rows, part.dim(0));
      size = Math.addExact(size, part.size());
    }
    Object flat = Array.newInstance(first.dtype().componentType(), size);
    int at = 0;
    for (NDArray part : parts) {
      System.arraycopy(part.backing(), 0, flat, at, part.size());
      at += part.size();
    }
    int[] dims = first.shape().stream().mapToInt(Integer::intValue).toArray();
    dims[0] = rows;
    return NDArray.wrap(flat, dims);
  }
}
