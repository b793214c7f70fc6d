package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import com.google.common.primitives.Ints;
import io.opwalk.cpu.internal.emit.Kernel;

/**
 * Some rows of tiles by some filters, and where their products lie: {@code [6, 6, tiles, filters]},
 * of whole panels of filters, the last axis fastest. Immutable.
 */
final class Block {
  private static final int PLANES = POINTS * POINTS;

  /** How far tiles are apart in the products, and planes. */
  final int tile;

  final int plane;

  /** Multiplies the transformed input by the transformed kernel. */
  final Kernel product;

  final int[] productSizes;

  Block(Geometry at, TileRows rows, FilterBlock filters, Kernel product) {
    this.product = product;
    int tiles = rows.count * at.tiles;
    this.tile = filters.panels * filters.width;
    this.plane = at.apart(tiles * tile);
    this.productSizes = productSizes(at.channels, tiles, rows, filters);
  }

  /** How many elements there are. */
  int elements() {
    return PLANES * plane;
  }

  /** As {@link io.opwalk.cpu.internal.loop.Product} has them: columns are panels and what is in. */
  private int[] productSizes(int channels, int tiles, TileRows from, FilterBlock of) {
    int[] starts = {from.start, of.start};
    int[] batch = {PLANES, from.plane, of.plane, plane};
    int[] rows = {tiles, from.tile, 0, tile};
    int[] panels = {of.panels, 0, of.panel, of.width};
    int[] columns = {of.width, 0, 1, 1};
    int[] inner = {channels, 1, of.channel, 0};
    int[] ranges = {0, PLANES, 0, tiles, 0, tile};
    return Ints.concat(starts, batch, rows, panels, columns, inner, ranges);
  }
}
