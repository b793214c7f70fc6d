package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.ResizeOptions.Interpolation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some axes made longer or shorter, one after the other; ONNX's Resize. One input: of any dtype for
 * the nearest element, else of a floating one. An axis that is resized must not be empty.
 *
 * @param options the axes counted from the front, each once
 */
public record Resize(ResizeOptions options) implements Composite {
  @Override
  public String name() {
    return "Resize";
  }

  @Override
  public String label() {
    return name() + "{axes=" + options.axes() + ", "
        + (options.scales().isEmpty() ? "sizes=" + options.sizes() : "scales=" + options.scales())
        + ", " + options.interpolation() + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axes", options.axes());
    attributes.put("sizes", options.sizes());
    attributes.put("scales", options.scales());
    attributes.put("interpolation", options.interpolation());
    attributes.put("coordinates", options.coordinates());
    attributes.put("rounding", options.rounding());
    attributes.put("cubicCoefficient", options.cubicCoefficient());
    attributes.put("excludeOutside", options.excludeOutside());
    attributes.put("antialias", options.antialias());
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(1, inputs);
    TensorType x = inputs.get(0);
    if (options.interpolation() != Interpolation.NEAREST) {
      Inputs.floating(inputs);
    }
    Shape shape = x.shape();
    for (int i = 0; i < options.axes().size(); i++) {
      int axis = options.axes().get(i);
      Inputs.requireAxis(axis, shape);
      if (options.axes().indexOf(axis) != i) {
        throw new IllegalArgumentException("axis " + axis + " is resized twice");
      }
      if (x.dim(axis).is(0)) {
        throw new IllegalArgumentException("axis " + axis + " of " + x.shape() + " is empty");
      }
      if (options.antialias() && !x.dim(axis).isFixed()) {
        throw new IllegalArgumentException("an axis that is resized with antialias must be of known"
            + " length; axis " + axis + " of " + x.shape() + " is not");
      }
      shape = shape.withDim(axis, length(i, x.dim(axis)));
    }
    return List.of(x.withShape(shape));
  }

  /** The new length of an axis. */
  private Dim length(int i, Dim from) {
    if (options.scales().isEmpty()) {
      return Dim.of(options.sizes().get(i));
    }
    double scale = options.scales().get(i);
    if (from.isFixed()) {
      return Dim.of((long) Math.floor(from.fixedSize().getAsLong() * scale));
    }
    // Any double is a whole number of such parts if it is not too long a fraction.
    long parts = 1L << 20;
    double whole = scale * parts;
    if (whole != Math.rint(whole) || whole > Integer.MAX_VALUE * (double) parts) {
      throw new IllegalArgumentException("the length of an axis must be known where its scale is "
          + scale + "; only that of halves, quarters and so on need not");
    }
    return from.times((long) whole).floorDiv(parts);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    for (int i = 0; i < options.axes().size(); i++) {
      int axis = options.axes().get(i);
      Dim length = length(i, x.shape().dim(axis));
      x = new ResizedAxis(options, i, x, length).tensor();
    }
    return List.of(x);
  }
}
