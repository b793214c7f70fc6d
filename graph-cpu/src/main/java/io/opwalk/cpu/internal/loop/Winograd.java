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
 * those of one image after those of another, and the same of filters; and then those of the
 * epilogue.
 *
 * @param dtype FLOAT64 or FLOAT32
 * @param window how many elements of the kernel there are along height and width
 * @param above how many rows of zeros are above the input
 * @param left how many columns of zeros are left of it
 * @param epilogue what is done to blocks of the result when they are complete: its rows are the
 *     places of all images, its columns are filters
 */
public record Winograd(DType dtype, int window, int above, int left, Optional<Epilogue> epilogue)
    implements InBlocks {
  /** Where the strides of the input begin among the sizes. */
  public static final int INPUT_STRIDES = 2;

  /** Where those of the kernel begin. */
  public static final int KERNEL_STRIDES = 6;

  /** Where the sizes of the input begin. */
  public static final int INPUT = 10;

  /** Where the height of the result is; its width follows, and the number of filters. */
  public static final int RESULT = 14;

  /** Where the range of rows of tiles is; that of filters follows. */
  public static final int RANGES = 17;

  private static final double TERMS_PER_UNIT = 2;

  @Override
  public Winograd with(Epilogue other) {
    return new Winograd(dtype, window, above, left, Optional.of(other));
  }

  @Override
  public int sizesOfEpilogue() {
    return RANGES + 4;
  }

  /** The transform of the kernel, or that of the input. */
  @Override
  public boolean repeatsInParts() {
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
