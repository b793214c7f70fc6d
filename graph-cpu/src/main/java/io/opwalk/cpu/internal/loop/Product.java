package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import java.util.List;
import java.util.Optional;

/**
 * A step that sums products over axes that two arrays share: a matrix product, a batch of them, or
 * a convolution. It says what is summed; how it is cut into blocks is for whoever runs it.
 *
 * <p>Four kinds of axes: those of the batch, which both arrays and the result have; rows, which the
 * right array does not have; columns, which the left one does not have; and inner ones, which the
 * result does not have. The element at (batch, row, column) is the sum {@code sum = fma(left,
 * right, sum)} from zero, over all places of the inner axes in their order, the last one fastest.
 *
 * <p>Its buffers are left, right and the result, and then those of the epilogue. Its sizes are
 * where left and right begin; then the {@link #SIZES_PER_AXIS} of each axis, in the order of kinds
 * above: how long it is, and how many elements neighbours are apart in left, right and the result,
 * 0 where an array does not have it; then from and to which element of the batch it goes, the same
 * of rows and of columns; then those of {@code small}; and then those of the epilogue.
 *
 * @param dtype FLOAT64 or FLOAT32
 * @param batch how many axes of the batch there are
 * @param rows how many axes of rows
 * @param columns how many axes of columns; neighbours of the last one are best neighbours in the
 *     result
 * @param inner how many inner axes
 * @param keptRight whether the right array is one that is never written: a parameter's or
 *     constant's
 * @param small loops that do the same, for what is not worth blocks; empty where nothing is small
 * @param buffersOfSmall which buffer each buffer of {@code small} is
 * @param epilogue what is done to blocks of the result when they are complete; empty where that is
 *     nothing
 */
public record Product(
    DType dtype,
    int batch,
    int rows,
    int columns,
    int inner,
    boolean keptRight,
    Optional<LoopFunction> small,
    List<Integer> buffersOfSmall,
    Optional<Epilogue> epilogue)
    implements InBlocks {
  /** How many terms are summed in loops, at most. */
  public static final long MOST_SMALL = 8_192;

  /** How many sizes say all about an axis. */
  public static final int SIZES_PER_AXIS = 4;

  /** Where the sizes of the first axis begin. */
  public static final int FIRST_AXIS = 2;

  /**
   * A product of sums that are no longer is best run as a whole: blocks of its rows then find what
   * they need of the right array in a cache, and no block is gone through twice.
   */
  private static final int MOST_TERMS_OF_WHOLE = 256;

  /** How many terms take as long as one addition of numbers that are at hand. */
  private static final double TERMS_PER_UNIT = 2;

  /** Copies the list. */
  public Product {
    buffersOfSmall = List.copyOf(buffersOfSmall);
  }

  // Written out, since a fresh JVM takes a millisecond to make this up.
  @Override
  public int hashCode() {
    int axes = 31 * (31 * (31 * batch + rows) + columns) + inner;
    return 31 * (31 * axes + dtype.hashCode()) + small.hashCode();
  }

  @Override
  public Product with(Epilogue other) {
    return new Product(
        dtype, batch, rows, columns, inner, keptRight, small, buffersOfSmall, Optional.of(other));
  }

  /** The same product, whose right array counts as one that changes from call to call. */
  public Product withChangingRight() {
    return new Product(dtype, batch, rows, columns, inner, false, small, buffersOfSmall, epilogue);
  }

  /** How many axes there are. */
  public int axes() {
    return batch + rows + columns + inner;
  }

  /** Where the range of the batch is among the sizes; that of rows follows, and that of columns. */
  public int ranges() {
    return FIRST_AXIS + axes() * SIZES_PER_AXIS;
  }

  /** Where the sizes of {@link #small} begin. */
  public int sizesOfSmall() {
    return ranges() + 6;
  }

  @Override
  public int sizesOfEpilogue() {
    return sizesOfSmall() + (small.isPresent() ? small.get().sizes() : 0);
  }

  /** Whether it is for {@link #small}: all of it is to be run, and that is little. */
  public boolean isSmall(int[] sizes) {
    double terms = terms(sizes);
    // A part that begins at zero is no whole: others run the rest, and finish it, at the same time.
    return small.isPresent() && terms <= MOST_SMALL && terms == termsOfWhole(sizes);
  }

  @Override
  public double work(int[] sizes) {
    return workOfTerms(sizes) + workOfEpilogue(sizes);
  }

  /** As {@link #work}, without the epilogue, of a part as well. */
  public double workOfTerms(int[] sizes) {
    return terms(sizes) / TERMS_PER_UNIT;
  }

  /** The copy of the right array, in parts of the rows, if sums are short. */
  @Override
  public boolean repeatsInParts(int[] part) {
    int at = ranges();
    double rows = places(part, batch, rows());
    return part[at + 3] - part[at + 2] < rows
        && places(part, axes() - inner, inner) <= MOST_TERMS_OF_WHOLE;
  }

  private static double places(int[] sizes, int first, int axes) {
    double places = 1;
    for (int axis = first; axis < first + axes; axis++) {
      places *= sizes[FIRST_AXIS + axis * SIZES_PER_AXIS];
    }
    return places;
  }

  private double termsOfWhole(int[] sizes) {
    return places(sizes, 0, axes());
  }

  private double terms(int[] sizes) {
    int at = ranges();
    double terms = places(sizes, axes() - inner, inner);
    for (int range = at; range < at + 6; range += 2) {
      terms *= sizes[range + 1] - sizes[range];
    }
    return terms;
  }
}
