package io.opwalk.nn.loss;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Customs;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.custom.CustomFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Labels that are numbers of classes, as they are; one that is no class is an error of the call.
 * The second input is the number of classes.
 *
 * @param ignored a label that need be no class
 */
public record ClassLabels(OptionalLong ignored) implements CustomFunction {
  /**
   * Labels of the shape of the predictions without the axis of the classes, which may have an axis
   * of size 1 at the end.
   *
   * @throws io.opwalk.TypeException where they are no integers, or of another shape
   */
  static Tensor of(String what, Tensor labels, Tensor predictions, int axis) {
    Shape shape = predictions.shape();
    Shape places =
        shape.rank() == 0 ? shape : shape.withoutDims(List.of(shape.normalizeAxis(axis)));
    boolean isLonger = labels.shape().rank() == places.rank() + 1
        && labels.shape().rank() > 1
        && labels.shape().dim(-1).is(1);
    Tensor classes = isLonger ? Shapes.squeeze(labels, -1) : labels;
    boolean fits = shape.rank() > 0
        && predictions.dtype().isFloating()
        && (labels.dtype() == DType.INT64 || labels.dtype() == DType.INT32)
        && Pairs.agree(classes.shape(), places);
    if (!fits) {
      throw Pairs.refusal(
          what,
          "labels must be numbers of classes, int64 or int32, of the shape of the predictions"
              + " without the axis of the classes, " + places,
          labels,
          predictions);
    }
    return classes;
  }

  /** The labels, which are classes when they are evaluated. */
  static Tensor checked(Tensor classes, Tensor predictions, int axis, OptionalLong ignored) {
    Tensor count = Shapes.size(predictions, axis);
    return Customs.apply(new ClassLabels(ignored), classes, count).get(0);
  }

  /**
   * Numbers of classes as they are, which are from 0 to below the number of classes when they are
   * evaluated.
   *
   * @param classes int64 or int32
   * @param ignored a number that need be no class
   */
  public static Tensor checked(Tensor classes, long count, OptionalLong ignored) {
    return Customs.apply(new ClassLabels(ignored), classes, Tensors.constant(count))
        .get(0);
  }

  @Override
  public String name() {
    return "ClassLabels";
  }

  @Override
  public Map<String, Object> attributes() {
    return ignored.isPresent() ? Map.of("ignored", ignored.getAsLong()) : Map.of();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    NDArray labels = inputs.get(0);
    long classes = inputs.get(1).longValue();
    long[] values = labels.cast(DType.INT64).toLongs();
    firstOther(values, classes).ifPresent(at -> {
      throw new IllegalArgumentException("the label " + values[at] + " at "
          + place(at, labels.shape()) + " is no class: there are " + classes
          + (classes > 0 ? ", from 0 to " + (classes - 1) : ""));
    });
    return List.of(labels);
  }

  /** Where the first label stands that is no class, if there is one. */
  OptionalInt firstOther(long[] labels, long classes) {
    for (int i = 0; i < labels.length; i++) {
      boolean isIgnored = ignored.isPresent() && labels[i] == ignored.getAsLong();
      if (!isIgnored && (labels[i] < 0 || labels[i] >= classes)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static List<Integer> place(int element, List<Integer> shape) {
    List<Integer> index = new ArrayList<>();
    int rest = element;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      index.add(rest % shape.get(axis));
      rest /= shape.get(axis);
    }
    Collections.reverse(index);
    return index;
  }
}
