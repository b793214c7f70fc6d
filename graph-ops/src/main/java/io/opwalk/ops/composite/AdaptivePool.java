package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.DataFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * As many windows along each axis as are wanted, and the largest element or the mean of each;
 * PyTorch's {@code adaptive_max_pool} and {@code adaptive_avg_pool}. Of an axis of length n that is
 * to become m long, window i has the elements from {@code floor(i n / m)} up to {@code ceil((i + 1)
 * n / m)}, so neighbours may share one, and more windows than elements repeat some. One input: of a
 * numeric dtype for the largest, of a floating one for the mean.
 *
 * @param kind what is left of a window
 * @param sizes for each axis but batch and channels, how many windows there are
 * @param dataFormat where the channels are
 */
public record AdaptivePool(Kind kind, List<Integer> sizes, DataFormat dataFormat)
    implements Composite {
  /** What is left of a window. */
  public enum Kind {
    /** Its largest element; NaN where there is one. The gradient is shared by equal ones. */
    MAX,
    /** The mean of its elements. */
    AVERAGE
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException where a size is below 1
   */
  public AdaptivePool {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(dataFormat, "dataFormat");
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("sizes takes numbers of 1 or more, found " + sizes);
    }
  }

  @Override
  public String name() {
    String word = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    return "Adaptive" + word + "Pool" + sizes.size() + "D";
  }

  @Override
  public String label() {
    return name() + "{sizes=" + sizes + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("sizes", sizes);
    attributes.put("dataFormat", dataFormat);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(1, inputs);
    TensorType x = inputs.get(0);
    if (kind == Kind.AVERAGE) {
      Inputs.requireFloating(x.dtype());
    } else if (!x.dtype().isNumeric()) {
      throw new IllegalArgumentException(
          "not defined for " + x.dtype() + "; convert with cast(x, dtype)");
    }
    if (x.rank() != sizes.size() + 2) {
      throw new IllegalArgumentException("the input must have rank " + (sizes.size() + 2)
          + ": batch, channels and " + sizes.size() + " axes, found " + x.shape());
    }
    Shape shape = x.shape();
    for (int i = 0; i < sizes.size(); i++) {
      int axis = dataFormat.firstSpatialAxis() + i;
      if (x.dim(axis).is(0)) {
        throw new IllegalArgumentException("axis " + axis + " of " + x.shape() + " is empty");
      }
      shape = shape.withDim(axis, Dim.of(sizes.get(i)));
    }
    return List.of(x.withShape(shape));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    return List.of(new AdaptiveWindows(this, inputs.get(0)).tensor());
  }
}
