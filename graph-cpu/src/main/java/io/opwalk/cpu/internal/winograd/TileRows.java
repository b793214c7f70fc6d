package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

/**
 * Some rows of tiles, those of one image after those of another, and where their transformed input
 * lies: {@code [6, 6, tiles, channels]}. Immutable.
 */
final class TileRows {
  final int first;
  final int count;

  /** Where the first tile is in the array. */
  final int start;

  /** How far tiles are apart, and planes. */
  final int tile;

  final int plane;

  private TileRows(int first, int count, int start, int tile, int plane) {
    this.first = first;
    this.count = count;
    this.start = start;
    this.tile = tile;
    this.plane = plane;
  }

  /** So many rows from one on, in an array of their own. */
  static TileRows of(Geometry at, int first, int count) {
    int tile = at.apart(at.channels);
    return new TileRows(first, count, 0, tile, at.apart(count * at.tiles * tile));
  }

  /** Some of these rows, where these are. */
  TileRows part(Geometry at, int from, int rows) {
    return new TileRows(from, rows, start + (from - first) * at.tiles * tile, tile, plane);
  }

  /** How many elements the array has. */
  int elements() {
    return POINTS * POINTS * plane;
  }
}
