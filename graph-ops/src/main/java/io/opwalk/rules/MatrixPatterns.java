package io.opwalk.rules;

import static io.opwalk.rewrite.RuleExamples.ROWS;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.DiagonalMatrix;
import io.opwalk.ops.composite.Triangle;
import io.opwalk.ops.linalg.Cholesky;
import io.opwalk.ops.linalg.LogDet;
import io.opwalk.ops.linalg.Qr;
import io.opwalk.ops.linalg.Solve;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What is known of matrices from the op that made them, as patterns. */
final class MatrixPatterns {
  private MatrixPatterns() {}

  /** A square matrix, called {@code name}. */
  static Pattern.Any square(String name) {
    return any(name).like(Shape.of(ROWS, ROWS));
  }

  /** Matrices whose upper triangle is zeros, by {@code tril} or a Cholesky decomposition. */
  static Pattern.Either lower() {
    return Pattern.either(
        op(triangle("lower", true), square("x")), op(new Custom(new Cholesky(false)), square("x")));
  }

  /** Matrices whose lower triangle is zeros, by {@code triu} or a decomposition. */
  static Pattern.Either upper() {
    return Pattern.either(
        op(triangle("upper", false), square("x")),
        op(new Custom(new Cholesky(true)), square("x")),
        op(new Custom(new Qr()), square("x")).output(1));
  }

  /** What {@link #lower} or {@link #upper} fits. */
  static Pattern triangle() {
    List<Pattern> alternatives = new ArrayList<>(lower().alternatives());
    alternatives.addAll(upper().alternatives());
    return either(alternatives.toArray(Pattern[]::new));
  }

  private static OpMatcher triangle(String name, boolean lower) {
    return OpMatcher.of(name, Triangle.class, List.of(new Triangle(lower, 0)))
        .where(Triangle.class, op -> op.lower() == lower)
        .where(Triangle.class, op -> lower ? op.diagonal() <= 0 : op.diagonal() >= 0);
  }

  /** Whether a value that {@link #lower} or {@link #upper} fits is of the former. */
  static boolean isLower(IrValue triangle) {
    return triangle.op() instanceof Triangle op
        ? op.lower()
        : ((Custom) triangle.op()).function() instanceof Cholesky factor && !factor.upper();
  }

  /** Diagonal matrices, with their diagonals called {@code name}. */
  static Pattern diagonal(String name) {
    return op(new DiagonalMatrix(0), any(name).like(Shape.of(ROWS)));
  }

  /** The identity as {@link #identity(Tensor)} makes it. */
  static Pattern identity() {
    OpMatcher ones = OpMatcher.of("ones", Broadcast.class, List.of(new Broadcast(Shape.of(ROWS))));
    return op(new DiagonalMatrix(0), op(ones, lit(1)));
  }

  /** One identity for each of some square matrices. */
  static Tensor identity(Tensor matrices) {
    Shape rows = matrices.shape().withoutDims(List.of(matrices.shape().rank() - 1));
    Tensor one = Tensors.constant(NDArray.full(matrices.dtype(), 1));
    return Diagonals.diag(Shapes.broadcastTo(one, rows));
  }

  /** A transposition of matrices: of the last two axes. */
  static OpMatcher turn() {
    return OpMatcher.of("turn", Transpose.class, List.of(new Transpose(List.of(1, 0))))
        .where(Transpose.class, op -> op.equals(turn(op.permutation().size())));
  }

  /** The transposition of matrices of some rank. */
  static Transpose turn(int rank) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.swap(order, rank - 2, rank - 1);
    return new Transpose(order);
  }

  /** Matrices transposed. */
  static IrValue turned(Match match, IrValue matrices) {
    return match.apply(turn(matrices.shape().rank()), matrices);
  }

  /** A solution of general equations or of transposed ones, called "solve". */
  static OpMatcher solve() {
    return OpMatcher.of(
            "solve",
            Custom.class,
            List.of(new Custom(new Solve(false)), new Custom(new Solve(true))))
        .where(Custom.class, op -> op.function() instanceof Solve);
  }

  /** Whether {@link #solve} is of transposed equations. */
  static boolean isTransposed(Match match) {
    return match.op("solve", Custom.class).function() instanceof Solve solve && solve.transposed();
  }

  /** A logarithm of determinants, or of their magnitudes, called "logdet". */
  static OpMatcher logDet() {
    return OpMatcher.of("logdet", LogDet.class, List.of(new LogDet(true), new LogDet(false)));
  }

  /** Whether matrices are square for all sizes that they may turn out to have. */
  static boolean isSquare(IrValue matrices) {
    return matrices.shape().dim(-1).equals(matrices.shape().dim(-2));
  }

  /** Whether a solution for a and b needs no broadcasting that a product does. */
  static boolean isOneBatch(Shape a, Shape b) {
    return a.rank() == 2
        || a.rank() == b.rank()
            && a.dims().subList(0, a.rank() - 2).equals(b.dims().subList(0, b.rank() - 2));
  }
}
