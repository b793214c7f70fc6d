package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.composite.AffineGrid;
import io.opwalk.ops.composite.GridSample;
import java.util.List;

/** Images looked at through grids of places. Floating dtypes, channels first. */
public final class Sampling {
  private Sampling() {}

  /** What lies beyond the ends of an image. */
  public enum Outside {
    /** Zeros. */
    ZEROS,
    /** The element at the end. */
    BORDER,
    /** The image, reflected at its ends as often as it takes. */
    REFLECTION
  }

  /**
   * Images looked at wherever a grid says; ONNX's GridSample, PyTorch's {@code grid_sample}. The
   * gradient in the grid is that of the interpolation, and so 0 for the nearest element.
   *
   * <pre>{@code
   * // (n, 3, 32, 32) by (n, 16, 16, 2) -> (n, 3, 16, 16)
   * gridSample(images, affineGrid(maps, List.of(16, 16), false), LINEAR, ZEROS, false);
   * }</pre>
   *
   * @param x {@code [batch, channels, axes...]}
   * @param grid {@code [batch, places..., axes]}, of the dtype of {@code x}: for each axis of an
   *     image a number from -1 to 1, the last axis first
   * @param interpolation by the nearest element, lines or cubics
   * @param alignCorners whether -1 and 1 are the middles of the outermost elements, or their edges
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit, or the interpolation is of
   *     another kind
   */
  public static Tensor gridSample(
      Tensor x, Tensor grid, Interpolation interpolation, Outside outside, boolean alignCorners) {
    return Apply.of(new GridSample(interpolation, outside, alignCorners), x, grid)
        .output();
  }

  /**
   * The grid that looks at images through affine maps; ONNX's AffineGrid, PyTorch's
   * {@code affine_grid}.
   *
   * @param maps {@code [batch, axes, axes + 1]}: each maps a place (x, y, 1) of the result to one
   *     (x, y) of the image
   * @param lengths for each axis, how many places there are
   * @param alignCorners whether -1 and 1 are the middles of the outermost places, or their edges
   * @return {@code [batch, lengths..., axes]}
   * @throws io.opwalk.TypeException where the maps do not fit the axes
   */
  public static Tensor affineGrid(Tensor maps, List<Integer> lengths, boolean alignCorners) {
    AffineGrid op =
        Refusal.naming("affineGrid", List.of(maps), () -> new AffineGrid(lengths, alignCorners));
    return Apply.of(op, maps).output();
  }
}
