package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.Shapes;
import java.util.List;

/** Boxes of images, rows (x1, y1, x2, y2), and the numbers of their images. */
final class Boxes {
  private Boxes() {}

  /** The type of so many cells of each box, from those of images, boxes and numbers. */
  static TensorType cells(List<TensorType> inputs, int height, int width) {
    Inputs.require(3, inputs);
    TensorType x = inputs.get(0);
    TensorType boxes = inputs.get(1);
    TensorType images = inputs.get(2);
    Inputs.requireFloating(x.dtype());
    if (x.rank() != 4 || x.dim(2).is(0) || x.dim(3).is(0)) {
      throw new IllegalArgumentException(
          "images are [batch, channels, height, width] and not empty, found " + x.shape());
    }
    Dim corners = boxes.rank() == 2 ? boxes.dim(1) : Dim.of(0);
    if (boxes.dtype() != x.dtype() || corners.isFixed() && !corners.is(4)) {
      throw new IllegalArgumentException(
          "boxes are [regions, 4] " + x.dtype() + ", found " + boxes);
    }
    boolean isNumber = images.dtype() == DType.INT64 || images.dtype() == DType.INT32;
    if (!isNumber || images.rank() != 1) {
      throw new IllegalArgumentException(
          "for each box there is the int64 or int32 number of its image, found " + images);
    }
    Dim left = boxes.dim(0);
    Dim right = images.dim(0);
    if (left.isFixed() && right.isFixed() && !left.equals(right)) {
      throw new IllegalArgumentException(
          "there is an image for each box, found " + boxes.shape() + " and " + images.shape());
    }
    Dim count = left.isFixed() ? left : right;
    return x.withShape(Shape.of(count, x.dim(1), Dim.of(height), Dim.of(width)));
  }

  /** One coordinate of all boxes, scaled: [regions]. */
  static Tensor coordinate(Tensor boxes, int number, double scale) {
    // As many as corners: where that is not known, a reshape finds out.
    Tensor known = Shapes.reshape(boxes, boxes.shape().withDim(1, Dim.of(4)));
    return Arithmetic.multiply(Indexing.get(known, Range.all(), Range.at(number)), scale);
  }
}
