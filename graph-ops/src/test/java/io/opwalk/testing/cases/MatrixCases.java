package io.opwalk.testing.cases;

import static io.opwalk.ops.LinearAlgebra.cholesky;
import static io.opwalk.ops.LinearAlgebra.choleskySolve;
import static io.opwalk.ops.LinearAlgebra.cond;
import static io.opwalk.ops.LinearAlgebra.det;
import static io.opwalk.ops.LinearAlgebra.inverse;
import static io.opwalk.ops.LinearAlgebra.logdet;
import static io.opwalk.ops.LinearAlgebra.lstsq;
import static io.opwalk.ops.LinearAlgebra.matrixRank;
import static io.opwalk.ops.LinearAlgebra.pinv;
import static io.opwalk.ops.LinearAlgebra.slogdet;
import static io.opwalk.ops.LinearAlgebra.solve;
import static io.opwalk.ops.LinearAlgebra.triangularSolve;
import static io.opwalk.testing.cases.MatrixOracle.TOLERANCE;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Linear;
import io.opwalk.ops.linalg.LogDet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Equations, inverses and determinants, against elimination with 80 digits. Matrices that are not
 * finite or not regular have no result; LinearAlgebraErrorsTest tells what is said of them.
 */
final class MatrixCases {
  /** Matrices that every function of square ones takes. */
  static final Operand REGULAR = regular(Values.between(-3, 3));

  static final String[] SQUARE = {
    "(1,1)",
    "(2,2)",
    "(3,3)",
    "(7,7)",
    "(0,0)",
    "(2,3,3)",
    "(1,2,2)",
    "(0,3,3)",
    "(2,0,0)",
    "(2,1,1,2,2)"
  };
  private static final String[] SYSTEMS = {
    "(1,1) (1,1)",
    "(3,3) (3,2)",
    "(7,7) (7,1)",
    "(0,0) (0,2)",
    "(3,3) (3,0)",
    "(2,3,3) (2,3,1)",
    "(3,3) (2,3,4)",
    "(0,2,2) (0,2,1)",
    "(2,0,0) (2,0,3)"
  };

  private MatrixCases() {}

  /** An operand of well-conditioned matrices, or of anything for ordinary values. */
  static Operand regular(Values ordinary) {
    Values smooth = new MatrixValues(0.3, 0.5);
    return Operand.of(ordinary).withSpecial(smooth).smoothOn(smooth);
  }

  static List<OpCase> all() {
    return Stream.of(squares(), MatrixFunctionCases.all(), systems(), triangles(), anyShape())
        .flatMap(List::stream)
        .toList();
  }

  /** A row for a function of one operand. */
  static OpCase.Builder row(
      String name,
      int axes,
      Function<Tensor, Tensor> build,
      Function<ExactMatrix, ExactMatrix> expected,
      ToDoubleFunction<ExactMatrix> condition) {
    return row(name, axes, build, expected, condition, 0);
  }

  static OpCase.Builder row(
      String name,
      int axes,
      Function<Tensor, Tensor> build,
      Function<ExactMatrix, ExactMatrix> expected,
      ToDoubleFunction<ExactMatrix> condition,
      int roundings) {
    return OpCase.named(name)
        .operands(REGULAR)
        .sizes(SQUARE)
        .build(in -> build.apply(in.get(0)))
        .oracle(new MatrixOracle(axes, in -> expected.apply(in.get(0)), condition, roundings))
        .tolerance(TOLERANCE);
  }

  private static ExactMatrix number(BigDecimal value) {
    return ExactMatrix.of(1, 1, (row, column) -> value);
  }

