package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.print.Notation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The first input with copies of the second, a single value, around and between its elements: XLA's
 * Pad, without negative padding. The inverse of {@link Slice}.
 *
 * <p>Inputs are {@code x} and a value of rank 0 and of the same dtype. An axis of size n becomes
 * one of size {@code before + max(n*(interior + 1) - interior, 0) + after}.
 *
 * @param before how many values stand before the first element of each axis
 * @param after how many stand after the last
 * @param interior how many stand between neighbours
 */
public record Pad(List<Dim> before, List<Dim> after, List<Integer> interior) implements Primitive {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where they differ in length, or a number is negative
   */
  public Pad {
    before = List.copyOf(before);
    after = List.copyOf(after);
    interior = List.copyOf(interior);
    if (before.size() != after.size() || before.size() != interior.size()) {
      throw new IllegalArgumentException("padding has a before, an after and an interior per axis,"
          + " found " + before + ", " + after + " and " + interior);
    }
    for (int axis = 0; axis < interior.size(); axis++) {
      if (isNegative(before.get(axis)) || isNegative(after.get(axis)) || interior.get(axis) < 0) {
        throw new IllegalArgumentException("padding must be 0 or more, found before=" + before
            + ", after=" + after + ", interior=" + interior);
      }
    }
  }

  private static boolean isNegative(Dim dim) {
    return dim.fixedSize().orElse(0) < 0;
  }

  /** Whether nothing is added. */
  public boolean isNone() {
    Dim zero = Dim.of(0);
    return before.stream().allMatch(zero::equals)
        && after.stream().allMatch(zero::equals)
        && interior.stream().allMatch(between -> between == 0);
  }

  /** The size of {@code size} elements with {@code interior} values between neighbours. */
  static Dim extent(Dim size, int interior) {
    return size.times(interior + 1L).minus(interior).max(Dim.of(0));
  }

  @Override
  public String name() {
    return "Pad";
  }

  @Override
  public String label() {
    return "Pad{before=" + before + ", after=" + after + ", interior=" + interior + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("before", before);
    attributes.put("after", after);
    attributes.put("interior", interior);
    return attributes;
  }

  @Override
  public Notation notation() {
    return Notation.call(
        "pad", List.of("before=" + before, "after=" + after, "interior=" + interior));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(2, inputs);
    TensorType x = inputs.get(0);
    TensorType value = inputs.get(1);
    if (value.rank() != 0 || value.dtype() != x.dtype()) {
      throw new IllegalArgumentException(
          "the value must be one " + x.dtype() + ", of shape (), found " + value);
    }
    if (x.rank() != before.size()) {
      throw new IllegalArgumentException("padding of " + before.size()
          + (before.size() == 1 ? " axis" : " axes") + " does not fit shape " + x.shape()
          + " of rank " + x.rank());
    }
    Shape shape = x.shape();
    for (int axis = 0; axis < before.size(); axis++) {
      Dim extent = extent(shape.dim(axis), interior.get(axis));
      shape = shape.withDim(axis, before.get(axis).plus(extent).plus(after.get(axis)));
    }
    return List.of(x.withShape(shape));
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    Pad substituted =
        new Pad(Dims.substitute(before, dims), Dims.substitute(after, dims), interior);
    return substituted.equals(this) ? this : substituted;
  }

  /** Of x what stands where its elements are, of the value the sum of the rest. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    return List.of(
        gradients.get(0).map(gradient -> {
          List<Integer> steps = interior.stream().map(between -> between + 1).toList();
          Slice slice = new Slice(before, x.shape().dims(), steps);
          return SizedLike.tie(Apply.of(slice, gradient).output(), apply.output());
        }),
        gradients.get(0).map(gradient -> {
          Tensor inner = Shapes.broadcastLike(Tensors.constant(NDArray.scalar(false)), x);
          Tensor padded =
              Apply.of(this, inner, Tensors.constant(NDArray.scalar(true))).output();
          Tensor isPadding = SizedLike.tie(padded, apply.output());
          return Reductions.sum(Logic.where(isPadding, gradient, 0));
        }));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
