package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import java.lang.reflect.Array;

/**
 * Arrays that one thread works with, one for each use and floating dtype, which grow as they must.
 *
 * @param <U> what they are for
 */
public final class ArraysByUse<U extends Enum<U>> {
  private final Object[] doubles;
  private final Object[] floats;

  /** None yet, for so many uses. */
  public ArraysByUse(int uses) {
    this.doubles = new Object[uses];
    this.floats = new Object[uses];
  }

  /** An array of at least so many elements, whose content means nothing. */
  public Object of(DType dtype, U use, int elements) {
    Object[] arrays = dtype == DType.FLOAT64 ? doubles : floats;
    int at = use.ordinal();
    if (arrays[at] == null || Array.getLength(arrays[at]) < elements) {
      arrays[at] = Array.newInstance(dtype.componentType(), elements);
    }
    return arrays[at];
  }
}
