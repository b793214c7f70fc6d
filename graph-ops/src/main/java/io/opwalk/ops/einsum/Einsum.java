package io.opwalk.ops.einsum;

import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.Composite;
import io.opwalk.print.Notation;
import java.util.List;
import java.util.Map;

/**
 * Sums of products over labelled axes, by NumPy's {@code einsum}: the output at some values of its
 * labels is the sum, over all values of the other labels, of the product of the operands. A label
 * twice in one operand takes the diagonal; an axis of size 1 broadcasts. Numeric dtypes.
 *
 * <p>It expands into products of two operands at a time, each a batched matrix product where there
 * is something to sum; see {@link ContractionOrder} for which two.
 *
 * @param equation with both sides, without spaces
 */
public record Einsum(String equation) implements Composite {
  /**
   * Brings the equation to one form, so that ops that do the same are equal.
   *
   * @throws IllegalArgumentException where it is none, saying where
   */
  public Einsum {
    equation = Equation.parse(equation).toString();
  }

  @Override
  public String name() {
    return "Einsum";
  }

  @Override
  public String label() {
    return "Einsum{" + equation + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("equation", equation);
  }

  @Override
  public Notation notation() {
    return Notation.call("einsum", List.of(equation));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Labelling labelling = labelling(inputs.stream().map(TensorType::shape).toList());
    TensorType first = inputs.get(0);
    for (TensorType input : inputs) {
      if (input.dtype() != first.dtype() || !input.dtype().isNumeric()) {
        throw new IllegalArgumentException("operands must have one numeric dtype, found "
            + inputs.stream().map(TensorType::dtype).toList()
            + "; convert with cast(x, dtype)");
      }
    }
    return List.of(first.withShape(labelling.outputShape()));
  }

  private Labelling labelling(List<Shape> shapes) {
    return Labelling.of(Equation.parse(equation), shapes);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    return List.of(Contraction.of(labelling(inputs.stream().map(Tensor::shape).toList()), inputs));
  }
}
