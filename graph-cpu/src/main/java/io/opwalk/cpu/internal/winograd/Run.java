package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradConv.WINDOW;
import static io.opwalk.ops.primitive.WinogradTransform.POINTS;
import static io.opwalk.ops.primitive.WinogradTransform.TILE;

import io.opwalk.DType;
import io.opwalk.cpu.internal.winograd.Plan.RowBlock;
import io.opwalk.cpu.internal.winograd.Scratch.Use;
import java.util.Arrays;

/**
 * Runs a plan: for each block of filters, whose kernel it transforms, the rows of tiles in blocks.
 * Used by one thread at a time.
 */
final class Run {
  private static final long[] NO_SCALARS = {};

  private final Scratch scratch;
  private final Object[] pair = new Object[2];
  private final Object[] factors = new Object[3];
  private Transforms transforms;
  private DType dtype;
  private Geometry at;
  private Object input;
  private Object kernel;
  private Object result;

  Run(Scratch scratch) {
    this.scratch = scratch;
  }

  /** Runs all of it, on the buffers of the step. */
  void run(Plan plan, Transforms with, Object[] buffers) {
    transforms = with;
    dtype = with.dtype();
    at = plan.at;
    input = buffers[0];
    kernel = buffers[1];
    result = buffers[2];
    for (int i = 0; i < plan.filters.length; i++) {
      FilterBlock filters = plan.filters[i];
      Object ofKernel = transformKernel(filters);
      for (int j = 0; j < plan.rows.length; j++) {
        Block block = plan.block(i, j);
        Object ofInput = scratch.array(dtype, Use.INPUT, block.input);
        if (i == 0 || plan.rows.length > 1) {
          transformInput(plan.rows[j], block, ofInput);
        }
        Object products = scratch.array(dtype, Use.PRODUCTS, block.products);
        factors[0] = ofInput;
        factors[1] = ofKernel;
        factors[2] = products;
        if (at.channels > 0) {
          block.product.run(factors, block.productSizes, NO_SCALARS);
        } else {
          zero(products, 0, block.products);
        }
        transformResult(plan.rows[j], filters, block, products);
      }
    }
    Arrays.fill(pair, null);
    Arrays.fill(factors, null);
    input = null;
    kernel = null;
    result = null;
  }

  private Object[] pair(Object from, Object to) {
    pair[0] = from;
    pair[1] = to;
    return pair;
  }

  private Object transformKernel(FilterBlock filters) {
    int elements = POINTS * POINTS * at.channels * filters.count;
    Object to = scratch.array(dtype, Use.KERNEL, elements);
    Object half = scratch.array(dtype, Use.HALF, filters.wide());
    for (FilterBlock.Run run : filters.runs) {
      Object from = at.filterStride == 1 ? kernel : collect(filters, run);
      transforms.kernel().run(pair(from, half), run.down(), NO_SCALARS);
      transforms.kernel().run(pair(half, to), run.across(), NO_SCALARS);
    }
    return to;
  }

  /** Copies a part of a kernel whose filters are not neighbours. */
  private Object collect(FilterBlock filters, FilterBlock.Run run) {
    int part = run.count() * filters.count;
    Object to = scratch.array(dtype, Use.WHOLE, WINDOW * WINDOW * part);
    for (int row = 0; row < WINDOW; row++) {
      for (int column = 0; column < WINDOW; column++) {
        int base = filters.start(at, run.first())
            + row * at.kernelRowStride
            + column * at.kernelColumnStride;
        transforms
            .copies()
            .packAny(
                kernel,
                base,
                filters.alongChannels,
                0,
                run.count(),
                filters.acrossFilters,
                0,
                filters.count,
                filters.count,
                to,
                (row * WINDOW + column) * part);
      }
    }
    return to;
  }

  private void transformInput(RowBlock rows, Block block, Object to) {
    Object strip = scratch.array(dtype, Use.WHOLE, block.strip);
    Object half = scratch.array(dtype, Use.HALF, block.strip);
    for (int row = 0; row < rows.count(); row++) {
      fill(strip, rows.first() + row);
      transforms.input().run(pair(strip, half), block.inputDown, NO_SCALARS);
      transforms.input().run(pair(half, to), block.inputAcross[row], NO_SCALARS);
    }
  }

  /** Copies the input under a row of tiles, with zeros around it. */
  private void fill(Object strip, int row) {
    int image = row / at.rowsOfImage;
    int top = row % at.rowsOfImage * TILE - at.above;
    int length = at.columnsUnderRow() * at.channels;
    int first = at.left * at.channels;
    int last = first + at.width * at.channels;
    for (int i = 0; i < POINTS; i++) {
      int line = i * length;
      int y = top + i;
      if (y < 0 || y >= at.height) {
        zero(strip, line, line + length);
        continue;
      }
      zero(strip, line, line + first);
      zero(strip, line + last, line + length);
      copyRow(at.inputStart + image * at.imageStride + y * at.rowStride, strip, line + first);
    }
  }

  private void copyRow(int from, Object to, int target) {
    boolean isDense = at.channelStride == 1 || at.channels == 1;
    if (isDense && at.columnStride == at.channels) {
      System.arraycopy(input, from, to, target, at.width * at.channels);
    } else if (isDense) {
      for (int column = 0; column < at.width; column++) {
        int source = from + column * at.columnStride;
        System.arraycopy(input, source, to, target + column * at.channels, at.channels);
      }
    } else {
      transforms
          .copies()
          .packAny(
              input,
              from,
              at.alongColumns,
              0,
              at.width,
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

  private void transformResult(RowBlock rows, FilterBlock filters, Block block, Object products) {
    Object half = scratch.array(dtype, Use.HALF, block.narrow);
    Object whole = scratch.array(dtype, Use.WHOLE, block.result);
    for (int row = 0; row < rows.count(); row++) {
      transforms.result().run(pair(products, half), block.resultDown[row], NO_SCALARS);
      transforms.result().run(pair(half, whole), block.resultAcross, NO_SCALARS);
      store(whole, rows.first() + row, filters);
    }
  }

  /** Copies a row of tiles to the result, but for what is beyond its end. */
  private void store(Object block, int row, FilterBlock filters) {
    int image = row / at.rowsOfImage;
    int top = row % at.rowsOfImage * TILE;
    int length = TILE * at.tiles * filters.count;
    for (int i = 0; i < TILE && top + i < at.resultHeight; i++) {
      int line = (image * at.resultHeight + top + i) * at.resultWidth * at.filters + filters.first;
      if (filters.count == at.filters) {
        System.arraycopy(block, i * length, result, line, at.resultWidth * at.filters);
        continue;
      }
      for (int column = 0; column < at.resultWidth; column++) {
        int source = i * length + column * filters.count;
        System.arraycopy(block, source, result, line + column * at.filters, filters.count);
      }
    }
  }
}
