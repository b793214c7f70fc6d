package io.opwalk.cpu.internal.plan;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.cpu.internal.lower.Buffer;

/**
 * An array the program makes room for.
 *
 * @param dtype what it holds
 * @param elements how many; for a slot whose buffers all have fixed sizes, the largest of them
 */
public record Slot(DType dtype, Dim elements) {
  /**
   * Whether a buffer fits for every size of the unknown dims: its dtype is the same, and its size
   * is an equal expression, or both sizes are numbers and it is not the larger.
   */
  boolean holds(Buffer buffer) {
    return dtype == buffer.dtype()
        && (elements.equals(buffer.elements())
            || (elements instanceof Dim.Fixed room
                && buffer.elements() instanceof Dim.Fixed need
                && need.size() <= room.size()));
  }

  /** Dtype and size: {@code float64[784*?]}. */
  @Override
  public String toString() {
    return dtype + "[" + elements + "]";
  }
}
