package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which element is the largest of each window: its number among all elements of the input in
 * row-major order, as INT64; the first of equal ones, in the order of the window. ONNX's second
 * output of MaxPool. One input of a numeric dtype.
 *
 * @param axes over how many axes windows slide
 * @param options a number for each axis
 */
public record MaxPoolIndices(int axes, PoolOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few
   */
  public MaxPoolIndices {
    options = options.over(axes);
  }

  @Override
  public String name() {
    return "MaxPoolIndices";
  }

  @Override
  public String label() {
    return name() + PoolText.of(options);
  }

  @Override
  public Map<String, Object> attributes() {
    return PoolText.attributes(options);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType pooled = new MaxPool(axes, options).inferTypes(inputs).get(0);
    return List.of(pooled.withDType(DType.INT64));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    PoolWindows windows = new PoolWindows(axes, options);
    Tensor all =
        Apply.of(windows.op(), windows.padded(x, PoolWindows.lowest(x))).output();
    List<Dim> dims = new ArrayList<>(all.shape().dims().subList(0, axes + 2));
    int elements = options.sizes().stream().reduce(1, Math::multiplyExact);
    dims.add(Dim.of(elements));
    Tensor chosen = Reductions.argMax(Shapes.reshape(all, Shape.of(dims)), -1);
    int first = options.dataFormat().firstSpatialAxis();
    int channels = options.dataFormat().channelAxis(axes + 2);
    Tensor sum = Arithmetic.add(
        counted(chosen, x, 0, 1, Tensors.constant(0L)),
        counted(chosen, x, channels, 1, Tensors.constant(0L)));
    int behind = elements;
    for (int i = 0; i < axes; i++) {
      behind /= options.sizes().get(i);
      Tensor element =
          Arithmetic.mod(Arithmetic.floorDivide(chosen, behind), options.sizes().get(i));
      Tensor ahead = Arithmetic.subtract(
          Arithmetic.multiply(element, options.dilations().get(i)),
          size(windows.before(x.shape()).get(i), x));
      sum = Arithmetic.add(sum, counted(chosen, x, first + i, options.strides().get(i), ahead));
    }
    return List.of(sum);
  }

  /** What an axis adds to the number of an element: its place along it times what lies behind. */
  private Tensor counted(Tensor chosen, Tensor x, int axis, int step, Tensor ahead) {
    List<Dim> dims = new ArrayList<>(Collections.nCopies(axes + 2, Dim.of(1)));
    dims.set(axis, chosen.shape().dim(axis));
    Tensor place = Shapes.reshape(Creation.arangeLike(chosen, axis, DType.INT64), Shape.of(dims));
    Tensor position = Arithmetic.add(Arithmetic.multiply(place, step), ahead);
    List<Integer> behind = IntStream.range(axis + 1, axes + 2).boxed().toList();
    return Arithmetic.multiply(position, Shapes.size(x, DType.INT64, behind));
  }

  /** A size as a number in the graph. */
  private static Tensor size(Dim dim, Tensor x) {
    return dim.isFixed()
        ? Tensors.constant(dim.fixedSize().getAsLong())
        : Shapes.size(SizedLike.tie(Shapes.broadcastTo(Tensors.constant(0L), Shape.of(dim)), x), 0);
  }
}
