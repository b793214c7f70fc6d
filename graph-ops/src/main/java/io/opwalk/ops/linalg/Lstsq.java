package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Least squares: of the x for which {@code |A x - b|} is least, the shortest, by a singular value
 * decomposition. A may have any shape and rank.
 *
 * <p>Gradient: G. H. Golub and V. Pereyra, "The differentiation of pseudo-inverses and nonlinear
 * least squares problems whose variables separate", SIAM J. Numer. Anal. 10, 1973, theorem 4.3, for
 * matrices whose rank does not change nearby.
 *
 * @param relative singular values of at most this share of the largest are taken for 0; empty for
 *     the share of {@link MatrixRank}
 */
public record Lstsq(OptionalDouble relative) implements MatrixFunction {
  @Override
  public String name() {
    return "Lstsq";
  }

  @Override
  public Map<String, Object> attributes() {
    return relative.isPresent() ? Map.of("relative", relative.getAsDouble()) : Map.of();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(MatrixTypes.solution(inputs, false));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    return List.of(Systems.solve(
        new Matrices(inputs.get(0)),
        new Matrices(inputs.get(1)),
        (matrices, i) -> new Pseudoinverse(matrices, i, relative)::solve));
  }

  /** With P the inverse, {@code PtG = h}: {@code -h xt + (b - A x)(P h)t + Pt x (G - At h)t}. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    if (gradients.get(0).isEmpty()) {
      return List.of(Optional.empty(), Optional.empty());
    }
    Tensor gradient = gradients.get(0).get();
    Tensor a = apply.inputs(0);
    Tensor b = apply.inputs(1);
    Tensor x = apply.output();
    Tensor turned = MatrixFunction.transposed(a);
    Tensor right = of(turned, gradient).get(0);
    Tensor residual = Arithmetic.subtract(b, MatrixFunction.product(a, x));
    Tensor lost = Arithmetic.subtract(gradient, MatrixFunction.product(turned, right));
    Tensor slope = Arithmetic.subtract(
        Arithmetic.add(outer(residual, of(a, right).get(0)), outer(of(turned, x).get(0), lost)),
        outer(right, x));
    return List.of(Optional.of(Shapes.sumLike(slope, a)), Optional.of(right));
  }

  private static Tensor outer(Tensor left, Tensor right) {
    return MatrixFunction.product(left, MatrixFunction.transposed(right));
  }
}
