package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of matrices {@code [..., m, n]} on one side of a diagonal and on it, with zeros
 * elsewhere. All dtypes. The gradient is the same part of the gradient.
 *
 * @param lower whether what is below the diagonal is kept, or what is above it
 * @param diagonal which one: 0 the main diagonal, positive above it, negative below
 */
public record Triangle(boolean lower, int diagonal) implements Composite, Differentiable {
  @Override
  public String name() {
    return "Triangle";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("lower", lower);
    if (diagonal != 0) {
      attributes.put("diagonal", diagonal);
    }
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(1, inputs);
    Inputs.requireMatrices(inputs.get(0));
    return inputs;
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor numbers = Shapes.expandDims(Creation.arangeLike(x, -2, DType.INT64), -1);
    Tensor rows = Arithmetic.add(numbers, diagonal);
    Tensor columns = Creation.arangeLike(x, -1, DType.INT64);
    Tensor mask = lower ? Logic.greaterEqual(rows, columns) : Logic.lessEqual(rows, columns);
    return List.of(Logic.where(mask, x, Tensors.constant(NDArray.full(x.dtype(), 0))));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> Apply.of(this, gradient).output()));
  }
}
