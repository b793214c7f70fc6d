package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Phase;
import io.opwalk.cpu.internal.loop.Winograd.Prepared;
import io.opwalk.cpu.internal.product.Finish;
import io.opwalk.cpu.internal.winograd.Scratch.Use;
import java.util.Arrays;

/** Runs a plan: block by block it transforms, multiplies, and transforms back. Of one thread. */
final class Run {
  private static final long[] NO_SCALARS = {};

  private final Scratch scratch;
  private final Object[] pair = new Object[2];
  private final Object[] factors = new Object[3];
  private final Lines.Sizes sizes = new Lines.Sizes();
  private Transforms transforms;
  private Finish finish;
  private DType dtype;
  private Geometry at;
  private Object input;
  private Object kernel;
  private Object result;

  Run(Scratch scratch) {
    this.scratch = scratch;
  }

  /**
   * Runs a part, on the buffers of the step.
   *
   * @param prepared what is made for all parts; null where nothing is
   * @param told is told of every block that is complete
   */
  void run(Plan plan, Transforms with, Object[] buffers, Object prepared, Finish told) {
    transforms = with;
    finish = told;
    dtype = with.dtype();
    at = plan.at;
    input = buffers[0];
    kernel = buffers[1];
    result = buffers[2];
    if (at.phase == Phase.PREPARE) {
      prepare(plan, prepared);
    } else if (plan.prepared == Prepared.KERNEL) {
      byRows(plan, prepared);
    } else {
      byFilters(plan, plan.prepared == Prepared.INPUT ? prepared : null);
    }
    Arrays.fill(pair, null);
    Arrays.fill(factors, null);
    finish = null;
    input = null;
    kernel = null;
    result = null;
  }

  private void prepare(Plan plan, Object to) {
    if (plan.prepared == Prepared.KERNEL) {
      transformKernel(plan.allFilters, at.channelFrom, at.channelTo, to);
    }
    for (TileRows rows : plan.rows) {
      transformInput(rows, to);
    }
  }

  /** Each block of rows by all filters, whose kernel is transformed. */
  private void byRows(Plan plan, Object ofKernel) {
    for (int j = 0; j < plan.rows.length; j++) {
      Object ofInput = scratch.array(dtype, Use.INPUT, plan.rows[j].elements());
      transformInput(plan.rows[j], ofInput);
      for (int i = 0; i < plan.filters.length; i++) {
        block(plan, i, j, ofInput, ofKernel);
      }
    }
  }

  /**
   * Each block of filters by all rows.
   *
   * @param prepared the input transformed; null where it is not
   */
  private void byFilters(Plan plan, Object prepared) {
    for (int i = 0; i < plan.filters.length; i++) {
      FilterBlock filters = plan.filters[i];
      Object ofKernel = scratch.array(dtype, Use.KERNEL, filters.transformed());
      transformKernel(filters, 0, at.channels, ofKernel);
      for (int j = 0; j < plan.rows.length; j++) {
        Object ofInput = prepared;
        if (prepared == null) {
          ofInput = scratch.array(dtype, Use.INPUT, plan.rows[j].elements());
          if (i == 0 || plan.rows.length > 1) {
            transformInput(plan.rows[j], ofInput);
          }
        }
        block(plan, i, j, ofInput, ofKernel);
      }
    }
  }

  private void block(Plan plan, int ofFilters, int ofRows, Object ofInput, Object ofKernel) {
    Block block = plan.block(ofFilters, ofRows);
    Object products = scratch.array(dtype, Use.PRODUCTS, block.elements());
    factors[0] = ofInput;
    factors[1] = ofKernel;
    factors[2] = products;
    if (at.channels > 0) {
      block.product.run(factors, block.productSizes, NO_SCALARS);
    } else {
      zero(products, 0, block.elements());
    }
    transformResult(plan.rows[ofRows], plan.filters[ofFilters], block, products);
  }

  /** Transforms the lines that {@link #sizes} says. */
  private void transform(Kernel code, Object from, Object to) {
    pair[0] = from;
    pair[1] = to;
    code.run(pair, sizes.all(), NO_SCALARS);
  }

