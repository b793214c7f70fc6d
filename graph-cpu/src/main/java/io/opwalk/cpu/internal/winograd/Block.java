package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import com.google.common.primitives.Ints;
import io.opwalk.cpu.internal.emit.Kernel;

/**
 * Some rows of tiles by some filters, and where what is made of them lies, the last axis fastest:
 *
 * <pre>{@code
 * [6, 6, tiles, channels]   the transformed input
 * [6, 6, tiles, filters]    the products with the transformed kernel, of whole panels of filters
 * }</pre>
 *
 * <p>Immutable.
 */
final class Block {
  private static final int PLANES = POINTS * POINTS;

  /** What the second cache holds beside the planes that a transform reads or writes, in bytes. */
  private static final int BYTES_BETWEEN = 1 << 17;

  final int rows;
  final int filters;

  /** How far tiles are apart in the transformed input, and in the products. */
  final int tileOfInput;

  final int tileOfProducts;

  /** How far planes are apart. */
  final int planeOfInput;

  final int planeOfProducts;

  /** How many elements there are. */
  final int input;

  final int products;

  /** Of how many tiles at a time the input is transformed, and the products. */
  final int inputTiles;

  final int resultTiles;

  /** Multiplies the transformed input by the transformed kernel. */
  final Kernel product;

  final int[] productSizes;

  Block(Geometry at, int rows, FilterBlock filters, Kernel product) {
    this.rows = rows;
    this.filters = filters.count;
    this.product = product;
    int tiles = rows * at.tiles;
    this.tileOfInput = at.apart(at.channels);
    this.tileOfProducts = filters.panels * filters.width;
    this.planeOfInput = at.apart(tiles * tileOfInput);
    this.planeOfProducts = at.apart(tiles * tileOfProducts);
    this.input = PLANES * planeOfInput;
    this.products = PLANES * planeOfProducts;
    this.inputTiles = tiles(at, POINTS * at.tile * at.channels);
    this.resultTiles = tiles(at, POINTS * at.tile * tileOfProducts);
    this.productSizes = productSizes(at.channels, tiles, filters);
  }

  /** How many tiles leave so many elements each between two transforms. */
  private static int tiles(Geometry at, int elements) {
    return Math.max(1, BYTES_BETWEEN / at.dtype.byteSize() / Math.max(1, elements));
  }

  /** As {@link io.opwalk.cpu.internal.loop.Product} has them: columns are panels and what is in. */
  private int[] productSizes(int channels, int tiles, FilterBlock of) {
    int[] starts = {0, 0};
    int[] batch = {PLANES, planeOfInput, of.plane, planeOfProducts};
    int[] rows = {tiles, tileOfInput, 0, tileOfProducts};
    int[] panels = {of.panels, 0, channels * of.width, of.width};
    int[] columns = {of.width, 0, 1, 1};
    int[] inner = {channels, 1, of.width, 0};
    int[] ranges = {0, PLANES, 0, tiles, 0, tileOfProducts};
    return Ints.concat(starts, batch, rows, panels, columns, inner, ranges);
  }
}
