package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;
import static io.opwalk.ops.primitive.WinogradTransform.TILE;

import com.google.common.primitives.Ints;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.winograd.Lines.Place;
import io.opwalk.cpu.internal.winograd.Lines.Sizes;

/**
 * Some rows of tiles by some filters, and how they are computed. What is read and written, the last
 * axis fastest, in the order in which it is made:
 *
 * <pre>{@code
 * [6, columns, channels]    the padded input under a row of tiles
 * [6, columns, channels]    transformed downward
 * [6, 6, tiles, channels]   transformed across, of all rows
 * [6, 6, tiles, filters]    the products with the transformed kernel
 * [4, 6, tiles, filters]    those of one row transformed downward
 * [4, columns, filters]     transformed across: a row of the result
 * }</pre>
 *
 * <p>Immutable.
 */
final class Block {
  private static final int PLANES = POINTS * POINTS;

  final int rows;
  final int filters;

  /** How many elements the input has under a row of tiles, and the result has there. */
  final int strip;

  final int result;

  /** The same of the arrays between. */
  final int input;

  final int products;
  final int narrow;

  /** The sizes of each transform, some of them for each row. */
  final int[] inputDown;

  final int[][] inputAcross;
  final int[][] resultDown;
  final int[] resultAcross;

  /** Multiplies the transformed input by the transformed kernel. */
  final Kernel product;

  final int[] productSizes;

  Block(Geometry at, int rows, int filters, Kernel product) {
    this.rows = rows;
    this.filters = filters;
    this.product = product;
    int tiles = rows * at.tiles;
    int line = at.columnsUnderRow() * at.channels;
    this.strip = POINTS * line;
    this.result = TILE * TILE * at.tiles * filters;
    this.input = PLANES * tiles * at.channels;
    this.products = PLANES * tiles * filters;
    this.narrow = TILE * POINTS * at.tiles * filters;
    this.inputDown = new Sizes(1, 1, line).of(new Place(0, 0, 0, line), new Place(0, 0, 0, line));
    this.inputAcross = new int[rows][];
    this.resultDown = new int[rows][];
    int ofRow = at.tiles * filters;
    for (int row = 0; row < rows; row++) {
      int plane = tiles * at.channels;
      inputAcross[row] = new Sizes(POINTS, at.tiles, at.channels)
          .of(
              new Place(0, line, TILE * at.channels, at.channels),
              new Place(row * at.tiles * at.channels, POINTS * plane, at.channels, plane));
      resultDown[row] = new Sizes(POINTS, 1, ofRow)
          .of(
              new Place(row * ofRow, tiles * filters, 0, POINTS * tiles * filters),
              new Place(0, ofRow, 0, POINTS * ofRow));
    }
    this.resultAcross = new Sizes(TILE, at.tiles, filters)
        .of(
            new Place(0, POINTS * ofRow, filters, ofRow),
            new Place(0, TILE * ofRow, TILE * filters, filters));
    this.productSizes = productSizes(tiles, at.channels, filters);
  }

  /** As {@link io.opwalk.cpu.internal.loop.Product} has them, with one axis of each kind. */
  private static int[] productSizes(int tiles, int channels, int filters) {
    int[] starts = {0, 0};
    int[] batch = {PLANES, tiles * channels, channels * filters, tiles * filters};
    int[] rows = {tiles, channels, 0, filters};
    int[] columns = {filters, 0, 1, 1};
    int[] inner = {channels, 1, filters, 0};
    int[] ranges = {0, PLANES, 0, tiles, 0, filters};
    return Ints.concat(starts, batch, rows, columns, inner, ranges);
  }
}
