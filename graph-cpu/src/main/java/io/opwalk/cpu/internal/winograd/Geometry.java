package io.opwalk.cpu.internal.winograd;

import static io.opwalk.cpu.internal.loop.Winograd.INPUT;
import static io.opwalk.cpu.internal.loop.Winograd.INPUT_STRIDES;
import static io.opwalk.cpu.internal.loop.Winograd.KERNEL_STRIDES;
import static io.opwalk.cpu.internal.loop.Winograd.PHASE;
import static io.opwalk.cpu.internal.loop.Winograd.RANGES;
import static io.opwalk.cpu.internal.loop.Winograd.RESULT;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Phase;
import io.opwalk.cpu.internal.loop.Winograd;
import io.opwalk.ops.primitive.WinogradTransform;

/** Where everything is in the arrays of a step, by its sizes. */
final class Geometry {
  private static final int BYTES_OF_LINE = 64;

  /** What the second cache holds beside the planes that a transform reads or writes, in bytes. */
  private static final int BYTES_BETWEEN = 1 << 17;

  final DType dtype;

  /** How many elements of the kernel, and results of a tile, there are along an axis. */
  final int window;

  final int tile;
  final int inputStart;
  final int kernelStart;
  final int imageStride;
  final int rowStride;
  final int columnStride;
  final int channelStride;
  final int kernelRowStride;
  final int kernelColumnStride;
  final int kernelChannelStride;
  final int filterStride;
  final int height;
  final int width;
  final int channels;
  final int resultHeight;
  final int resultWidth;
  final int filters;

  /** How many rows of zeros are above the input, and columns left of it. */
  final int above;

  final int left;

  /** How many tiles are in a row, and rows in an image. */
  final int tiles;

  final int rowsOfImage;

  /** How many rows there are in all images. */
  final int rows;

  /** What the step does. */
  final Phase phase;

  /** From and to which row of tiles, filter and channel it goes. */
  final int rowFrom;

  final int rowTo;
  final int filterFrom;
  final int filterTo;
  final int channelFrom;
  final int channelTo;

  /** Where columns and channels are in a row of the input. */
  final int[] alongColumns;

  final int[] acrossChannels;

  Geometry(Winograd step, int[] sizes) {
    this.dtype = step.dtype();
    this.window = step.window();
    this.tile = WinogradTransform.tile(window);
    this.inputStart = sizes[0];
    this.kernelStart = sizes[1];
    this.imageStride = sizes[INPUT_STRIDES];
    this.rowStride = sizes[INPUT_STRIDES + 1];
    this.columnStride = sizes[INPUT_STRIDES + 2];
    this.channelStride = sizes[INPUT_STRIDES + 3];
    this.kernelRowStride = sizes[KERNEL_STRIDES];
    this.kernelColumnStride = sizes[KERNEL_STRIDES + 1];
    this.kernelChannelStride = sizes[KERNEL_STRIDES + 2];
    this.filterStride = sizes[KERNEL_STRIDES + 3];
    this.height = sizes[INPUT + 1];
    this.width = sizes[INPUT + 2];
    this.channels = sizes[INPUT + 3];
    this.resultHeight = sizes[RESULT];
    this.resultWidth = sizes[RESULT + 1];
    this.filters = sizes[RESULT + 2];
    this.above = step.above();
    this.left = step.left();
    this.tiles = tiles(resultWidth);
    this.rowsOfImage = tiles(resultHeight);
    this.rows = sizes[INPUT] * rowsOfImage;
    this.phase = Phase.of(sizes[PHASE]);
    this.rowFrom = sizes[RANGES];
    this.rowTo = sizes[RANGES + 1];
    this.filterFrom = sizes[RANGES + 2];
    this.filterTo = sizes[RANGES + 3];
    this.channelFrom = sizes[RANGES + 4];
    this.channelTo = sizes[RANGES + 5];
    this.alongColumns = multiples(columnStride, width);
    this.acrossChannels = multiples(channelStride, channels);
  }

  /** How much of the result is computed: rows of tiles by filters. */
  long share() {
    return (long) (rowTo - rowFrom) * (filterTo - filterFrom);
  }

  /** Where some elements are that are as far apart. */
  static int[] multiples(int stride, int count) {
    int[] multiples = new int[count];
    for (int i = 0; i < count; i++) {
      multiples[i] = i * stride;
    }
    return multiples;
  }

  private int tiles(int length) {
    return (length + tile - 1) / tile;
  }

  /** How many tiles at a time leave so many elements each between two transforms. */
  int tilesAtOnce(int elements) {
    int most = BYTES_BETWEEN / dtype.byteSize() / Math.max(1, elements);
    return Math.min(tiles, Math.max(1, most));
  }

  /** How many columns of the padded input are under neighbouring tiles. */
  int columnsUnder(int tiles) {
    return tiles * tile + WinogradTransform.POINTS - tile;
  }

  /**
   * How far runs of so many elements are best apart: an odd number of lines of a cache. A multiple
   * of a power of two would have them share few places of it.
   */
  int apart(int elements) {
    return apart(elements, dtype);
  }

  /** The same of elements of a dtype. */
  static int apart(int elements, DType dtype) {
    int line = BYTES_OF_LINE / dtype.byteSize();
    return ((elements + line - 1) / line | 1) * line;
  }
}
