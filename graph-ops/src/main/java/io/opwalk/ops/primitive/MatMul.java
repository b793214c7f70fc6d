package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Shapes;
import io.opwalk.print.Notation;
import io.opwalk.print.Precedence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The matrix product over the last two axes, {@code [..., m, k] x [..., k, n] -> [..., m, n]}; the
 * axes in front broadcast. Both inputs have rank 2 at least: {@code matmul} adds and removes the
 * axes that NumPy's rule gives to vectors. Numeric dtypes.
 *
 * <p>Each element is summed in order of k, starting from zero, each product and the sum it is added
 * to rounded once, as by {@link Math#fma}: that is what gives the same bits everywhere. A product
 * that overflows on its own so does not where the sum does not.
 */
public record MatMul() implements Primitive {
  // Written out, since a fresh JVM takes a millisecond to make these up.
  @Override
  public boolean equals(Object other) {
    return other instanceof MatMul;
  }

  @Override
  public int hashCode() {
    return MatMul.class.hashCode();
  }

  @Override
  public String name() {
    return "MatMul";
  }

  @Override
  public Notation notation() {
    return Notation.infix("·", Precedence.PRODUCT);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(2, inputs);
    TensorType a = inputs.get(0);
    TensorType b = inputs.get(1);
    if (a.dtype() != b.dtype() || !a.dtype().isNumeric()) {
      throw new IllegalArgumentException("inputs must have one numeric dtype, found "
          + a.dtype()
          + " and "
          + b.dtype()
          + "; convert one of them with cast(x, dtype)");
    }
    if (a.rank() < 2 || b.rank() < 2) {
      throw new IllegalArgumentException(
          "inputs must have rank 2 at least, found " + a.shape() + " and " + b.shape());
    }
    Dim inner = a.dim(-1);
    Dim other = b.dim(-2);
    if (inner.isFixed() && other.isFixed() && !inner.equals(other)) {
      throw new IllegalArgumentException("shapes "
          + a.shape()
          + " and "
          + b.shape()
          + " do not match: the left has "
          + inner
          + " columns, the right "
          + other
          + " rows");
    }
    List<Dim> dims = new ArrayList<>(batch(a.shape(), b.shape()).dims());
    dims.add(a.dim(-2));
    dims.add(b.dim(-1));
    return List.of(a.withShape(Shape.of(dims)));
  }

  private static Shape batch(Shape a, Shape b) {
    try {
      return Shape.broadcast(front(a), front(b));
    } catch (IllegalArgumentException complaint) {
      throw new IllegalArgumentException(
          "the axes in front of the matrices: " + complaint.getMessage(), complaint);
    }
  }

  private static Shape front(Shape shape) {
    return Shape.of(shape.dims().subList(0, shape.rank() - 2));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    if (gradients.get(0).isEmpty()) {
      return List.of(Optional.empty(), Optional.empty());
    }
    Tensor gradient = gradients.get(0).get();
    Tensor a = apply.inputs(0);
    Tensor b = apply.inputs(1);
    return List.of(
        Optional.of(Shapes.sumLike(Linear.matmul(gradient, swapped(b)), a)),
        Optional.of(Shapes.sumLike(rightGradient(a, b, gradient), b)));
  }

  private static Tensor rightGradient(Tensor a, Tensor b, Tensor gradient) {
    if (b.shape().rank() == 2 && a.shape().rank() > 2) {
      // One matrix for the whole batch: one product sums over the batch without storing its parts.
      return Linear.matmul(swapped(rows(a)), rows(gradient));
    }
    return Linear.matmul(swapped(a), gradient);
  }

  /** All matrices of a batch, one below the other. */
  private static Tensor rows(Tensor batch) {
    Shape shape = batch.shape();
    Dim rows = Dim.product(shape.dims().subList(0, shape.rank() - 1));
    return Shapes.reshape(batch, Shape.of(rows, shape.dim(-1)));
  }

  private static Tensor swapped(Tensor matrices) {
    int rank = matrices.shape().rank();
    int[] permutation = IntStream.range(0, rank).toArray();
    permutation[rank - 2] = rank - 1;
    permutation[rank - 1] = rank - 2;
    return Shapes.transpose(matrices, permutation);
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
