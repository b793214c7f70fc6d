package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Customs;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.RoiAlignOptions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.Bilinear.Neighbour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Cells of regions of images, each looked at in some places: {@code [n, c, h, w], [m, 4], [m] ->
 * [m, c, cells, cells]} (K. He et al., "Mask R-CNN", arXiv:1703.06870); ONNX's RoiAlign. Images and
 * boxes of one floating dtype; numbers of images.
 */
public record RoiAlign(RoiAlignOptions options) implements Composite {
  /** Requires options. */
  public RoiAlign {
    Objects.requireNonNull(options, "options");
  }

  @Override
  public String name() {
    return "RoiAlign";
  }

  @Override
  public String label() {
    return name() + "{" + options.height() + " x " + options.width() + ", " + options.kind() + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("height", options.height());
    attributes.put("width", options.width());
    attributes.put("samples", options.samples());
    attributes.put("spatialScale", options.spatialScale());
    attributes.put("isHalfPixel", options.isHalfPixel());
    attributes.put("kind", options.kind());
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(Boxes.cells(inputs, options.height(), options.width()));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    if (options.samples() == 0) {
      return Customs.apply(
          new AdaptiveRoiAlign(options),
          inputs.get(0),
          inputs.get(0),
          inputs.get(1),
          inputs.get(2));
    }
    Tensor x = inputs.get(0);
    Tensor boxes = inputs.get(1);
    Tensor numbers = Tensors.cast(inputs.get(2), DType.INT64);
    // [regions, cells, samples, cells, samples]
    List<Neighbour> columns = neighbours(x, boxes, 0, options.width(), List.of(1, 2));
    Tensor height = Shapes.size(x, 2);
    Tensor first = Shapes.expandDims(Arithmetic.multiply(numbers, height), 1, 2, 3, 4);
    List<Neighbour> rows = neighbours(x, boxes, 1, options.height(), List.of(3, 4)).stream()
        .map(row -> new Neighbour(Arithmetic.add(row.number(), first), row.weight()))
        .toList();
    Shape shape = x.shape();
    // All images as one, the number of an image counting in its height.
    Tensor image = Shapes.reshape(
        Shapes.transpose(x, 0, 2, 3, 1),
        Shape.of(Dim.of(1), shape.dim(0).times(shape.dim(2)), shape.dim(3), shape.dim(1)));
    List<Tensor> terms = Bilinear.terms(image, asOne(rows), asOne(columns));
    boolean isMax = options.kind() == RoiAlignOptions.Kind.MAX;
    Tensor looked = terms.stream()
        .reduce((a, b) -> isMax ? Arithmetic.maximum(a, b) : Arithmetic.add(a, b))
        .orElseThrow();
    Tensor places = Shapes.reshape(looked, places(inputs).append(shape.dim(1)));
    Tensor cells = isMax ? Reductions.max(places, 2, 4) : Reductions.mean(places, 2, 4);
    return List.of(Shapes.transpose(cells, 0, 3, 1, 2));
  }

  /** [regions, cells, samples, cells, samples]. */
  private Shape places(List<Tensor> inputs) {
    Dim samples = Dim.of(options.samples());
    Dim regions = inferTypes(inputs.stream().map(Tensor::type).toList()).get(0).dim(0);
    return Shape.of(regions, Dim.of(options.height()), samples, Dim.of(options.width()), samples);
  }

  private static List<Neighbour> asOne(List<Neighbour> neighbours) {
    List<Neighbour> all = new ArrayList<>();
    for (Neighbour each : neighbours) {
      all.add(
          new Neighbour(Shapes.expandDims(each.number(), 0), Shapes.expandDims(each.weight(), 0)));
    }
    return all;
  }

  /** Along the axis of x, 0, or y, 1: [regions, cells, samples] with axes of one put in. */
  private List<Neighbour> neighbours(
      Tensor x, Tensor boxes, int axis, int cells, List<Integer> others) {
    Tensor places = Shapes.expandDims(places(boxes, axis, cells), others);
    Tensor length = Shapes.size(x, x.dtype(), List.of(3 - axis));
    Tensor isNear =
        Logic.logicalAnd(Logic.greaterEqual(places, -1), Logic.lessEqual(places, length));
    return Bilinear.clamped(places, length).stream()
        .map(each -> new Neighbour(each.number(), Logic.where(isNear, each.weight(), 0)))
        .toList();
  }

  private Tensor places(Tensor boxes, int axis, int cells) {
    Tensor start = Boxes.coordinate(boxes, axis, options.spatialScale());
    Tensor end = Boxes.coordinate(boxes, axis + 2, options.spatialScale());
    Tensor length = Arithmetic.subtract(end, start);
    Tensor first = start;
    if (options.isHalfPixel()) {
      first = Arithmetic.subtract(start, 0.5);
    } else {
      length = Arithmetic.maximum(length, 1);
    }
    Tensor cell = Shapes.expandDims(Arithmetic.divide(length, cells), 1, 2);
    Tensor number = Shapes.expandDims(Creation.arange(boxes.dtype(), cells), 1);
    Tensor sample = Arithmetic.divide(
        Arithmetic.add(Creation.arange(boxes.dtype(), options.samples()), 0.5), options.samples());
    return Arithmetic.add(
        Shapes.expandDims(first, 1, 2), Arithmetic.multiply(cell, Arithmetic.add(number, sample)));
  }
}
