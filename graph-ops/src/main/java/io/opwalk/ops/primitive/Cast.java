package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Tensors;
import io.opwalk.print.Notation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Converts every element to another dtype, as Java's casts do: to an integer toward zero and
 * saturating, NaN to 0; to BOOL whether it is not zero; from BOOL 0 or 1.
 *
 * @param dtype the dtype of the result
 */
public record Cast(DType dtype) implements Primitive {
  /** Checks that there is a dtype. */
  public Cast {
    Objects.requireNonNull(dtype, "dtype");
  }

  @Override
  public String name() {
    return "Cast";
  }

  @Override
  public String label() {
    return "Cast{" + dtype + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("dtype", dtype);
  }

  @Override
  public Notation notation() {
    return Notation.call("cast", List.of(dtype.toString()));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    return List.of(inputs.get(0).withDType(dtype));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    DType from = apply.inputs(0).dtype();
    // Through integers and truth values the result is piecewise constant.
    return List.of(gradients
        .get(0)
        .filter(gradient -> from.isFloating() && dtype.isFloating())
        .map(gradient -> Tensors.cast(gradient, from)));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
