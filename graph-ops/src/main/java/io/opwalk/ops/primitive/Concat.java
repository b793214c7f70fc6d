package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.print.Notation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs, at least one, one after the other along an axis. They have one dtype, and agree in
 * the sizes of all other axes; unknown ones must turn out equal.
 *
 * @param axis the axis, counted from the front
 */
public record Concat(int axis) implements Primitive {
  @Override
  public String name() {
    return "Concat";
  }

  @Override
  public String label() {
    return "Concat{axis=" + axis + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("axis", axis);
  }

  @Override
  public Notation notation() {
    return Notation.call("concat", List.of("axis=" + axis));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("takes at least one input, found none");
    }
    TensorType first = inputs.get(0);
    Axes.requireNormal(axis, first.shape());
    Dim size = first.dim(axis);
    List<Dim> dims = new ArrayList<>(first.shape().dims());
    for (int i = 1; i < inputs.size(); i++) {
      TensorType input = inputs.get(i);
      requireFit(first, input, i);
      size = size.plus(input.dim(axis));
      for (int other = 0; other < dims.size(); other++) {
        if (other != axis) {
          String what = "sizes must agree but along axis " + axis + "; those of axis " + other
              + " differ, at input " + i + " at the latest";
          dims.set(other, Dims.same(dims.get(other), input.dim(other), what));
        }
      }
    }
    dims.set(axis, size);
    return List.of(first.withShape(Shape.of(dims)));
  }

  private static void requireFit(TensorType first, TensorType input, int i) {
    if (input.dtype() != first.dtype()) {
      throw new IllegalArgumentException("inputs must have one dtype, found " + first.dtype()
          + " and " + input.dtype() + " at input " + i + "; convert one with cast(x, dtype)");
    }
    if (input.rank() != first.rank()) {
      throw new IllegalArgumentException("inputs must have one rank, found " + first.shape()
          + " and " + input.shape() + " at input " + i);
    }
  }

  /** Of each input its part of the gradient. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    if (gradients.get(0).isEmpty()) {
      return Collections.nCopies(apply.inputs().size(), Optional.empty());
    }
    List<Optional<Tensor>> parts = new ArrayList<>();
    Dim start = Dim.of(0);
    for (Tensor input : apply.inputs()) {
      parts.add(Optional.of(part(gradients.get(0).get(), start, input, apply)));
      start = start.plus(input.shape().dim(axis));
    }
    return parts;
  }

  private Tensor part(Tensor gradient, Dim start, Tensor input, Apply apply) {
    int rank = input.shape().rank();
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    starts.set(axis, start);
    Slice slice = new Slice(starts, input.shape().dims(), Collections.nCopies(rank, 1));
    return SizedLike.tie(Apply.of(slice, gradient).output(), apply.output());
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
