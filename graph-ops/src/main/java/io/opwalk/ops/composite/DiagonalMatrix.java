package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Pad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Square matrices with the elements of vectors {@code [..., n]} on a diagonal, and zeros elsewhere.
 * All dtypes. The gradient is the diagonal of the gradient.
 *
 * @param diagonal which one: 0 the main diagonal, positive above it, negative below; the matrices
 *     have as many more rows and columns
 */
public record DiagonalMatrix(int diagonal) implements Composite, Differentiable {
  @Override
  public String name() {
    return "DiagonalMatrix";
  }

  @Override
  public Map<String, Object> attributes() {
    return diagonal == 0 ? Map.of() : Map.of("diagonal", diagonal);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(1, inputs);
    TensorType vectors = inputs.get(0);
    if (vectors.rank() == 0) {
      throw new IllegalArgumentException("takes vectors, found a scalar");
    }
    Dim size = vectors.dim(-1).plus(Dim.of(Math.abs((long) diagonal)));
    return List.of(vectors.withShape(vectors.shape().withDim(-1, size).append(size)));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor zero = Tensors.constant(NDArray.full(x.dtype(), 0));
    Tensor longer = diagonal == 0 ? x : Apply.of(pad(x.shape()), x, zero).output();
    Tensor positions = Creation.arangeLike(longer, -1, DType.INT64);
    Tensor rows = Arithmetic.add(Shapes.expandDims(positions, -1), diagonal);
    Tensor values = Shapes.expandDims(longer, diagonal >= 0 ? -1 : -2);
    return List.of(Logic.where(Logic.equal(rows, positions), values, zero));
  }

  private Pad pad(Shape shape) {
    List<Dim> none = Collections.nCopies(shape.rank(), Dim.of(0));
    List<Dim> after = new ArrayList<>(none);
    after.set(shape.rank() - 1, Dim.of(Math.abs((long) diagonal)));
    return new Pad(none, after, Collections.nCopies(shape.rank(), 0));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(gradient -> Diagonals.diagonal(gradient, diagonal)));
  }
}
