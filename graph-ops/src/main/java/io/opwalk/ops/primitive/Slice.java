package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.print.Notation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Elements at regular distances along every axis: the element of the result at {@code i} is that of
 * the input at {@code start + i*step}.
 *
 * <p>Every element named must exist. Nothing is cut off at the ends, as NumPy does: whoever wants
 * that works out starts and sizes before. A slice of no elements may start anywhere. What depends
 * on unknown dims is checked when they are known.
 *
 * @param starts where each axis begins; may come to -1 where the size comes to 0
 * @param sizes how many elements there are along each axis
 * @param steps how far neighbours lie apart along each axis, negative to go backward, never 0
 */
public record Slice(List<Dim> starts, List<Dim> sizes, List<Integer> steps) implements Primitive {
  private static final Dim ZERO = Dim.of(0);

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where they differ in length, or a step is 0
   */
  public Slice {
    starts = List.copyOf(starts);
    sizes = List.copyOf(sizes);
    steps = List.copyOf(steps);
    if (starts.size() != sizes.size() || starts.size() != steps.size()) {
      throw new IllegalArgumentException("a slice has a start, a size and a step per axis, found "
          + starts + ", " + sizes + " and " + steps);
    }
    if (steps.contains(0)) {
      throw new IllegalArgumentException("a step must not be 0, found " + steps);
    }
  }

  @Override
  public String name() {
    return "Slice";
  }

  @Override
  public String label() {
    return "Slice{starts=" + starts + ", sizes=" + sizes + ", steps=" + steps + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("starts", starts);
    attributes.put("sizes", sizes);
    attributes.put("steps", steps);
    return attributes;
  }

  @Override
  public Notation notation() {
    return Notation.call("slice", List.of("starts=" + starts, "sizes=" + sizes, "steps=" + steps));
  }

  /** The position along an axis of the last element, where there is one. */
  public Dim last(int axis) {
    return starts.get(axis).plus(sizes.get(axis).minus(1).times(steps.get(axis)));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    Shape shape = inputs.get(0).shape();
    if (shape.rank() != starts.size()) {
      throw new IllegalArgumentException("a slice of " + starts.size()
          + (starts.size() == 1 ? " axis" : " axes") + " does not fit shape " + shape + " of rank "
          + shape.rank());
    }
    Shape result = Shape.of(sizes);
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!sizes.get(axis).is(0)) {
        requireWithin(starts.get(axis), axis, shape);
        requireWithin(last(axis), axis, shape);
      }
    }
    return List.of(inputs.get(0).withShape(result));
  }

  private void requireWithin(Dim position, int axis, Shape shape) {
    if (!position.isFixed() || !sizes.get(axis).isFixed()) {
      return;
    }
    long at = position.fixedSize().getAsLong();
    Dim dim = shape.dim(axis);
    if (at < 0 || dim.isFixed() && at >= dim.fixedSize().getAsLong()) {
      throw new IllegalArgumentException("position " + at + " is beyond axis " + axis + " of "
          + shape + ": the slice starts at " + starts.get(axis) + " and takes " + sizes.get(axis)
          + " in steps of " + steps.get(axis));
    }
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    Slice substituted =
        new Slice(Dims.substitute(starts, dims), Dims.substitute(sizes, dims), steps);
    return substituted.equals(this) ? this : substituted;
  }

  /**
   * The slice that turns the axes of a result around along which this one goes backward; after it,
   * {@link #placement} puts the elements back. Empty where no axis is turned.
   */
  public Optional<Slice> turn() {
    if (steps.stream().allMatch(step -> step > 0)) {
      return Optional.empty();
    }
    List<Dim> from = new ArrayList<>();
    List<Integer> directions = new ArrayList<>();
    for (int axis = 0; axis < steps.size(); axis++) {
      boolean turned = steps.get(axis) < 0;
      from.add(turned ? sizes.get(axis).minus(1) : ZERO);
      directions.add(turned ? -1 : 1);
    }
    return Optional.of(new Slice(from, sizes, directions));
  }

  /**
   * The padding that puts elements that were sliced, and {@link #turn turned}, where they came from
   * in an array of the given shape. Not for a slice that is known to be empty.
   */
  public Pad placement(Shape whole) {
    List<Dim> before = new ArrayList<>();
    List<Dim> after = new ArrayList<>();
    List<Integer> interior = new ArrayList<>();
    for (int axis = 0; axis < steps.size(); axis++) {
      int between = Math.abs(steps.get(axis)) - 1;
      Dim size = sizes.get(axis);
      Dim low = steps.get(axis) > 0 ? starts.get(axis) : last(axis);
      // Where the slice turns out empty, its start is anywhere: all is padding.
      Dim front = size.isFixed() ? low : low.max(ZERO).min(whole.dim(axis));
      before.add(front);
      after.add(whole.dim(axis).minus(front).minus(Pad.extent(size, between)));
      interior.add(between);
    }
    return new Pad(before, after, interior);
  }

  /** The gradient laid out at the distances of the slice, zeros between and around. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> spread(gradient, apply)));
  }

  private Tensor spread(Tensor gradient, Apply apply) {
    Tensor input = apply.inputs(0);
    if (sizes.contains(ZERO)) {
      return Tensors.zerosLike(input);
    }
    Tensor turned = turn()
        .map(slice -> SizedLike.tie(Apply.of(slice, gradient).output(), apply.output()))
        .orElse(gradient);
    Pad pad = placement(input.shape());
    return pad.isNone()
        ? turned
        : SizedLike.tie(Apply.of(pad, turned, Tensors.literal(0, input)).output(), apply.output());
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
