package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The largest element of each cell of regions of images: {@code [n, c, h, w], [m, 4], [m] -> [m, c,
 * height, width]} (R. Girshick, "Fast R-CNN", arXiv:1504.08083); ONNX's MaxRoiPool. Images and
 * boxes of one floating dtype; numbers of images. The gradient is shared by equal elements.
 *
 * @param height how many cells a region has from top to bottom
 * @param width likewise, from left to right
 * @param spatialScale what boxes are multiplied by
 */
public record MaxRoiPool(int height, int width, double spatialScale) implements Composite {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where there are no cells, or the scale is no positive number
   */
  public MaxRoiPool {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "height and width must be 1 or more, found " + height + " and " + width);
    }
    if (!(spatialScale > 0 && spatialScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the scale must be a positive number, found " + spatialScale);
    }
  }

  @Override
  public String name() {
    return "MaxRoiPool";
  }

  @Override
  public String label() {
    return name() + "{" + height + " x " + width + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("height", height);
    attributes.put("width", width);
    attributes.put("spatialScale", spatialScale);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(Boxes.cells(inputs, height, width));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor lowest = PoolWindows.lowest(x);
    Tensor images = Indexing.take(x, inputs.get(2), 0);
    // [regions, cells, elements]
    Tensor columns = isIn(x, inputs.get(1), 0, width);
    Tensor rows = isIn(x, inputs.get(1), 1, height);
    // [regions, channels, rows, cells, columns]
    Tensor wide =
        Logic.where(Shapes.expandDims(columns, 1, 2), Shapes.expandDims(images, 3), lowest);
    Tensor narrow = Reductions.max(wide, 4);
    Tensor high = Logic.where(Shapes.expandDims(rows, 1, 4), Shapes.expandDims(narrow, 2), lowest);
    Tensor largest = Reductions.max(high, 3);
    Tensor isAny = Logic.logicalAnd(
        Shapes.expandDims(Reductions.any(rows, 2), 1, 3),
        Shapes.expandDims(Reductions.any(columns, 2), 1, 2));
    return List.of(Logic.where(isAny, largest, 0));
  }

  /** Whether a cell has an element, along the axis of x, 0, or y, 1: [regions, cells, elements]. */
  private Tensor isIn(Tensor x, Tensor boxes, int axis, int cells) {
    Tensor first = rounded(Boxes.coordinate(boxes, axis, spatialScale));
    Tensor last = rounded(Boxes.coordinate(boxes, axis + 2, spatialScale));
    Tensor length = Arithmetic.maximum(Arithmetic.add(Arithmetic.subtract(last, first), 1), 1);
    Tensor cell = Shapes.expandDims(Arithmetic.divide(length, cells), 1);
    Tensor number = Creation.arange(x.dtype(), cells);
    Tensor at = Shapes.expandDims(first, 1);
    Tensor start = Arithmetic.add(Arithmetic.floor(Arithmetic.multiply(number, cell)), at);
    Tensor end =
        Arithmetic.add(Arithmetic.ceil(Arithmetic.multiply(Arithmetic.add(number, 1), cell)), at);
    Tensor element = Creation.arangeLike(x, 3 - axis, x.dtype());
    return Logic.logicalAnd(
        Logic.greaterEqual(element, Shapes.expandDims(start, 2)),
        Logic.less(element, Shapes.expandDims(end, 2)));
  }

  /** To the nearest whole number, halves away from zero. */
  private static Tensor rounded(Tensor x) {
    return Logic.where(
        Logic.less(x, 0),
        Arithmetic.ceil(Arithmetic.subtract(x, 0.5)),
        Arithmetic.floor(Arithmetic.add(x, 0.5)));
  }
}
