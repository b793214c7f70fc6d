package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The input repeated along axes of size 1, and along new axes in front, to a given shape; ONNX's
 * Expand where no axis of the input is larger than the target's.
 *
 * @param shape the target
 */
public record Broadcast(Shape shape) implements Primitive {
  /** Checks that there is a target. */
  public Broadcast {
    Objects.requireNonNull(shape, "shape");
  }

  @Override
  public String name() {
    return "Broadcast";
  }

  @Override
  public String label() {
    return "Broadcast{" + shape + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("shape", shape);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    Shape from = inputs.get(0).shape();
    int offset = shape.rank() - from.rank();
    boolean fits = offset >= 0;
    for (int axis = 0; fits && axis < from.rank(); axis++) {
      Dim source = from.dim(axis);
      Dim target = shape.dim(axis + offset);
      // An unknown dim is not taken for 1: it must turn out equal to the target's.
      fits = source.is(1) || source.equals(target) || !source.isFixed() || !target.isFixed();
    }
    if (!fits) {
      throw new IllegalArgumentException("cannot broadcast " + from + " to " + shape);
    }
    return List.of(inputs.get(0).withShape(shape));
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    Shape substituted = shape.substitute(dims);
    return substituted.equals(shape) ? this : new Broadcast(substituted);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> Shapes.sumLike(gradient, apply.inputs(0))));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