  private void transformKernel(FilterBlock filters, int from, int end, Object to) {
    Object half = scratch.array(dtype, Use.HALF, filters.between(at));
    int count = filters.count;
    int width = filters.width;
    int most = filters.channelsAtOnce();
    for (int first = from; first < end; first += most) {
      int channels = Math.min(most, end - first);
      int part = channels * count;
      sizes.lines(at.window, channels, count).to(0, part, count, at.window * part);
      if (at.filterStride == 1) {
        sizes.from(
            filters.start(at, first),
            at.kernelColumnStride,
            at.kernelChannelStride,
            at.kernelRowStride);
        transform(transforms.kernel(), kernel, half);
      } else {
        sizes.from(0, part, count, at.window * part);
        transform(transforms.kernel(), collect(filters, first, channels), half);
      }
      for (int panel = 0; panel < filters.panels; panel++) {
        int column = panel * width;
        sizes
            .lines(POINTS, channels, Math.min(width, count - column))
            .from(column, at.window * part, count, part)
            .to(
                panel * filters.panel + first * filters.channel,
                POINTS * filters.plane,
                filters.channel,
                filters.plane);
        transform(transforms.kernel(), half, to);
      }
    }
  }

  /** Copies a part of a kernel whose filters are not neighbours. */
  private Object collect(FilterBlock filters, int first, int channels) {
    int part = channels * filters.count;
    Object to = scratch.array(dtype, Use.WHOLE, at.window * at.window * part);
    for (int row = 0; row < at.window; row++) {
      for (int column = 0; column < at.window; column++) {
        int base =
            filters.start(at, first) + row * at.kernelRowStride + column * at.kernelColumnStride;
        transforms
            .copies()
            .packAny(
                kernel,
                base,
                filters.alongChannels,
                0,
                channels,
                filters.acrossFilters,
                0,
                filters.count,
                filters.count,
                to,
                (row * at.window + column) * part);
      }
    }
    return to;
  }

  /** Some neighbouring tiles at a time, so that the second cache holds them. */
  private void transformInput(TileRows rows, Object to) {
    int most = at.tilesAtOnce(POINTS * at.tile * at.channels);
    int columns = at.columnsUnder(most);
    Object half = scratch.array(dtype, Use.HALF, POINTS * columns * at.channels);
    for (int row = 0; row < rows.count; row++) {
      for (int tile = 0; tile < at.tiles; tile += most) {
        int tiles = Math.min(most, at.tiles - tile);
        int line = at.columnsUnder(tiles) * at.channels;
        inputDown(rows.first + row, tile, tiles, half);
        sizes
            .lines(POINTS, tiles, at.channels)
            .from(0, line, at.tile * at.channels, at.channels)
            .to(
                rows.start + (row * at.tiles + tile) * rows.tile,
                POINTS * rows.plane,
                rows.tile,
                rows.plane);
        transform(transforms.input(), half, to);
      }
    }
  }

  /** The input under some tiles of a row, with zeros around it, transformed downward. */
  private void inputDown(int row, int tile, int tiles, Object half) {
    int image = row / at.rowsOfImage;
    int top = row % at.rowsOfImage * at.tile - at.above;
    int left = tile * at.tile - at.left;
    int columns = at.columnsUnder(tiles);
    int from = Math.max(0, Math.min(at.width, left));
    int end = Math.max(from, Math.min(at.width, left + columns));
    int line = columns * at.channels;
    int first = (from - left) * at.channels;
    int length = (end - from) * at.channels;
    int source =
        at.inputStart + image * at.imageStride + top * at.rowStride + from * at.columnStride;
    if (top < 0 || top + POINTS > at.height || !isDense()) {
      Object strip = strip(image, top, from, end - from, first, line);
      sizes.lines(1, 1, line).from(0, 0, 0, line).to(0, 0, 0, line);
      transform(transforms.input(), strip, half);
      return;
    }
    // Zeros are transformed to zeros.
    for (int i = 0; i < POINTS; i++) {
      zero(half, i * line, i * line + first);
      zero(half, i * line + first + length, (i + 1) * line);
    }
    if (at.columnStride == at.channels) {
      sizes.lines(1, 1, length);
    } else {
      sizes.lines(1, end - from, at.channels);
    }
    sizes.from(source, 0, at.columnStride, at.rowStride).to(first, 0, at.channels, line);
    transform(transforms.input(), input, half);
  }

  private boolean isDense() {
    return at.channelStride == 1 || at.channels == 1;
  }

