package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The exponential of square matrices, {@code I + A + A²/2! + A³/3! + ...}. What is too large for a
 * double is infinite or NaN.
 *
 * <p>Gradient: R. Mathias, "A chain rule for matrix functions and applications", SIAM J. Matrix
 * Anal. Appl. 17, 1996, theorem 2.1: with the gradient G, it is the upper right block of the
 * exponential of {@code [[Aᵀ, G], [0, Aᵀ]]}.
 */
public record Expm() implements MatrixFunction {
  @Override
  public String name() {
    return "Expm";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(MatrixTypes.square(inputs));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0)).requireSquare();
    Results result = new Results(a, a.rows(), a.rows());
    for (int i = 0; a.rows() > 0 && i < a.count(); i++) {
      result.put(i, Exponential.of(a.finite(i)));
    }
    return List.of(result.done());
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor turned = MatrixFunction.transposed(apply.inputs(0));
    return List.of(gradients.get(0).map(gradient -> {
      Tensor upper = joined(-1, turned, gradient);
      Tensor lower = joined(-1, Tensors.zerosLike(turned), turned);
      Tensor both = of(joined(-2, upper, lower)).get(0);
      return upperRight(both, gradient);
    }));
  }

  private static Tensor joined(int axis, Tensor first, Tensor second) {
    return Apply.of(new Concat(first.shape().rank() + axis), first, second).output();
  }

  private static Tensor upperRight(Tensor both, Tensor like) {
    int rank = both.shape().rank();
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    starts.set(rank - 1, like.shape().dim(-1));
    Slice slice = new Slice(starts, like.shape().dims(), Collections.nCopies(rank, 1));
    return SizedLike.tie(Apply.of(slice, both).output(), like);
  }
}
