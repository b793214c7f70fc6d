package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.PassThrough;
import java.util.ArrayList;
import java.util.List;

/**
 * One op over inputs of given types, and the type it gives: a row for the tests of type rules,
 * expansions and gradient rules. What it computes is the matter of {@code OpCase}.
 *
 * @param op the op
 * @param types the types of the inputs, unknown dims among them
 * @param values one value per input, at which the op is differentiable if it ever is
 * @param result the types of the outputs, as they print, with semicolons between
 */
public record TypeCase(Op op, List<TensorType> types, List<NDArray> values, String result) {
  /** Copies the lists. */
  public TypeCase {
    types = List.copyOf(types);
    values = List.copyOf(values);
  }

  /** A row without inputs yet. */
  public static TypeCase of(Op op, String result) {
    return new TypeCase(op, List.of(), List.of(), result);
  }

  /** This row with one input more, of the value's own type. */
  public TypeCase over(NDArray value) {
    return over(value, value.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  /** This row with one input more, some of whose dims are not known. */
  public TypeCase over(NDArray value, long... dims) {
    return over(value, Shape.shape(dims));
  }

  /** This row with one input more, of the given shape. */
  public TypeCase over(NDArray value, Shape shape) {
    List<TensorType> moreTypes = new ArrayList<>(types);
    moreTypes.add(new TensorType(value.dtype(), shape));
    List<NDArray> moreValues = new ArrayList<>(values);
    moreValues.add(value);
    return new TypeCase(op, moreTypes, moreValues, result);
  }

  /** New placeholders for the inputs. */
  public List<Tensor> placeholders() {
    List<Tensor> inputs = new ArrayList<>();
    for (TensorType type : types) {
      inputs.add(Tensors.placeholder("x" + inputs.size(), type.dtype(), type.shape()));
    }
    return inputs;
  }

  /** The outputs of the op over tensors. */
  public List<Tensor> apply(List<Tensor> inputs) {
    return Apply.of(op, inputs).outputs();
  }

  /** The values, fed for tensors. */
  public Feed feed(List<Tensor> inputs) {
    Feed feed = Feed.empty();
    for (int i = 0; i < inputs.size(); i++) {
      feed = feed.and(inputs.get(i), values.get(i));
    }
    return feed;
  }

  /**
   * Whether there is a gradient to compare with that of the values: a floating output, a floating
   * input not empty, and an op that does not make it another.
   */
  public boolean hasGradient() {
    return !(op instanceof PassThrough)
        && apply(placeholders()).stream().anyMatch(output -> output.dtype().isFloating())
        && values.stream().anyMatch(value -> value.dtype().isFloating() && value.size() > 0);
  }

  /** The op and its inputs. */
  @Override
  public String toString() {
    return op.label() + " of " + types;
  }

  /** Distinct values of both signs in an irregular order, none near 0. */
  public static NDArray ramp(int... shape) {
    NDArray zeros = NDArray.zeros(DType.FLOAT64, shape);
    double[] values = new double[zeros.size()];
    for (int i = 0; i < values.length; i++) {
      // The golden ratio spreads its multiples evenly over the unit interval.
      double spread = (i + 1) * 0.6180339887498949 % 1;
      values[i] = (i % 2 == 0 ? 1 : -1) * (0.25 + 1.5 * spread);
    }
    return NDArray.of(zeros.shape(), values);
  }
}
