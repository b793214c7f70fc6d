package io.opwalk.cpu.internal.plan;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.cpu.internal.lower.Buffer;

/**
 * An array the program makes room for.
 *
 * @param dtype what it holds
 * @param elements how many; of buffers whose sizes are multiples of one expression, such as
 *     {@code 784*n} and {@code 612*n}, or are numbers, the largest of them
 */
public record Slot(DType dtype, Dim elements) {
  /**
   * Whether a buffer fits for every size of the unknown dims: its dtype is the same, and its size
   * is a multiple of the same expression, and not the larger.
   */
  boolean holds(Buffer buffer) {
    return dtype == buffer.dtype()
        && unit(elements).equals(unit(buffer.elements()))
        && count(buffer.elements()) <= count(elements);
  }

  /** What a size is a multiple of: {@code n} for {@code 784*n}, 1 for a number. */
  static Dim unit(Dim size) {
    return size.isFixed()
        ? Dim.of(1)
        : size.exactQuotient(Dim.of(size.factor())).orElseThrow();
  }

  /** How often a size holds its unit. */
  static long count(Dim size) {
    return size.isFixed() ? size.fixedSize().getAsLong() : size.factor();
  }

  /** Dtype and size: {@code float64[784*?]}. */
  @Override
  public String toString() {
    return dtype + "[" + elements + "]";
  }
}
