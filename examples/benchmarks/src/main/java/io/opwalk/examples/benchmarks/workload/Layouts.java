package io.opwalk.examples.benchmarks.workload;

/** The arrays of convolutions for engines that like channels last, as Keras has them. */
public final class Layouts {
  private static final int IMAGE_RANK = 4;

  private Layouts() {}

  /** Images, from [batch, channels, height, width] to [batch, height, width, channels]. */
  public static JavaArray channelsLast(JavaArray images) {
    return images.transposed(0, 2, 3, 1);
  }

  /** A result as the other engines have it: images the other way round, all else as it is. */
  public static JavaArray channelsFirst(JavaArray result) {
    return result.dims().size() == IMAGE_RANK ? result.transposed(0, 3, 1, 2) : result;
  }

  /** A kernel, from [out, in, height, width] to [height, width, in, out]. */
  public static JavaArray kernel(JavaArray kernel) {
    return kernel.transposed(2, 3, 1, 0);
  }

  /** The kernel of a dense layer whose inputs are images that come channels last. */
  public static JavaArray rowsChannelsLast(JavaArray kernel, int side) {
    int rows = kernel.dims().get(0);
    int out = kernel.dims().get(1);
    return kernel
        .reshaped(rows / (side * side), side, side, out)
        .transposed(1, 2, 0, 3)
        .reshaped(rows, out);
  }
}
