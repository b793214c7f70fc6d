package io.opwalk.testing.cases;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Reads arrays element by element, for oracles. */
public final class Elements {
  private Elements() {}

  /**
   * All elements in row-major order: a {@code Double} for floating dtypes, a {@code Long} for
   * integers, a {@code Boolean} for BOOL.
   */
  public static List<Object> list(NDArray array) {
    List<Object> elements = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      elements.add(java.lang.reflect.Array.get(array.backing(), i));
    }
    elements.replaceAll(element -> {
      if (element instanceof Float number) {
        return number.doubleValue();
      }
      return element instanceof Integer number ? (Object) number.longValue() : element;
    });
    return elements;
  }

  /** All elements of a numeric array in row-major order; longs beyond 2^53 are rounded. */
  public static double[] doubles(NDArray array) {
    return list(array).stream()
        .mapToDouble(element -> ((Number) element).doubleValue())
        .toArray();
  }

  /** All elements of an integer array in row-major order. */
  public static long[] longs(NDArray array) {
    return list(array).stream().mapToLong(element -> (Long) element).toArray();
  }

  /** An array of the given dtype of {@code Double}, {@code Long} or {@code Boolean} elements. */
  public static NDArray array(io.opwalk.DType dtype, List<Integer> shape, List<?> elements) {
    ArrayFill fill = new ArrayFill(dtype, shape);
    for (int i = 0; i < fill.size(); i++) {
      fill.set(i, elements.get(i));
    }
    return fill.done();
  }
}
