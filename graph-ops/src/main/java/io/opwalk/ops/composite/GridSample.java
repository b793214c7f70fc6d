package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.Sampling.Outside;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Images looked at wherever a grid says, {@code [n, c, d...] by [n, p..., axes] -> [n, c, p...]}
 * (M. Jaderberg et al., "Spatial Transformer Networks", arXiv:1506.02025); ONNX's GridSample. Both
 * inputs of one floating dtype. The last axis of the grid holds a place for each axis of an image,
 * the last axis first, from -1 at one end to 1 at the other.
 *
 * @param interpolation how values between elements are found
 * @param outside what lies beyond the ends
 * @param alignCorners whether the ends are the middles of the outermost elements, or their edges
 */
public record GridSample(Interpolation interpolation, Outside outside, boolean alignCorners)
    implements Composite {
  @Override
  public String name() {
    return "GridSample";
  }

  @Override
  public String label() {
    return name() + "{" + interpolation + ", " + outside + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("interpolation", interpolation);
    attributes.put("outside", outside);
    attributes.put("alignCorners", alignCorners);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    if (interpolation.reach() > 2) {
      throw new IllegalArgumentException(
          "a grid looks at images by NEAREST, LINEAR or CUBIC, found " + interpolation);
    }
    TensorType x = inputs.get(0);
    TensorType grid = inputs.get(1);
    Inputs.floating(List.of(x));
    if (x.dtype() != grid.dtype()) {
      throw new IllegalArgumentException("images and grid must have one dtype, found " + x.dtype()
          + " and " + grid.dtype() + "; convert one of them with cast(x, dtype)");
    }
    int axes = x.rank() - 2;
    if (axes < 1 || grid.rank() != x.rank() || !mayBe(grid.dim(-1), axes)) {
      throw new IllegalArgumentException("for images [batch, channels, axes ...] a grid is [batch,"
          + " places ..., a number for each axis], found " + x.shape() + " and " + grid.shape());
    }
    Dim left = x.dim(0);
    Dim right = grid.dim(0);
    if (left.isFixed() && right.isFixed() && !left.equals(right)) {
      throw new IllegalArgumentException(
          "images and grid must have one batch, found " + x.shape() + " and " + grid.shape());
    }
    for (int axis = 2; axis < x.rank(); axis++) {
      if (x.dim(axis).is(0)) {
        throw new IllegalArgumentException("axis " + axis + " of " + x.shape() + " is empty");
      }
    }
    List<Dim> dims = new ArrayList<>(List.of(left.isFixed() ? left : right, x.dim(1)));
    dims.addAll(grid.shape().dims().subList(1, axes + 1));
    return List.of(x.withShape(Shape.of(dims)));
  }

  private static boolean mayBe(Dim dim, int size) {
    return !dim.isFixed() || dim.is(size);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    return List.of(new GridSamples(this, inputs.get(0), inputs.get(1)).tensor());
  }
}
