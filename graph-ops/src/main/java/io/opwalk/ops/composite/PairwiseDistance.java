package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Norms;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Map;

/**
 * The distance of each row of one matrix to each of another: {@code [..., m, d]} and {@code [...,
 * n, d]} give {@code [..., m, n]}, and what is in front broadcasts. It is the norm of the
 * difference, so that rows near each other lose no digits. Two inputs of one floating dtype.
 *
 * @param p the power of the norm, as {@link Norms#norm(Tensor, double)} takes it
 */
public record PairwiseDistance(double p) implements Composite {
  /**
   * Checks the power.
   *
   * @throws IllegalArgumentException where there is no such norm
   */
  public PairwiseDistance {
    NormScale.requirePower(p);
  }

  @Override
  public String name() {
    return "PairwiseDistance";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("p", p);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    TensorType a = Inputs.floating(inputs.subList(0, 1));
    TensorType b = inputs.get(1);
    if (a.dtype() != b.dtype()) {
      throw new IllegalArgumentException("inputs must have one dtype, found " + a.dtype() + " and "
          + b.dtype() + "; convert one of them with cast(x, dtype)");
    }
    if (a.rank() < 2 || b.rank() < 2) {
      throw new IllegalArgumentException(
          "expected matrices of rows, found " + a.shape() + " and " + b.shape());
    }
    Inputs.requireLength(a.shape(), -1, b.shape(), -1);
    Shape batch = Shape.broadcast(front(a.shape()), front(b.shape()));
    return List.of(a.withShape(batch.append(Shape.of(a.dim(-2), b.dim(-2)))));
  }

  private static Shape front(Shape shape) {
    List<Dim> dims = shape.dims();
    return Shape.of(dims.subList(0, dims.size() - 2));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor difference = Arithmetic.subtract(
        Shapes.expandDims(inputs.get(0), -2), Shapes.expandDims(inputs.get(1), -3));
    return List.of(Norms.norm(difference, p, List.of(-1), false));
  }
}
