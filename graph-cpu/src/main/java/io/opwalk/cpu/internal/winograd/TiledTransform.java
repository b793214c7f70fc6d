package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.emit.Rows;
import io.opwalk.cpu.internal.winograd.Scratch.Use;
import java.util.Arrays;

/** Transforms what is under the tiles of images, row by row. Used by one thread at a time. */
final class TiledTransform {
  private static final long[] NO_SCALARS = {};

  private final Scratch scratch;
  private final Lines.Sizes sizes = new Lines.Sizes();
  private final Object[] pair = new Object[2];
  private Kernel code;
  private Rows copies;
  private Tiled at;
  private Object images;

  TiledTransform(Scratch scratch) {
    this.scratch = scratch;
  }

  /** Goes on with such images. */
  void begin(Tiled tiled, Object of, Kernel transform, Rows copying) {
    at = tiled;
    images = of;
    code = transform;
    copies = copying;
  }

  /** Forgets all arrays. */
  void end() {
    images = null;
    Arrays.fill(pair, null);
  }

  /**
   * Transforms some neighbouring tiles of a row, to {@code [6, 6, panels, ..., width]}.
   *
   * @param row which row of tiles, those of one image after those of another
   * @param to where the result is written
   * @param first where the first tile is in the first panel of the first plane
   * @param width how many channels are in a panel: so far tiles are apart
   * @param panel how far panels are apart
   * @param plane how far planes are apart
   */
  void run(int row, int tile, int tiles, Object to, int first, int width, int panel, int plane) {
    int line = at.columnsUnder(tiles) * at.channels;
    Object half = scratch.array(at.dtype, Use.HALF, POINTS * line);
    down(row, tile, tiles, half);
    for (int channel = 0; channel < at.channels; channel += width) {
      sizes
          .lines(POINTS, tiles, Math.min(width, at.channels - channel))
          .from(channel, line, at.step * at.channels, at.channels)
          .to(first + channel / width * panel, POINTS * plane, width, plane);
      transform(half, to);
    }
  }

  private void transform(Object from, Object to) {
    pair[0] = from;
    pair[1] = to;
    code.run(pair, sizes.all(), NO_SCALARS);
  }

  /** What is under the tiles, transformed downward. */
  private void down(int row, int tile, int tiles, Object half) {
    int image = row / at.rowsOfImage;
    int top = row % at.rowsOfImage * at.step - at.above;
    int left = tile * at.step - at.left;
    int columns = at.columnsUnder(tiles);
    int from = Math.max(0, Math.min(at.width, left));
    int end = Math.max(from, Math.min(at.width, left + columns));
    int line = columns * at.channels;
    int before = (from - left) * at.channels;
    int length = (end - from) * at.channels;
    int source = at.start + image * at.imageStride + top * at.rowStride;
    if (top < 0 || top + at.under > at.height || !at.isDense()) {
      Object strip = strip(source, top, from, end - from, before, line);
      sizes.lines(1, 1, line).from(0, 0, 0, line).to(0, 0, 0, line);
      transform(strip, half);
      return;
    }
    // Zeros are transformed to zeros.
    for (int i = 0; i < POINTS; i++) {
      zero(half, i * line, i * line + before);
      zero(half, i * line + before + length, (i + 1) * line);
    }
    if (at.columnStride == at.channels) {
      sizes.lines(1, 1, length);
    } else {
      sizes.lines(1, end - from, at.channels);
    }
    sizes
        .from(source + from * at.columnStride, 0, at.columnStride, at.rowStride)
        .to(before, 0, at.channels, line);
    transform(images, half);
  }

  /** Copies what cannot be transformed where it is, with zeros around it. */
  private Object strip(int source, int top, int from, int columns, int before, int line) {
    Object strip = scratch.array(at.dtype, Use.WHOLE, at.under * line);
    int length = columns * at.channels;
    for (int i = 0; i < at.under; i++) {
      int start = i * line;
      int y = top + i;
      if (y < 0 || y >= at.height) {
        zero(strip, start, start + line);
        continue;
      }
      zero(strip, start, start + before);
      zero(strip, start + before + length, start + line);
      copyRow(source + i * at.rowStride, from, columns, strip, start + before);
    }
    return strip;
  }

  private void copyRow(int source, int from, int columns, Object to, int target) {
    if (at.isDense() && at.columnStride == at.channels) {
      int first = source + from * at.columnStride;
      System.arraycopy(images, first, to, target, columns * at.channels);
    } else if (at.isDense()) {
      for (int column = 0; column < columns; column++) {
        int first = source + (from + column) * at.columnStride;
        System.arraycopy(images, first, to, target + column * at.channels, at.channels);
      }
    } else {
      copies.packAny(
          images,
          source,
          at.alongColumns,
          from,
          columns,
          at.acrossChannels,
          0,
          at.channels,
          at.channels,
          to,
          target);
    }
  }

  private void zero(Object array, int from, int to) {
    if (at.dtype == DType.FLOAT64) {
      Arrays.fill((double[]) array, from, to, 0);
    } else {
      Arrays.fill((float[]) array, from, to, 0);
    }
  }
}
