package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first-order linear recurrence along an axis: of factors {@code a} and terms {@code b} the
 * {@code y} with {@code y[i] = a[i]*y[i-1] + b[i]}, where {@code y[0] = b[0]} and {@code a[0]} is
 * not read. Both inputs have one numeric dtype and one shape, which is also that of the result.
 *
 * <p>It is what the gradient of a running product or extremum consists of, and its own gradient is
 * of the same kind. Products are rounded before they are added.
 *
 * @param axis the axis, counted from the front
 * @param reverse whether to go from the last element to the first, so that {@code y[i] =
 *     a[i]*y[i+1] + b[i]}
 */
public record LinearRecurrence(int axis, boolean reverse) implements Primitive {
  @Override
  public String name() {
    return "LinearRecurrence";
  }

  @Override
  public String label() {
    return "LinearRecurrence{axis=" + axis + (reverse ? ", reverse" : "") + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axis", axis);
    attributes.put("reverse", reverse);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(2, inputs);
    TensorType factors = inputs.get(0);
    TensorType terms = inputs.get(1);
    if (factors.dtype() != terms.dtype() || !terms.dtype().isNumeric()) {
      throw new IllegalArgumentException("factors and terms must have one numeric dtype, found "
          + factors.dtype()
          + " and "
          + terms.dtype()
          + "; convert one of them with cast(x, dtype)");
    }
    if (factors.rank() != terms.rank()) {
      throw new IllegalArgumentException("factors and terms must have one shape, found "
          + factors.shape() + " and " + terms.shape());
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < terms.rank(); i++) {
      dims.add(Dims.same(
          terms.dim(i),
          factors.dim(i),
          "terms " + terms.shape() + " and factors " + factors.shape()
              + " must have one shape; axis " + i + " differs"));
    }
    Axes.requireNormal(axis, terms.shape());
    return List.of(terms.withShape(Shape.of(dims)));
  }

  /** Of a term: what reaches its own result, and through the factors after it all later ones. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    if (gradients.get(0).isEmpty()) {
      return List.of(Optional.empty(), Optional.empty());
    }
    int toEarlier = reverse ? 1 : -1;
    Tensor later = Shift.along(axis, apply.inputs(0), toEarlier);
    Tensor ofTerms = Apply.of(
            new LinearRecurrence(axis, !reverse), later, gradients.get(0).get())
        .output();
    Tensor before = Shift.along(axis, apply.output(), -toEarlier);
    return List.of(Optional.of(Arithmetic.multiply(ofTerms, before)), Optional.of(ofTerms));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
