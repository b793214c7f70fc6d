package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;

/**
 * Some channels of images that are cut into tiles, and where what is under a tile lies: a square of
 * elements that may reach beyond the tile, with zeros where there are none. Immutable.
 */
final class Tiled {
  final DType dtype;

  /** Where the first image begins. */
  final int start;

  final int imageStride;
  final int rowStride;
  final int columnStride;
  final int channels;
  final int height;
  final int width;

  /** How many rows of zeros are above an image, and columns left of it. */
  final int above;

  final int left;

  /** How far neighbouring tiles are apart. */
  final int step;

  /** How many elements are under a tile along an axis. */
  final int under;

  /** How many tiles are in a row, and rows in an image. */
  final int tiles;

  final int rowsOfImage;

  /** Where columns and channels are in a row of the image. */
  final int[] alongColumns;

  final int[] acrossChannels;

  /**
   * Some channels.
   *
   * @param strides where the strides begin among the sizes: of images, rows, columns and channels
   * @param lengths where the height is; the width follows
   */
  Tiled(
      DType dtype,
      int[] sizes,
      int start,
      int strides,
      int lengths,
      int firstChannel,
      int channels,
      Cut cut) {
    this.dtype = dtype;
    this.imageStride = sizes[strides];
    this.rowStride = sizes[strides + 1];
    this.columnStride = sizes[strides + 2];
    int channelStride = sizes[strides + 3];
    this.start = sizes[start] + firstChannel * channelStride;
    this.channels = channels;
    this.height = sizes[lengths];
    this.width = sizes[lengths + 1];
    this.above = cut.above();
    this.left = cut.left();
    this.step = cut.step();
    this.under = cut.under();
    this.tiles = cut.tiles();
    this.rowsOfImage = cut.rowsOfImage();
    this.alongColumns = Geometry.multiples(columnStride, width);
    this.acrossChannels = Geometry.multiples(channelStride, channels);
  }

  /** How images are cut. */
  record Cut(int above, int left, int step, int under, int tiles, int rowsOfImage) {}

  /** How many columns are under neighbouring tiles. */
  int columnsUnder(int neighbours) {
    return neighbours * step + under - step;
  }

  /** Whether the channels of a place are neighbours. */
  boolean isDense() {
    return channels <= 1 || acrossChannels[1] == 1;
  }
}