  private static List<OpCase> squares() {
    Operand positive = regular(new MatrixValues(0.3, 0.5));
    return List.of(
        row("inverse", 2, a -> inverse(a), ExactMatrix::inverse, MatrixOracle::condition)
            .covers("LinearAlgebra.inverse")
            .row(),
        row("det", 0, a -> det(a), a -> number(a.determinant()), MatrixOracle::condition)
            .covers("LinearAlgebra.det")
            .row(),
        row(
                "sign of slogdet",
                0,
                a -> slogdet(a).sign(),
                a -> number(BigDecimal.valueOf(a.determinant().signum())),
                a -> 0)
            .covers("LinearAlgebra.slogdet")
            .operands(REGULAR.notSmooth())
            .sizes(SQUARE)
            .row(),
        row(
                "logarithm of slogdet",
                0,
                a -> slogdet(a).logAbs(),
                // StrictMath's logarithm is within an ulp, and so is the determinant itself.
                a -> number(
                    BigDecimal.valueOf(StrictMath.log(Math.abs(a.determinant().doubleValue())))),
                // Near 1 the logarithm is near 0, and its error is that of the determinant.
                a -> MatrixOracle.condition(a)
                    / Math.max(1e-9, Math.abs(Math.log(Math.abs(a.determinant().doubleValue())))))
            .covers("LinearAlgebra.slogdet")
            .row(),
        logDet("logdet", a -> logdet(a)),
        logDet("logdet of the magnitude", a -> Apply.of(new LogDet(true), a).output()),
        row(
                "cholesky",
                2,
                a -> cholesky(a),
                a -> a.symmetric().cholesky(),
                a -> MatrixOracle.condition(a.symmetric()))
            .covers("LinearAlgebra.cholesky")
            .operands(positive)
            .sizes(SQUARE)
            .row(),
        row(
                "upper cholesky",
                2,
                a -> cholesky(a, true),
                a -> a.symmetric().cholesky().transposed(),
                a -> MatrixOracle.condition(a.symmetric()))
            .covers("LinearAlgebra.cholesky")
            .operands(positive)
            .sizes("(3,3)", "(2,2,2)", "(0,0)")
            .row(),
        row("cond", 0, a -> cond(a), MatrixCases::ratio, MatrixCases::squaredCondition, 2)
            .covers("LinearAlgebra.cond")
            .sizes("(1,1)", "(3,3)", "(2,4,4)", "(0,2,2)", "(3,2)", "(2,4)")
            .operands(regular(new MatrixValues(0.3, 0.5)))
            .row());
  }

  private static OpCase logDet(String name, Function<Tensor, Tensor> build) {
    return row(
            name,
            0,
            build,
            a -> number(BigDecimal.valueOf(StrictMath.log(a.determinant().doubleValue()))),
            // Near 1 the logarithm is near 0, and its error is that of the determinant.
            a -> MatrixOracle.condition(a)
                / Math.max(1e-9, Math.abs(Math.log(a.determinant().doubleValue()))))
        .covers("LinearAlgebra.logdet")
        .operands(regular(new MatrixValues(0.3, 0.5)))
        .sizes("(1,1)", "(3,3)", "(2,2,2)", "(0,0)", "(0,2,2)")
        .row();
  }

  /** The largest singular value over the smallest. */
  private static ExactMatrix ratio(ExactMatrix a) {
    List<BigDecimal> values = DecompositionCases.singularValues(a);
    return number(values.get(0).divide(values.get(values.size() - 1), ExactMatrix.DIGITS));
  }

  private static OpCase.Builder system(
      String name,
      Function<List<Tensor>, Tensor> build,
      Function<ExactMatrix, ExactMatrix> matrix) {
    return OpCase.named(name)
        .covers("LinearAlgebra." + name.replaceAll(" .*", ""))
        .operands(REGULAR, Operand.any().withoutSpecial())
        .sizes(SYSTEMS)
        .build(build)
        .oracle(new MatrixOracle(
            2,
            in -> matrix.apply(in.get(0)).solve(in.get(1)),
            a -> MatrixOracle.condition(matrix.apply(a)),
            name.startsWith("cholesky") ? 1 : 0))
        .tolerance(TOLERANCE);
  }

  private static List<OpCase> systems() {
    return List.of(
        system("solve", in -> solve(in.get(0), in.get(1)), a -> a).row(),
        OpCase.named("solve for vectors")
            .covers("LinearAlgebra.solve")
            .operands(REGULAR, Operand.any().withoutSpecial())
            .sizes("(1,1) (1)", "(3,3) (3)", "(2,3,3) (3)", "(0,0) (0)")
            .build(in -> solve(in.get(0), in.get(1)))
            .oracle(in -> {
              NDArray b = in.get(1).reshape(in.get(1).dim(0), 1);
              return new MatrixOracle(
                      1, all -> all.get(0).solve(all.get(1)), MatrixOracle::condition)
                  .expect(List.of(in.get(0), b));
            })
            .tolerance(TOLERANCE)
            .row(),
        system(
                "choleskySolve",
                in -> choleskySolve(in.get(0), in.get(1)),
                a -> triangle(a, true, false).times(triangle(a, true, false).transposed()))
            .operands(regular(new MatrixValues(0.3, 0.5)), Operand.any().withoutSpecial())
            .sizes(SYSTEMS)
            .row(),
        system(
                "choleskySolve of the upper factor",
                in -> choleskySolve(in.get(0), in.get(1), true),
                a -> triangle(a, false, false).transposed().times(triangle(a, false, false)))
            .operands(regular(new MatrixValues(0.3, 0.5)), Operand.any().withoutSpecial())
            .sizes("(3,3) (3,2)")
            .row());
  }

  private static ExactMatrix triangle(ExactMatrix a, boolean lower, boolean unit) {
    return ExactMatrix.of(a.height(), a.columns(), (row, column) -> {
      if (row == column) {
        return unit ? BigDecimal.ONE : a.at(row, column);
      }
      return lower == row > column ? a.at(row, column) : BigDecimal.ZERO;
    });
  }

