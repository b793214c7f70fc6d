package io.opwalk.cpu.internal.emit;

/**
 * The innermost loops of a matrix product on one dtype: blocks of the result that are kept in
 * vectors while k runs. Stateless and thread-safe; what {@link TileEmitter} makes.
 *
 * <p>Each element is {@code c = fma(a, b, c)} for every k in order, so that neither the height of a
 * tile nor the length of a vector changes a bit, nor where a run over k is interrupted.
 */
public interface Tiles {
  /** The rows of the largest tile. */
  int rows();

  /** The columns of every tile that is not narrow, and of panels. */
  int columns();

  /** How many elements a vector has: the columns of a narrow tile. */
  int lanes();

  /**
   * One tile: {@code c[r, j] = fma(a[r, p], b[p, j], c[r, j])} for p in order.
   *
   * @param height its rows: {@link #rows()}, or 4, 2 or 1
   * @param narrow whether it has {@link #lanes()} columns, and not {@link #columns()}
   * @param inner how many p there are
   * @param a where the left factors are, a flat array of the dtype; {@code a[r, p]} is at {@code a0
   *     + r * aRow + p * aStep}
   * @param b the right factors; {@code b[p, j]} is at {@code b0 + p * bStep + j}
   * @param c the sums; {@code c[r, j]} is at {@code c0 + r * cRow + j}
   * @param fresh whether the sums start from zero, and not from what is there
   */
  void tile(
      int height,
      boolean narrow,
      int inner,
      Object a,
      int a0,
      int aRow,
      int aStep,
      Object b,
      int b0,
      int bStep,
      Object c,
      int c0,
      int cRow,
      boolean fresh);

  /** How many terms {@link #row} adds at once, at most. */
  int TERMS = 8;

  /**
   * Terms of a single row, along which it goes: {@code c[j] = fma(a[p], b[p, j], c[j])} for p in
   * order. Of a right array too large for a cache it so reads whole rows.
   *
   * @param terms how many p there are: {@link #TERMS} or 1
   * @param columns how many j, any number
   * @param along where the rows of b are, from {@code b0} on: those of index {@code first} and up
   */
  void row(
      int terms,
      int columns,
      Object a,
      int a0,
      int aStep,
      Object b,
      int b0,
      int[] along,
      int first,
      Object c,
      int c0,
      boolean fresh);

  /** How many vectors {@link #packVectors} copies of a row, at most. */
  int MOST_COPIES = 8;

  /**
   * Copies rows of {@link #columns()} elements, vector by vector: {@code to[at + p * columns() +
   * places[2 * i + 1]]} and what is behind it from {@code from[base + along[first + p] + places[2 *
   * i]]}. A vector may reach beyond what is wanted of it, since the next one is written over that;
   * the last one of all may reach beyond the last row.
   *
   * @param copies how many i there are
   * @param along where the rows are, from {@code base} on: those of index {@code first} and up
   */
  void packVectors(
      int copies,
      Object from,
      int base,
      int[] along,
      int first,
      int count,
      int[] places,
      Object to,
      int at);

  /**
   * How many elements {@link #packRows} reads and writes for each p: no fewer than a tile's rows.
   */
  int reach();

  /**
   * Copies the rows of a tile where they are neighbours: {@code to[at + p * rows() + i] = from[base
   * + along[first + p] + i]} for i below {@link #reach()}, p in order, so that of what is beyond
   * the rows only that of the last p is left.
   *
   * @param count how many p there are
   */
  void packRows(Object from, int base, int[] along, int first, int count, Object to, int at);

  /**
   * Copies elements that are neighbours along each column: {@code to[at + p * panel + i] =
   * from[base + p + across[start + i]]} for i below width.
   *
   * @param panel {@link #rows()} or {@link #columns()}
   * @param count how many p there are
   */
  void packAlong(
      int panel,
      Object from,
      int base,
      int count,
      int[] across,
      int start,
      int width,
      Object to,
      int at);

  /**
   * Copies elements from wherever they are: {@code to[at + p * panel + i] = from[base + along[first
   * + p] + across[start + i]]} for i below width, and zeros for i from there up to panel.
   */
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
