package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.MaxRoiPool;
import io.opwalk.ops.composite.RoiAlign;
import java.util.List;

/**
 * Boxes cut out of images and brought to one size. Floating dtypes, channels first; a box is a row
 * (x1, y1, x2, y2) of corners, with the number of its image beside it.
 */
public final class Regions {
  private Regions() {}

  /**
   * Regions divided into cells, each looked at in some places between the elements; ONNX's
   * RoiAlign, torchvision's {@code roi_align}. Places up to one element beyond an end count as at
   * it, what is further out as 0. The gradient in the boxes is that of the interpolation; there is
   * none where the number of places depends on them. It is from K. He et al., "Mask R-CNN",
   * arXiv:1703.06870.
   *
   * <pre>{@code
   * // (n, 256, 50, 50) and (m, 4) -> (m, 256, 7, 7)
   * roiAlign(features, boxes, images, RoiAlignOptions.of(7, 7, 2).scale(1.0 / 16));
   * }</pre>
   *
   * @param x {@code [batch, channels, height, width]}
   * @param boxes {@code [regions, 4]} of the dtype of {@code x}
   * @param images {@code [regions]}, int64 or int32: which image a box is of
   * @return {@code [regions, channels, cells, cells]}
   * @throws TypeException where shapes or dtypes do not fit
   */
  public static Tensor roiAlign(Tensor x, Tensor boxes, Tensor images, RoiAlignOptions options) {
    return Apply.of(new RoiAlign(options), x, boxes, images).output();
  }

  /**
   * Regions divided into cells, and the largest element of each; ONNX's MaxRoiPool, torchvision's
   * {@code roi_pool}. Corners are rounded to whole elements, half of one away from zero, and both
   * belong to the region. A cell without elements is 0. There is a gradient in {@code x} only. It
   * is from R. Girshick, "Fast R-CNN", arXiv:1504.08083.
   *
   * @param x {@code [batch, channels, height, width]}
   * @param boxes {@code [regions, 4]} of the dtype of {@code x}
   * @param images {@code [regions]}, int64 or int32: which image a box is of
   * @param height how many cells there are from top to bottom
   * @param width how many cells there are from left to right
   * @param spatialScale what coordinates of boxes are multiplied by to be those of {@code x}
   * @return {@code [regions, channels, height, width]}
   * @throws TypeException where shapes or dtypes do not fit
   */
  public static Tensor maxRoiPool(
      Tensor x, Tensor boxes, Tensor images, int height, int width, double spatialScale) {
    MaxRoiPool op = Refusal.naming(
        "maxRoiPool", List.of(x, boxes, images), () -> new MaxRoiPool(height, width, spatialScale));
    return Apply.of(op, x, boxes, images).output();
  }
}
