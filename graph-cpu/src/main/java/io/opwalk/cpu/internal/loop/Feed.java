package io.opwalk.cpu.internal.loop;

import java.util.Arrays;
import java.util.List;

/**
 * A product that makes a sequence which nothing but one loop reads, row after row, so that it can
 * be run for one step of the loop at a time: what a step reads is in a cache then, and comes not
 * from memory.
 *
 * @param sequence which of the loop's inputs it makes
 * @param product the product, with what follows it
 * @param buffers which buffer of the loop's step each of the product's is, in order; the result is
 *     the sequence
 * @param more the buffers of the step that come after those of the loop
 * @param firstSize where the product's sizes begin among those of the step, of which they are last
 */
public record Feed(
    int sequence,
    Product product,
    List<Integer> buffers,
    List<StepFunction.Buffer> more,
    int firstSize) {
  /** Tiles of fewer rows are not worth while; a product of all steps has more. */
  private static final int LEAST_ROWS = 16;

  /** Copies the lists. */
  public Feed {
    buffers = List.copyOf(buffers);
    more = List.copyOf(more);
  }

  /**
   * How many rows of the product a step of the loop reads; 0 where all of it is to be run before
   * the loop.
   *
   * @param sizes where the product's sizes are, from {@code first} on
   * @param steps how many steps there is room for
   */
  public static int rowsOfStep(Product product, int[] sizes, int first, int steps) {
    int axis = first + Product.FIRST_AXIS;
    int rows = 1;
    for (int i = 0; i < product.rows(); i++) {
      rows *= sizes[axis + i * Product.SIZES_PER_AXIS];
    }
    // The outermost axis is that of steps, or all rows are on one.
    boolean fits = steps > 0
        && rows % steps == 0
        && (product.rows() == 1 || sizes[axis] == steps)
        && rows / steps >= LEAST_ROWS;
    return fits && !isSmall(product, sizes, axis, rows / steps) ? rows / steps : 0;
  }

  private static boolean isSmall(Product product, int[] sizes, int firstAxis, int rows) {
    double terms = rows;
    for (int i = product.rows(); i < product.axes(); i++) {
      terms *= sizes[firstAxis + i * Product.SIZES_PER_AXIS];
    }
    return terms <= Product.MOST_SMALL;
  }

  /**
   * The sizes of the product of one step.
   *
   * @param sizes those of the loop's step
   * @param rows how many rows it has
   */
  public int[] sizesOfStep(int[] sizes, int rows) {
    int[] own = Arrays.copyOfRange(sizes, firstSize, sizes.length);
    own[Product.FIRST_AXIS] = product.rows() == 1 ? rows : 1;
    int range = product.ranges() + 2;
    own[range] = 0;
    own[range + 1] = rows;
    return own;
  }

  /** How far the left arrays of two steps are apart. */
  public int leftStep(int[] sizes, int rows) {
    int stride = sizes[firstSize + Product.FIRST_AXIS + 1];
    return product.rows() == 1 ? stride * rows : stride;
  }
}
