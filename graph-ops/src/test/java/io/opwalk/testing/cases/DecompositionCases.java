package io.opwalk.testing.cases;

import io.opwalk.Tensor;
import io.opwalk.ops.LinearAlgebra;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Factors of matrices, against Gram and Schmidt's and Jacobi's methods with 80 digits, with the
 * signs that are promised. Other factors of the same product would be as good, but not these.
 */
final class DecompositionCases {
  private static final Operand SPREAD = MatrixCases.regular(new MatrixValues(0.3, 0.7));
  private static final String[] SIZES = {
    "(1,1)", "(3,3)", "(4,2)", "(2,4)", "(5,5)", "(2,3,2)", "(2,2,3)", "(0,3,2)", "(0,0)", "(3,0)",
    "(0,2)", "(2,1,3)", "(2,0,3)"
  };
  private static final String[] SQUARE = {
    "(1,1)", "(2,2)", "(3,3)", "(5,5)", "(2,3,3)", "(0,3,3)", "(0,0)", "(2,0,0)"
  };

  private DecompositionCases() {}

  static List<OpCase> all() {
    return List.of(
        row("q of qr", "qr", 2, a -> LinearAlgebra.qr(a).q(), DecompositionCases::q, SIZES),
        row(
            "r of qr",
            "qr",
            2,
            a -> LinearAlgebra.qr(a).r(),
            a -> q(a).transposed().times(a),
            SIZES),
        row("u of svd", "svd", 2, a -> LinearAlgebra.svd(a).u(), DecompositionCases::u, SIZES),
        row(
            "s of svd",
            "svd",
            1,
            a -> LinearAlgebra.svd(a).s(),
            DecompositionCases::singularColumn,
            SIZES),
        row("vt of svd", "svd", 2, a -> LinearAlgebra.svd(a).vt(), DecompositionCases::vt, SIZES),
        row(
            "svdvals",
            "svdvals",
            1,
            LinearAlgebra::svdvals,
            DecompositionCases::singularColumn,
            SIZES),
        row(
            "s of the full svd",
            "svd",
            1,
            a -> LinearAlgebra.svd(a, true).s(),
            DecompositionCases::singularColumn,
            SIZES),
        row(
            "values of eigh",
            "eigh",
            1,
            a -> LinearAlgebra.eigh(a).values(),
            DecompositionCases::eigenvalues,
            SQUARE),
        row(
            "vectors of eigh",
            "eigh",
            2,
            a -> LinearAlgebra.eigh(a).vectors(),
            a -> eigenvectors(a.symmetric()).signed(),
            SQUARE),
        row(
            "eigvalsh",
            "eigvalsh",
            1,
            LinearAlgebra::eigvalsh,
            DecompositionCases::eigenvalues,
            SQUARE));
  }

  private static OpCase row(
      String name,
      String function,
      int axes,
      Function<Tensor, Tensor> build,
      Function<ExactMatrix, ExactMatrix> expected,
      String... sizes) {
    // Vectors move by the size of an error over the gap between values, of 0.1 or more here.
    return MatrixCases.row(name, axes, build, expected, a -> 100)
        .covers("LinearAlgebra." + function)
        .operands(SPREAD)
        .sizes(sizes)
        .row();
  }

  /** The columns of the leading square or tall part made orthonormal: r then is not negative. */
  private static ExactMatrix q(ExactMatrix a) {
    int count = Math.min(a.height(), a.columns());
    return a.columns(IntStream.range(0, count).boxed().toList()).orthonormal();
  }

  /** Ascending. */
  private static ExactMatrix eigenvectors(ExactMatrix a) {
    ExactMatrix vectors = a.eigenvectors();
    ExactMatrix diagonal = vectors.transposed().times(a).times(vectors);
    return vectors.columns(IntStream.range(0, a.height())
        .boxed()
        .sorted(Comparator.comparing(k -> diagonal.at(k, k)))
        .toList());
  }

  private static ExactMatrix eigenvalues(ExactMatrix a) {
    ExactMatrix vectors = eigenvectors(a.symmetric());
    ExactMatrix diagonal = vectors.transposed().times(a.symmetric()).times(vectors);
    return ExactMatrix.of(a.height(), 1, (row, column) -> diagonal.at(row, row));
  }

  /** From the largest on. */
  static List<BigDecimal> singularValues(ExactMatrix a) {
    ExactMatrix squares = eigenvalues(smaller(a));
    return IntStream.range(0, squares.height())
        .mapToObj(k -> squares.at(squares.height() - 1 - k, 0).max(BigDecimal.ZERO))
        .map(square -> square.sqrt(ExactMatrix.DIGITS))
        .toList();
  }

  private static ExactMatrix smaller(ExactMatrix a) {
    return a.height() >= a.columns() ? a.transposed().times(a) : a.times(a.transposed());
  }

  private static ExactMatrix singularColumn(ExactMatrix a) {
    List<BigDecimal> values = singularValues(a);
    return ExactMatrix.of(values.size(), 1, (row, column) -> values.get(row));
  }

  private static ExactMatrix descending(ExactMatrix a) {
    int last = a.columns() - 1;
    return a.columns(IntStream.rangeClosed(0, last).map(k -> last - k).boxed().toList());
  }

  private static ExactMatrix u(ExactMatrix a) {
    if (a.height() <= a.columns()) {
      return descending(eigenvectors(a.times(a.transposed()))).signed();
    }
    // A v is as long as the singular value, and points along u.
    return a.times(descending(eigenvectors(smaller(a)))).orthonormal().signed();
  }

  private static ExactMatrix vt(ExactMatrix a) {
    List<BigDecimal> values = singularValues(a);
    ExactMatrix scaled = u(a).transposed().times(a);
    return ExactMatrix.of(
        values.size(),
        a.columns(),
        (row, column) -> scaled.at(row, column).divide(values.get(row), ExactMatrix.DIGITS));
  }
}
