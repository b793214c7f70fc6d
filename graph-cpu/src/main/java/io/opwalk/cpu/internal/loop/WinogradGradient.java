package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.ops.primitive.WinogradTransform;
import java.util.List;

/**
 * A step that is a {@code WinogradKernelGradient}: which blocks it runs in is for whoever runs it.
 *
 * <p>Its buffers are the input, the gradient of the result, and that of the kernel, which is dense.
 * Its sizes are where the first two begin; how far neighbours are apart in each of these along
 * batch, height, width and channels or filters; how long the input is along its axes, and the
 * gradient of the result along its last three; and from and to which channel it goes, and the same
 * of filters.
 *
 * @param dtype FLOAT64 or FLOAT32
 * @param window how many elements of the kernel there are along height and width
 * @param above how many rows of zeros are above the input
 * @param left how many columns of zeros are left of it
 */
public record WinogradGradient(DType dtype, int window, int above, int left)
    implements StepFunction {
  /** Where the strides of the input begin among the sizes. */
  public static final int INPUT_STRIDES = 2;

  /** Where those of the gradient of the result begin. */
  public static final int GRADIENT_STRIDES = 6;

  /** Where the sizes of the input begin. */
  public static final int INPUT = 10;

  /** Where the height of the result is; its width follows, and the number of filters. */
  public static final int RESULT = 14;

  /** Where the range of channels is; that of filters follows. */
  public static final int RANGES = 17;

  private static final double TERMS_PER_UNIT = 2;

  @Override
  public List<Buffer> buffers() {
    Buffer read = new Buffer(dtype, false);
    return List.of(read, read, new Buffer(dtype, true));
  }

  /** The transform of the input, or that of the gradient. */
  @Override
  public boolean repeatsInParts(int[] part) {
    return true;
  }

  @Override
  public double work(int[] sizes) {
    double channels = sizes[RANGES + 1] - sizes[RANGES];
    double filters = sizes[RANGES + 3] - sizes[RANGES + 2];
    double tile = WinogradTransform.tile(window);
    double tiles = Math.ceil(sizes[RESULT] / tile) * Math.ceil(sizes[RESULT + 1] / tile);
    int points = WinogradTransform.POINTS * WinogradTransform.POINTS;
    return sizes[INPUT] * tiles * channels * filters * points / TERMS_PER_UNIT;
  }
}
