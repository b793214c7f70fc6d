package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.Col2Im;
import io.opwalk.ops.composite.Im2Col;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Windows;
import java.util.Collections;
import java.util.List;

/**
 * The places of windows that slide along axes, as tensors of their own, and such tensors put
 * together again.
 */
public final class Patches {
  private Patches() {}

  /** As {@link #windows(Tensor, List, List, List, List)}, one element apart and not dilated. */
  public static Tensor windows(Tensor x, List<Integer> axes, List<Integer> sizes) {
    List<Integer> ones = Collections.nCopies(axes.size(), 1);
    return windows(x, axes, sizes, ones, ones);
  }

  /**
   * All places of a window: NumPy's {@code sliding_window_view}, with strides and dilations. In
   * place of each of the axes comes that of the places, and for each of them a new axis at the end,
   * that of the elements in the window. All dtypes.
   *
   * <pre>{@code
   * windows(x, List.of(-1), List.of(3), List.of(1), List.of(1));   // (2, 10) -> (2, 8, 3)
   * }</pre>
   *
   * <p>Windows are no copies: {@code mean(windows(x, axes, sizes), -1)} reads {@code x}.
   *
   * @param axes in the order in which {@code x} has them
   * @param sizes for each of the axes, how many elements a window has
   * @param strides for each of the axes, how far apart neighbouring windows begin
   * @param dilations for each of the axes, how far apart neighbours in a window are
   * @throws io.opwalk.TypeException where there is no such axis, or a window is larger than it
   */
  public static Tensor windows(
      Tensor x,
      List<Integer> axes,
      List<Integer> sizes,
      List<Integer> strides,
      List<Integer> dilations) {
    Windows op = Refusal.naming(
        "windows",
        List.of(x),
        () -> new Windows(normal(axes, x.shape().rank()), sizes, strides, dilations));
    return Apply.of(op, x).output();
  }

  /**
   * The inverse of {@link #windows(Tensor, List, List, List, List)} in the sense in which a
   * gradient needs it, known as overlap-add: each element goes back to where it comes from, and
   * those that come from one place are added. What no window has is 0. Numeric dtypes.
   *
   * <pre>{@code
   * // (2, 8, 3) -> (2, 10)
   * overlap(w, List.of(-1), List.of(10L), List.of(1), List.of(1));
   * }</pre>
   *
   * @param axes of the places, counted without those of the elements, which are the last and of
   *     known sizes
   * @param lengths for each of the axes, how long it is in the result
   * @param strides for each of the axes, how far apart neighbouring windows begin
   * @param dilations for each of the axes, how far apart neighbours in a window are
   * @throws io.opwalk.TypeException where the input does not have the shape of such windows
   */
  public static Tensor overlap(
      Tensor x,
      List<Integer> axes,
      List<Long> lengths,
      List<Integer> strides,
      List<Integer> dilations) {
    int rank = x.shape().rank() - axes.size();
    Overlap op = Refusal.naming("overlap", List.of(x), () -> {
      if (rank < axes.size()) {
        throw new IllegalArgumentException("windows over " + axes.size() + " axes have rank "
            + 2 * axes.size() + " at least, found " + x.shape());
      }
      List<Integer> sizes = x.shape().dims().subList(rank, x.shape().rank()).stream()
          .map(dim -> (int) dim.fixedSize()
              .orElseThrow(() -> new IllegalArgumentException(
                  "the sizes of windows, the last of " + x.shape() + ", must be known")))
          .toList();
      Windows windows = new Windows(normal(axes, rank), sizes, strides, dilations);
      return new Overlap(windows, lengths.stream().map(Dim::of).toList());
    });
    return Apply.of(op, x).output();
  }

  private static List<Integer> normal(List<Integer> axes, int rank) {
    return axes.stream().map(axis -> axis < 0 ? axis + rank : axis).toList();
  }

  /**
   * The windows of images as the columns of a matrix, {@code [n, c, height, width] -> [n, c *
   * sizes, places]}, over as many axes as there are besides batch and channels; PyTorch's
   * {@code unfold}. Numeric dtypes.
   *
   * @param options with channels first
   * @throws io.opwalk.TypeException where the options do not fit the shape
   */
  public static Tensor im2col(Tensor x, PoolOptions options) {
    Im2Col op =
        Refusal.naming("im2col", List.of(x), () -> new Im2Col(x.shape().rank() - 2, options));
    return Apply.of(op, x).output();
  }

  /**
   * The columns that {@link #im2col} makes put together again, and added up where they overlap:
   * {@code [n, c * sizes, places] -> [n, c, height, width]}; ONNX's Col2Im, PyTorch's {@code fold}.
   * Numeric dtypes.
   *
   * @param lengths for each axis, how long the images are
   * @param options with channels first
   * @throws io.opwalk.TypeException where images of such lengths do not have columns of such a
   *     shape
   */
  public static Tensor col2im(Tensor columns, List<Long> lengths, PoolOptions options) {
    Col2Im op = Refusal.naming(
        "col2im",
        List.of(columns),
        () -> new Col2Im(lengths.stream().map(Dim::of).toList(), options));
    return Apply.of(op, columns).output();
  }
}