  private static List<OpCase> triangles() {
    List<OpCase> rows = new ArrayList<>();
    for (int choice : IntStream.range(0, 8).toArray()) {
      boolean lower = (choice & 1) != 0;
      boolean transposed = (choice & 2) != 0;
      boolean unit = (choice & 4) != 0;
      String name = "triangularSolve " + (lower ? "lower" : "upper")
          + (transposed ? " transposed" : "") + (unit ? " with a diagonal of 1" : "");
      rows.add(system(
              name,
              in -> lower && !transposed && !unit
                  ? triangularSolve(in.get(0), in.get(1), true)
                  : triangularSolve(in.get(0), in.get(1), lower, transposed, unit),
              a -> transposed ? triangle(a, lower, unit).transposed() : triangle(a, lower, unit))
          .operands(regular(new MatrixValues(0.3, 0.5)), Operand.any().withoutSpecial())
          .sizes(SYSTEMS)
          .row());
    }
    return rows;
  }

  /** Of full rank, so that the inverse of A times its transpose tells what is expected. */
  private static ExactMatrix pseudoinverse(ExactMatrix a) {
    ExactMatrix turned = a.transposed();
    return a.height() >= a.columns()
        ? turned.times(a).solve(turned)
        : turned.times(a.times(turned).inverse());
  }

  private static double squaredCondition(ExactMatrix a) {
    ExactMatrix square =
        a.height() >= a.columns() ? a.transposed().times(a) : a.times(a.transposed());
    return MatrixOracle.condition(square);
  }

  private static List<OpCase> anyShape() {
    Operand full = regular(new MatrixValues(0.3, 0.5));
    return List.of(
        row("pinv", 2, a -> pinv(a), MatrixCases::pseudoinverse, MatrixCases::squaredCondition)
            .covers("LinearAlgebra.pinv")
            .operands(full)
            .sizes(
                "(1,1)", "(3,3)", "(4,2)", "(2,4)", "(2,3,2)", "(0,0)", "(3,0)", "(0,3)", "(0,2,3)")
            .row(),
        row(
                "pinv with a cutoff",
                2,
                a -> pinv(a, 1e-9),
                MatrixCases::pseudoinverse,
                MatrixCases::squaredCondition)
            .covers("LinearAlgebra.pinv")
            .operands(full)
            .sizes("(4,2)")
            .row(),
        OpCase.named("lstsq")
            .covers("LinearAlgebra.lstsq")
            .operands(full, Operand.any().withoutSpecial())
            .sizes(
                "(1,1) (1,1)",
                "(4,2) (4,3)",
                "(2,4) (2,1)",
                "(2,4,3) (2,4,2)",
                "(4,3) (2,4,2)",
                "(0,0) (0,2)",
                "(3,0) (3,1)",
                "(0,3) (0,2)",
                "(0,4,2) (0,4,1)")
            .build(in -> lstsq(in.get(0), in.get(1)))
            .oracle(new MatrixOracle(
                2,
                in -> pseudoinverse(in.get(0)).times(in.get(1)),
                // The terms of a product with the inverse may cancel.
                a -> 100 * squaredCondition(a)))
            .tolerance(TOLERANCE)
            .row(),
        OpCase.named("matrixRank of full rank")
            .covers("LinearAlgebra.matrixRank")
            .operands(full.notSmooth())
            .sizes("(1,1)", "(3,3)", "(4,2)", "(2,2,4)", "(0,0)", "(3,0)", "(0,3,3)")
            .build(in -> matrixRank(in.get(0)))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> batch = in.get(0).shape().subList(0, in.get(0).rank() - 2);
              int[] dims = batch.stream().mapToInt(Integer::intValue).toArray();
              return NDArray.full(
                  DType.INT64, Math.min(in.get(0).dim(-2), in.get(0).dim(-1)), dims);
            }))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("matrixTranspose")
            .covers("Linear.matrixTranspose")
            .operands(Operand.any())
            .dtypes(DTypes.ALL)
            .sizes("(1,1)", "(2,3)", "(2,3,4)", "(0,3)", "(2,0,3)", "(3,1)")
            .build(in -> Linear.matrixTranspose(in.get(0)))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> shape = new ArrayList<>(in.get(0).shape());
              Collections.swap(shape, shape.size() - 1, shape.size() - 2);
              return Grid.gather(in.get(0), shape, index -> {
                List<Integer> source = new ArrayList<>(index);
                Collections.swap(source, source.size() - 1, source.size() - 2);
                return source;
              });
            }))
            .tolerance(Tolerance.EXACT)
            .row());
  }
}