  /** Copies what cannot be transformed where it is, with zeros around it. */
  private Object strip(int image, int top, int column, int columns, int first, int line) {
    Object strip = scratch.array(dtype, Use.WHOLE, POINTS * line);
    int length = columns * at.channels;
    for (int i = 0; i < POINTS; i++) {
      int start = i * line;
      int y = top + i;
      if (y < 0 || y >= at.height) {
        zero(strip, start, start + line);
        continue;
      }
      zero(strip, start, start + first);
      zero(strip, start + first + length, start + line);
      int from = at.inputStart + image * at.imageStride + y * at.rowStride;
      copyRow(from, column, columns, strip, start + first);
    }
    return strip;
  }

  private void copyRow(int from, int first, int columns, Object to, int target) {
    if (isDense() && at.columnStride == at.channels) {
      System.arraycopy(input, from + first * at.channels, to, target, columns * at.channels);
    } else if (isDense()) {
      for (int column = 0; column < columns; column++) {
        int source = from + (first + column) * at.columnStride;
        System.arraycopy(input, source, to, target + column * at.channels, at.channels);
      }
    } else {
      transforms
          .copies()
          .packAny(
              input,
              from,
              at.alongColumns,
              first,
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
    if (dtype == DType.FLOAT64) {
      Arrays.fill((double[]) array, from, to, 0);
    } else {
      Arrays.fill((float[]) array, from, to, 0);
    }
  }

  private void transformResult(TileRows rows, FilterBlock filters, Block block, Object products) {
    int most = at.tilesAtOnce(POINTS * at.tile * block.tile);
    int wide = block.tile;
    Object half = scratch.array(dtype, Use.HALF, at.tile * POINTS * most * wide);
    for (int row = 0; row < rows.count; row++) {
      for (int tile = 0; tile < at.tiles; tile += most) {
        int tiles = Math.min(most, at.tiles - tile);
        sizes
            .lines(POINTS, 1, tiles * wide)
            .from((row * at.tiles + tile) * wide, block.plane, 0, POINTS * block.plane)
            .to(0, tiles * wide, 0, POINTS * tiles * wide);
        transform(transforms.result(), products, half);
        resultAcross(rows.first + row, tile, tiles, filters, block, half);
      }
      complete(rows.first + row, filters);
    }
  }

  /** Goes on with the places of a row of tiles, which are counted over all images. */
  private void complete(int row, FilterBlock filters) {
    int top = row % at.rowsOfImage * at.tile;
    int first = row / at.rowsOfImage * at.resultHeight + top;
    int height = Math.min(at.tile, at.resultHeight - top);
    finish.block(
        0,
        first * at.resultWidth,
        (first + height) * at.resultWidth,
        filters.first,
        filters.first + filters.count);
  }

  /** Transforms some tiles of a row across, to where the result is, but for what is beyond it. */
  private void resultAcross(
      int row, int tile, int tiles, FilterBlock filters, Block block, Object half) {
    int top = row % at.rowsOfImage * at.tile;
    int height = Math.min(at.tile, at.resultHeight - top);
    int wide = block.tile;
    int count = filters.count;
    int line = at.resultWidth * at.filters;
    int target = (row / at.rowsOfImage * at.resultHeight + top) * line
        + tile * at.tile * at.filters
        + filters.first;
    int whole = Math.min(tiles, at.resultWidth / at.tile - tile);
    sizes
        .lines(height, whole, count)
        .from(0, POINTS * tiles * wide, wide, tiles * wide)
        .to(target, line, at.tile * at.filters, at.filters);
    transform(transforms.result(), half, result);
    if (whole == tiles) {
      return;
    }
    Object part = scratch.array(dtype, Use.WHOLE, at.tile * at.tile * count);
    sizes
        .lines(height, 1, count)
        .from(whole * wide, POINTS * tiles * wide, 0, tiles * wide)
        .to(0, at.tile * count, 0, count);
    transform(transforms.result(), half, part);
    for (int i = 0; i < height; i++) {
      int first = target + i * line + whole * at.tile * at.filters;
      for (int column = 0; column < at.resultWidth % at.tile; column++) {
        int source = (i * at.tile + column) * count;
        System.arraycopy(part, source, result, first + column * at.filters, count);
      }
    }
  }
}
