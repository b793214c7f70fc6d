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
 * The same elements in row-major order under another shape. The target has no open dim:
 * {@code reshape(x, -1, 784)} works its -1 out before.
 *
 * @param shape the target
 */
public record Reshape(Shape shape) implements Primitive {
  /** Checks that there is a target. */
  public Reshape {
    Objects.requireNonNull(shape, "shape");
  }

  @Override
  public String name() {
    return "Reshape";
  }

  @Override
  public String label() {
    return "Reshape{" + shape + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("shape", shape);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    Dim found = inputs.get(0).shape().elements();
    Dim wanted = shape.elements();
    // Sizes that differ in form only are compared when the dims are known.
    if (found.isFixed() && wanted.isFixed() && !found.equals(wanted)) {
      throw new IllegalArgumentException("cannot reshape "
          + inputs.get(0).shape()
          + " of "
          + found
          + " elements to "
          + shape
          + " of "
          + wanted);
    }
    return List.of(inputs.get(0).withShape(shape));
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    Shape substituted = shape.substitute(dims);
    return substituted.equals(shape) ? this : new Reshape(substituted);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> Shapes.reshapeLike(gradient, apply.inputs(0))));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
