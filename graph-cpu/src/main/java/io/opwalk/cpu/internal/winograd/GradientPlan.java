package io.opwalk.cpu.internal.winograd;

import static io.opwalk.cpu.internal.loop.WinogradGradient.GRADIENT_STRIDES;
import static io.opwalk.cpu.internal.loop.WinogradGradient.INPUT;
import static io.opwalk.cpu.internal.loop.WinogradGradient.INPUT_STRIDES;
import static io.opwalk.cpu.internal.loop.WinogradGradient.RANGES;
import static io.opwalk.cpu.internal.loop.WinogradGradient.RESULT;
import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import com.google.common.primitives.Ints;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.WinogradGradient;
import io.opwalk.cpu.internal.winograd.Tiled.Cut;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import io.opwalk.ops.primitive.WinogradTransform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * In which blocks the gradient of a kernel is summed: some channels by some filters, as many as
 * have their sums in a cache, and for each block of them rows of tiles, in the blocks that the op
 * sums. Immutable.
 */
final class GradientPlan {
  /** So many channels, or filters, make a block, at most. */
  private static final int CHANNELS = 128;

  private final int[] key;
  private final int panel;

  /** The channels and filters of the whole result. */
  final int channels;

  final int filters;

  final int window;

  /** How many tiles there are in a row, and how many rows of them in all images. */
  final int tiles;

  final int rows;

  /** How many rows make a block; the last one may have fewer. */
  final int tall;

  final List<Block> blocks;

  /**
   * The plan for some sizes.
   *
   * @param width how many columns the panels of a product have; 0 where it has none
   * @param product makes a kernel that multiplies
   */
  GradientPlan(WinogradGradient step, int[] sizes, int width, Supplier<Kernel> product) {
    this.key = sizes.clone();
    this.panel = width;
    this.channels = sizes[INPUT + 3];
    this.filters = sizes[RESULT + 2];
    this.window = step.window();
    int tile = WinogradTransform.tile(window);
    this.tiles = (sizes[RESULT + 1] + tile - 1) / tile;
    int rowsOfImage = (sizes[RESULT] + tile - 1) / tile;
    this.rows = sizes[INPUT] * rowsOfImage;
    this.tall = WinogradKernelGradient.rowsOfBlock(tiles);
    Cut ofInput = new Cut(step.above(), step.left(), tile, POINTS, tiles, rowsOfImage);
    Cut ofGradient = new Cut(0, 0, tile, tile, tiles, rowsOfImage);
    List<Block> made = new ArrayList<>();
    for (int filter = sizes[RANGES + 2]; filter < sizes[RANGES + 3]; filter += CHANNELS) {
      int wide = Math.min(CHANNELS, sizes[RANGES + 3] - filter);
      Tiled gradient =
          new Tiled(step.dtype(), sizes, 1, GRADIENT_STRIDES, RESULT, filter, wide, ofGradient);
      for (int channel = sizes[RANGES]; channel < sizes[RANGES + 1]; channel += CHANNELS) {
        int high = Math.min(CHANNELS, sizes[RANGES + 1] - channel);
        Tiled input =
            new Tiled(step.dtype(), sizes, 0, INPUT_STRIDES, INPUT + 1, channel, high, ofInput);
        made.add(new Block(this, channel, filter, input, gradient, product));
      }
    }
    this.blocks = List.copyOf(made);
  }

  boolean isFor(int[] sizes, int panelOfProducts) {
    return panel == panelOfProducts && Arrays.equals(key, sizes);
  }

  /**
   * Some channels by some filters, and where what is made of them lies, the last axis fastest:
   *
   * <pre>{@code
   * [6, 6, tiles, channels]        the transformed input
   * [6, 6, panels, tiles, width]   the transformed gradient, in panels of filters
   * [6, 6, channels, filters]      the sums, of whole panels
   * }</pre>
   */
  static final class Block {
    private static final int PLANES = POINTS * POINTS;

    final int channel;
    final int filter;
    final Tiled input;
    final Tiled gradient;

    /** How many filters are in a panel, and how many panels there are; the last may not be full. */
    final int width;

    private final int panels;

    /** How far rows of sums are apart, and their planes. */
    final int rowOfSums;

    final int planeOfSums;

    /** Those of as many tiles as a block has, and of as many as the last block has. */
    final Terms whole;

    final Terms last;

    private Block(
        GradientPlan plan,
        int channel,
        int filter,
        Tiled input,
        Tiled gradient,
        Supplier<Kernel> product) {
      this.channel = channel;
      this.filter = filter;
      this.input = input;
      this.gradient = gradient;
      this.width = plan.panel == 0 ? gradient.channels : plan.panel;
      this.panels = (gradient.channels + width - 1) / width;
      this.rowOfSums = panels * width;
      this.planeOfSums = Geometry.apart(input.channels * rowOfSums, input.dtype);
      this.whole = new Terms(this, plan.tall * plan.tiles, product.get());
      int rest = plan.rows % plan.tall;
      this.last = rest == 0 ? whole : new Terms(this, rest * plan.tiles, product.get());
    }

    /** How many elements the sums are. */
    int sums() {
      return PLANES * planeOfSums;
    }
  }

  /** How some tiles are summed. */
  static final class Terms {
    /** How far planes and panels are apart. */
    final int planeOfInput;

    final int panelOfGradient;
    final int planeOfGradient;

    /** Multiplies the transformed input by the transformed gradient. */
    final Kernel product;

    final int[] productSizes;

    private Terms(Block of, int tiles, Kernel product) {
      this.planeOfInput = Geometry.apart(tiles * of.input.channels, of.input.dtype);
      this.panelOfGradient = tiles * of.width;
      this.planeOfGradient = Geometry.apart(of.panels * panelOfGradient, of.input.dtype);
      this.product = product;
      int high = of.input.channels;
      int[] starts = {0, 0};
      int[] batch = {Block.PLANES, planeOfInput, planeOfGradient, of.planeOfSums};
      int[] rows = {high, 1, 0, of.rowOfSums};
      int[] panels = {of.panels, 0, panelOfGradient, of.width};
      int[] columns = {of.width, 0, 1, 1};
      int[] inner = {tiles, high, of.width, 0};
      int[] ranges = {0, Block.PLANES, 0, high, 0, of.rowOfSums};
      this.productSizes = Ints.concat(starts, batch, rows, panels, columns, inner, ranges);
    }

    /** How many elements the transformed input has. */
    int input() {
      return Block.PLANES * planeOfInput;
    }

    /** How many the transformed gradient has. */
    int gradient() {
      return Block.PLANES * planeOfGradient;
    }
  }
}
