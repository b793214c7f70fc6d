package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import io.opwalk.DType;
import io.opwalk.cpu.internal.winograd.GradientPlan.Block;
import io.opwalk.cpu.internal.winograd.GradientPlan.Terms;
import io.opwalk.cpu.internal.winograd.Scratch.Use;
import java.util.Arrays;

/**
 * Runs a plan: for each block of channels and filters the rows of tiles in blocks, in their order,
 * and what their sums become. Used by one thread at a time.
 */
final class GradientRun {
  private static final long[] NO_SCALARS = {};

  /** So many channels at a time: what is between the last two transforms stays in a cache. */
  private static final int CHANNELS = 16;

  private final Scratch scratch;
  private final TiledTransform tiled;
  private final Object[] pair = new Object[2];
  private final Object[] factors = new Object[3];
  private final Object[] addends = new Object[3];
  private final int[] lengths = new int[1];
  private final Lines.Sizes sizes = new Lines.Sizes();
  private GradientTransforms transforms;
  private DType dtype;
  private GradientPlan plan;

  GradientRun(Scratch scratch) {
    this.scratch = scratch;
    this.tiled = new TiledTransform(scratch);
  }

  /** Runs all of it, on the buffers of the step. */
  void run(GradientPlan with, GradientTransforms code, Object[] buffers) {
    plan = with;
    transforms = code;
    dtype = code.dtype();
    for (Block block : plan.blocks) {
      Object sums = scratch.array(dtype, Use.SUMS, block.sums());
      if (plan.rows == 0) {
        zero(sums, block.sums());
      }
      for (int row = 0; row < plan.rows; row += plan.tall) {
        int count = Math.min(plan.tall, plan.rows - row);
        Terms terms = count == plan.tall ? block.whole : block.last;
        Object of = row == 0 ? sums : scratch.array(dtype, Use.PRODUCTS, block.sums());
        sum(block, terms, row, count, buffers, of);
        if (row > 0) {
          add(of, sums, block.sums());
        }
      }
      transformSums(block, sums, buffers[2]);
    }
    Arrays.fill(pair, null);
    Arrays.fill(factors, null);
    Arrays.fill(addends, null);
  }

  private void zero(Object array, int length) {
    if (dtype == DType.FLOAT64) {
      Arrays.fill((double[]) array, 0, length, 0);
    } else {
      Arrays.fill((float[]) array, 0, length, 0);
    }
  }

  private void sum(Block block, Terms terms, int first, int rows, Object[] buffers, Object sums) {
    Object input = scratch.array(dtype, Use.INPUT, terms.input());
    Object gradient = scratch.array(dtype, Use.GRADIENT, terms.gradient());
    tiled.begin(block.input, buffers[0], transforms.input(), transforms.copies());
    int high = block.input.channels;
    for (int row = 0; row < rows; row++) {
      int at = row * plan.tiles * high;
      tiled.run(first + row, 0, plan.tiles, input, at, high, 0, terms.planeOfInput);
    }
    tiled.begin(block.gradient, buffers[1], transforms.gradient(), transforms.copies());
    int panel = terms.panelOfGradient;
    for (int row = 0; row < rows; row++) {
      int at = row * plan.tiles * block.width;
      tiled.run(
          first + row, 0, plan.tiles, gradient, at, block.width, panel, terms.planeOfGradient);
    }
    tiled.end();
    factors[0] = input;
    factors[1] = gradient;
    factors[2] = sums;
    terms.product.run(factors, terms.productSizes, NO_SCALARS);
  }

  private void add(Object terms, Object sums, int length) {
    addends[0] = sums;
    addends[1] = terms;
    addends[2] = sums;
    lengths[0] = length;
    transforms.add().run(addends, lengths, NO_SCALARS);
  }

  private void transformSums(Block block, Object sums, Object result) {
    int wide = block.gradient.channels;
    int kernel = plan.channels * plan.filters;
    for (int channel = 0; channel < block.input.channels; channel += CHANNELS) {
      int some = Math.min(CHANNELS, block.input.channels - channel);
      int part = some * wide;
      Object half = scratch.array(dtype, Use.HALF, plan.window * POINTS * part);
      sizes
          .lines(POINTS, some, wide)
          .from(
              channel * block.rowOfSums,
              block.planeOfSums,
              block.rowOfSums,
              POINTS * block.planeOfSums)
          .to(0, part, wide, POINTS * part);
      transform(sums, half);
      sizes
          .lines(plan.window, some, wide)
          .from(0, POINTS * part, wide, part)
          .to(
              (block.channel + channel) * plan.filters + block.filter,
              plan.window * kernel,
              plan.filters,
              kernel);
      transform(half, result);
    }
  }

  private void transform(Object from, Object to) {
    pair[0] = from;
    pair[1] = to;
    transforms.window().run(pair, sizes.all(), NO_SCALARS);
  }
}
