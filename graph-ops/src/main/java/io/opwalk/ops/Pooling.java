package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.AdaptivePool;
import io.opwalk.ops.composite.AveragePool;
import io.opwalk.ops.composite.LpPool;
import io.opwalk.ops.composite.MaxPool;
import io.opwalk.ops.composite.MaxPoolIndices;
import io.opwalk.ops.composite.MaxUnpool;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Windows that slide over images, or over signals of any number of axes, and what is left of each:
 * its largest element, its mean, its norm. The number of axes is the rank without batch and
 * channels. Sizes may be unknown; where a window turns out to be larger than its input, that is an
 * error of the call.
 */
public final class Pooling {
  private Pooling() {}

  /**
   * The largest element of each window. Numeric dtypes. Padding is never the largest, NaN always.
   *
   * <pre>{@code
   * maxPool(images, PoolOptions.size(2).build());   // (?, 28, 28, 32) -> (?, 14, 14, 32)
   * }</pre>
   *
   * @throws io.opwalk.TypeException where the options do not fit the shape
   */
  public static Tensor maxPool(Tensor x, PoolOptions options) {
    return apply("maxPool", () -> new MaxPool(axes(x), options), x);
  }

  /**
   * Which element is the largest of each window: its number among all elements of {@code x} in
   * row-major order, an int64; the first of equal ones. Numeric dtypes. The second output of ONNX's
   * MaxPool.
   *
   * @throws io.opwalk.TypeException where the options do not fit the shape
   */
  public static Tensor maxPoolIndices(Tensor x, PoolOptions options) {
    return apply("maxPoolIndices", () -> new MaxPoolIndices(axes(x), options), x);
  }

  /**
   * Elements put where {@link #maxPoolIndices} found them, and zeros elsewhere; ONNX's MaxUnpool.
   * Where several windows chose one element, the last of them counts. Numeric dtypes.
   *
   * @param indices of the shape of {@code x}, int64 or int32
   * @param lengths for each axis but batch and channels, how long the result is
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit
   */
  public static Tensor maxUnpool(Tensor x, Tensor indices, DataFormat format, List<Long> lengths) {
    MaxUnpool op = Refusal.naming(
        "maxUnpool",
        List.of(x, indices),
        () -> new MaxUnpool(lengths.stream().map(Dim::of).toList(), format));
    return Apply.of(op, x, indices).output();
  }

  /**
   * The mean of each window. Floating dtypes.
   *
   * @throws io.opwalk.TypeException where the options do not fit the shape
   */
  public static Tensor averagePool(Tensor x, PoolOptions options) {
    return apply("averagePool", () -> new AveragePool(axes(x), options), x);
  }

  /**
   * The p-norm of each window, {@code sum(|x|^p)^(1/p)}. Floating dtypes.
   *
   * @param p 1 or more
   * @throws io.opwalk.TypeException where the options do not fit the shape, or p is below 1
   */
  public static Tensor lpPool(Tensor x, int p, PoolOptions options) {
    return apply("lpPool", () -> new LpPool(axes(x), p, options), x);
  }

  /** As {@link #globalMaxPool(Tensor, DataFormat, boolean)}, channels last and no axes kept. */
  public static Tensor globalMaxPool(Tensor x) {
    return globalMaxPool(x, DataFormat.CHANNELS_LAST, false);
  }

  /**
   * The largest element of each channel of each image. Numeric dtypes.
   *
   * @param keepDims whether the axes of the image stay as axes of size 1
   * @throws io.opwalk.TypeException where {@code x} has no axes but batch and channels
   */
  public static Tensor globalMaxPool(Tensor x, DataFormat format, boolean keepDims) {
    return Reductions.max(x, spatial("globalMaxPool", x, format), keepDims);
  }

  /** As {@link #globalAveragePool(Tensor, DataFormat, boolean)}, channels last, no axes kept. */
  public static Tensor globalAveragePool(Tensor x) {
    return globalAveragePool(x, DataFormat.CHANNELS_LAST, false);
  }

  /**
   * The mean of each channel of each image. Floating dtypes.
   *
   * @param keepDims whether the axes of the image stay as axes of size 1
   * @throws io.opwalk.TypeException where {@code x} has no axes but batch and channels
   */
  public static Tensor globalAveragePool(Tensor x, DataFormat format, boolean keepDims) {
    return Reductions.mean(x, spatial("globalAveragePool", x, format), keepDims);
  }

  /**
   * The largest element of each of as many windows as are wanted, which cover the input evenly;
   * PyTorch's {@code adaptive_max_pool}. Of an axis of length n that becomes m long, window i has
   * the elements from {@code floor(i n / m)} up to {@code ceil((i + 1) n / m)}. Numeric dtypes.
   *
   * @param sizes how long each axis but batch and channels becomes, or all of them
   * @throws io.opwalk.TypeException where {@code x} has no such axes, or another number of them
   */
  public static Tensor adaptiveMaxPool(Tensor x, DataFormat format, int... sizes) {
    return adaptive("adaptiveMaxPool", AdaptivePool.Kind.MAX, x, format, sizes);
  }

  /**
   * The mean of each of as many windows as are wanted, those of {@link #adaptiveMaxPool}; PyTorch's
   * {@code adaptive_avg_pool}. Floating dtypes.
   *
   * @param sizes how long each axis but batch and channels becomes, or all of them
   * @throws io.opwalk.TypeException where {@code x} has no such axes, or another number of them
   */
  public static Tensor adaptiveAveragePool(Tensor x, DataFormat format, int... sizes) {
    return adaptive("adaptiveAveragePool", AdaptivePool.Kind.AVERAGE, x, format, sizes);
  }

  private static Tensor adaptive(
      String function, AdaptivePool.Kind kind, Tensor x, DataFormat format, int... sizes) {
    List<Integer> each = Arrays.stream(sizes).boxed().toList();
    return apply(
        function, () -> new AdaptivePool(kind, PerAxis.of("sizes", each, axes(x)), format), x);
  }

  private static List<Integer> spatial(String function, Tensor x, DataFormat format) {
    if (axes(x) < 1) {
      throw Refusal.of(function, "needs axes besides batch and channels, found " + x.shape(), x);
    }
    int first = format.firstSpatialAxis();
    return IntStream.range(first, first + axes(x)).boxed().toList();
  }

  private static int axes(Tensor x) {
    return x.shape().rank() - 2;
  }

  private static Tensor apply(String function, Supplier<Op> op, Tensor x) {
    if (axes(x) < 1) {
      throw Refusal.of(function, "needs axes besides batch and channels, found " + x.shape(), x);
    }
    return Apply.of(Refusal.naming(function, List.of(x), op), x).output();
  }
}
