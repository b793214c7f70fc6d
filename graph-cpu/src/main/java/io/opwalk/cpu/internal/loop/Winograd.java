package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.ops.primitive.WinogradTransform;
import java.util.Optional;

/**
 * A step that is a {@code WinogradConv}: which blocks of tiles it runs in is for whoever runs it.
 *
 * <p>Its buffers are the input, the kernel and the result, which is dense. Its sizes are where the
 * first two begin; how far neighbours are apart in the input along batch, height, width and
 * channels, and in the kernel along height, width, channels and filters; how long the input is
 * along its axes, and the result along its last three; and from and to which row of tiles it goes,
 * those of one image after those of another, the same of filters and of channels, and the
 * {@link Phase}; and then those of the epilogue.
 *
 * @param dtype FLOAT64 or FLOAT32
 * @param window how many elements of the kernel there are along height and width
 * @param above how many rows of zeros are above the input
 * @param left how many columns of zeros are left of it
 * @param prepared what is transformed once for all parts, where phases are told apart
 * @param epilogue what is done to blocks of the result when they are complete: its rows are the
 *     places of all images, its columns are filters
 */
public record Winograd(
    DType dtype, int window, int above, int left, Prepared prepared, Optional<Epilogue> epilogue)
    implements InBlocks {
  /** What parts of a step have in common. */
  public enum Prepared {
    /** Each part transforms what it needs. */
    NOTHING,
    /** Parts by filters: the whole input is transformed before, some rows of tiles at a time. */
    INPUT,
    /** Parts by rows of tiles: the whole kernel is transformed before, some channels at a time. */
    KERNEL
  }

  /** Where the strides of the input begin among the sizes. */
  public static final int INPUT_STRIDES = 2;

  /** Where those of the kernel begin. */
  public static final int KERNEL_STRIDES = 6;

  /** Where the sizes of the input begin. */
  public static final int INPUT = 10;

  /** Where the height of the result is; its width follows, and the number of filters. */
  public static final int RESULT = 14;

  /** Where the range of rows of tiles is; those of filters and of channels follow. */
  public static final int RANGES = 17;

  /** Where the phase is. */
  public static final int PHASE = RANGES + 6;

  private static final double TERMS_PER_UNIT = 2;

  @Override
  public Winograd with(Epilogue other) {
    return new Winograd(dtype, window, above, left, prepared, Optional.of(other));
  }

  @Override
  public int sizesOfEpilogue() {
    return PHASE + 1;
  }

  /** The transform of the kernel or of the input; or makes it as a whole, which takes memory. */
  @Override
  public boolean repeatsInParts(int[] part) {
    return true;
  }

  @Override
  public double work(int[] sizes) {
    double rows = sizes[RANGES + 1] - sizes[RANGES];
    double filters = sizes[RANGES + 3] - sizes[RANGES + 2];
    double tiles = Math.ceil(sizes[RESULT + 1] / (double) WinogradTransform.tile(window));
    int points = WinogradTransform.POINTS * WinogradTransform.POINTS;
    double own = rows * tiles * filters * sizes[INPUT + 3] * points / TERMS_PER_UNIT;
    return own + workOfEpilogue(sizes);
  }
}
