package io.opwalk.cpu.internal.emit;

/**
 * The innermost loops of a matrix product on one dtype without vectors of our own: rows of the
 * result that grow by multiples of rows of the right array. Every row is an array, and all of them
 * share one index, which is the form that JITs make vectors of by themselves. Stateless and
 * thread-safe; what {@link RowEmitter} makes. The results are those of {@link Tiles}, bit for bit.
 */
public interface Rows {
  /**
   * How many terms are added at once, at most: with more of them C2 of JDK 17 makes no vectors of
   * the loop.
   */
  int TERMS = 2;

  /**
   * Adds to two rows: {@code c0[j] = fma(a[0, p], b[p][j], c0[j])} for p in order, and {@code c1}
   * likewise with {@code a[1, p]}.
   *
   * @param terms how many p there are: {@link #TERMS} or 1
   * @param columns how many j
   * @param a a flat array of the dtype; {@code a[r, p]} is at {@code a0 + r * aRow + p * aStep}
   * @param b arrays of the dtype, from {@code first} on
   */
  void update(
      int terms,
      int columns,
      Object a,
      int a0,
      int aRow,
      int aStep,
      Object[] b,
      int first,
      Object c0,
      Object c1);

  /** As {@link Tiles#packAny}. */
  void packAny(
      Object from,
      int base,
      int[] along,
      int first,
      int count,
      int[] across,
      int start,
      int width,
      int panel,
      Object to,
      int at);
}
