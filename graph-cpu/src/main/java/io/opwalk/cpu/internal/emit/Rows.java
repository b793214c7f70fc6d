package io.opwalk.cpu.internal.emit;

/**
 * The innermost loops of a matrix product on one dtype without vectors of our own: rows of the
 * result that grow by multiples of rows of the right array. Every row is an array, and all of them
 * share one index, which is the form that JITs make vectors of by themselves. Stateless and
 * thread-safe; what {@link RowEmitter} makes. The results are those of {@link Tiles}, bit for bit.
 */
public interface Rows {
  /** The most rows of the result that are updated at once: each row of b is loaded once for all. */
  int MOST = 4;

  /** The least. */
  int LEAST = 2;

  /** How many terms are added at once, at most: each row of c is loaded and stored once for all. */
  int terms();

  /**
   * Adds to rows of the result: {@code c[r][j] = fma(a[r, p], b[p][j], c[r][j])} for p in order.
   *
   * @param rows how many r there are: {@link #MOST} or {@link #LEAST}
   * @param terms how many p there are: {@link #terms()} or 1
   * @param columns how many j
   * @param a a flat array of the dtype; {@code a[r, p]} is at {@code a0 + r * aRow + p * aStep}
   * @param arrays arrays of the dtype: those of b from {@code b} on, those of c from {@code c} on
   */
  void update(
      int rows,
      int terms,
      int columns,
      Object a,
      int a0,
      int aRow,
      int aStep,
      Object[] arrays,
      int b,
      int c);

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
