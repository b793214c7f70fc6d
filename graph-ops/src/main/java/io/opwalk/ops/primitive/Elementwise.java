package io.opwalk.ops.primitive;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import io.opwalk.ops.scalar.ScalarFunction;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A scalar function applied element by element, its inputs broadcast against each other by NumPy's
 * rule.
 *
 * @param function what is applied
 */
public record Elementwise(ScalarFunction function) implements Primitive {
  /** Checks that there is a function. */
  public Elementwise {
    Objects.requireNonNull(function, "function");
  }

  @Override
  public String name() {
    return "Elementwise";
  }

  @Override
  public String label() {
    return "Elementwise{" + function.name() + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("function", function);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    DType dtype = function.resultType(inputs.stream().map(TensorType::dtype).toList());
    Shape shape = Shape.broadcast(inputs.stream().map(TensorType::shape).toList());
    return List.of(new TensorType(dtype, shape));
  }

  @Override
  public boolean isCommutative() {
    return function.properties().contains(ScalarFunction.Property.COMMUTATIVE);
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
