package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of {@link Qr} for matrices of full rank: S. F. Walter and L. Lehmann, "Algorithmic
 * differentiation of linear algebra functions with application in optimum experimental design",
 * 2010, in the form of H. Liao et al., "Differentiable programming tensor networks", Phys. Rev. X
 * 9, 2019, equation 21.
 *
 * <p>Of a matrix with more columns than rows, the leading square part determines Q, and the
 * remaining columns Y become {@code V = Qᵀ Y}.
 */
final class QrGradient {
  private final Tensor a;
  private final Tensor q;
  private final Tensor r;

  private QrGradient(Apply apply) {
    a = apply.inputs(0);
    q = apply.outputs(0);
    r = apply.outputs(1);
  }

  static Optional<Tensor> of(Apply apply, Optional<Tensor> ofQ, Optional<Tensor> ofR) {
    QrGradient rule = new QrGradient(apply);
    Dim count = rule.q.shape().dim(-1);
    boolean tall = count.equals(rule.r.shape().dim(-1));
    return tall ? rule.tall(rule.r, ofQ, ofR) : rule.wide(count, ofQ, ofR);
  }

  private Optional<Tensor> tall(Tensor triangle, Optional<Tensor> ofQ, Optional<Tensor> ofR) {
    Optional<Tensor> fromR =
        ofR.map(g -> MatrixFunction.product(triangle, MatrixFunction.transposed(g)));
    Optional<Tensor> fromQ =
        ofQ.map(g -> Arithmetic.negative(MatrixFunction.product(MatrixFunction.transposed(g), q)));
    return sum(fromR, fromQ).map(both -> {
      Tensor half = MatrixFunction.halved(both);
      Tensor mirrored = Arithmetic.add(half, MatrixFunction.transposed(half));
      Tensor slope = sum(ofQ, Optional.of(MatrixFunction.product(q, mirrored))).orElseThrow();
      Tensor solved = new TriangularSolve(false, false, false)
          .of(triangle, MatrixFunction.transposed(slope))
          .get(0);
      return MatrixFunction.transposed(solved);
    });
  }

  private Optional<Tensor> wide(Dim count, Optional<Tensor> ofQ, Optional<Tensor> ofR) {
    Dim rest = r.shape().dim(-1).minus(count);
    Optional<Tensor> beyond = ofR.map(g -> columns(g, count, rest));
    Optional<Tensor> throughV = beyond.map(
        g -> MatrixFunction.product(columns(a, count, rest), MatrixFunction.transposed(g)));
    Optional<Tensor> leading = tall(
        columns(r, Dim.of(0), count),
        sum(ofQ, throughV),
        ofR.map(g -> columns(g, Dim.of(0), count)));
    Tensor last = beyond
        .map(g -> MatrixFunction.product(q, g))
        .orElseGet(() -> Tensors.zerosLike(columns(a, count, rest)));
    return leading.map(
        first -> Apply.of(new Concat(a.shape().rank() - 1), first, last).output());
  }

  private Tensor columns(Tensor x, Dim start, Dim size) {
    int rank = x.shape().rank();
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    List<Dim> sizes = new ArrayList<>(x.shape().dims());
    starts.set(rank - 1, start);
    sizes.set(rank - 1, size);
    Slice slice = new Slice(starts, sizes, Collections.nCopies(rank, 1));
    return SizedLike.tie(Apply.of(slice, x).output(), a);
  }

  private static Optional<Tensor> sum(Optional<Tensor> a, Optional<Tensor> b) {
    return a.isPresent() && b.isPresent()
        ? Optional.of(Arithmetic.add(a.get(), b.get()))
        : a.or(() -> b);
  }
}
