package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The derivative of {@link Expm} at a matrix A in the direction of a matrix E of its type: the
 * upper right block of the exponential of {@code [[A, E], [0, A]]} (R. Mathias, "A chain rule for
 * matrix functions and applications", SIAM J. Matrix Anal. Appl. 17, 1996, theorem 2.1). It is
 * linear in E, and its adjoint there is the same at the transpose of A.
 */
public record ExpmFrechet() implements Composite, Differentiable {
  @Override
  public String name() {
    return "ExpmFrechet";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType a = MatrixTypes.square(inputs.subList(0, 1));
    if (inputs.size() != 2 || inputs.get(1).rank() != a.rank()) {
      throw new IllegalArgumentException("takes matrices and as many directions, found " + inputs);
    }
    block(inputs.get(0), inputs.get(1));
    return inputs.subList(1, 2);
  }

  /** The type of both beside each other. */
  private static TensorType block(TensorType a, TensorType direction) {
    return new Concat(a.rank() - 1).inferTypes(List.of(a, direction)).get(0);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor direction = inputs.get(1);
    Tensor exponential = new Expm().of(blocks(inputs.get(0), direction)).get(0);
    return List.of(part(exponential, direction, false, true));
  }

  /** {@code [[A, E], [0, A]]}. */
  private static Tensor blocks(Tensor a, Tensor direction) {
    Tensor upper = joined(-1, a, direction);
    return joined(-2, upper, joined(-1, Tensors.zerosLike(direction), a));
  }

  private static Tensor joined(int axis, Tensor first, Tensor second) {
    return Apply.of(new Concat(first.shape().rank() + axis), first, second).output();
  }

  /** One of four blocks. */
  private static Tensor part(Tensor blocks, Tensor like, boolean lower, boolean right) {
    int rank = blocks.shape().rank();
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    starts.set(rank - 2, lower ? like.shape().dim(-2) : Dim.of(0));
    starts.set(rank - 1, right ? like.shape().dim(-1) : Dim.of(0));
    Slice slice = new Slice(starts, like.shape().dims(), Collections.nCopies(rank, 1));
    return SizedLike.tie(Apply.of(slice, blocks).output(), like);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    if (gradients.get(0).isEmpty()) {
      return List.of(Optional.empty(), Optional.empty());
    }
    Tensor gradient = gradients.get(0).get();
    Tensor a = apply.inputs(0);
    Tensor direction = apply.inputs(1);
    // Of the exponential of the blocks only the upper right one has a gradient.
    Tensor zeros = Tensors.zerosLike(gradient);
    Tensor corner = joined(-2, joined(-1, zeros, gradient), joined(-1, zeros, zeros));
    Tensor slope = of(MatrixFunction.transposed(blocks(a, direction)), corner);
    return List.of(
        Optional.of(Arithmetic.add(part(slope, a, false, false), part(slope, a, true, true))),
        Optional.of(of(MatrixFunction.transposed(a), gradient)));
  }

  /** The derivative at some matrices in some directions. */
  static Tensor of(Tensor a, Tensor direction) {
    return Apply.of(new ExpmFrechet(), a, direction).output();
  }
}
