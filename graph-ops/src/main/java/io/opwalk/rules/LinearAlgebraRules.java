package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ABS;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.linalg.Cholesky;
import io.opwalk.ops.linalg.Determinant;
import io.opwalk.ops.linalg.Inverse;
import io.opwalk.ops.linalg.LogDet;
import io.opwalk.ops.linalg.Solve;
import io.opwalk.ops.linalg.TriangularSolve;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Equations that are written with inverses, determinants that overflow, and known triangles. */
final class LinearAlgebraRules {
  private static final Custom INVERSE = new Custom(new Inverse());
  private static final Custom DETERMINANT = new Custom(new Determinant());
  private static final Custom SOLVE = new Custom(new Solve(false));
  private static final Custom SOLVE_TRANSPOSED = new Custom(new Solve(true));

  private LinearAlgebraRules() {}

  static List<Rule> all() {
    Pattern a = any("a");
    Pattern b = any("b");
    return List.of(
        Rule.named("inverse(a)·b -> solve(a, b)")
            .when(op(new MatMul(), op(INVERSE, a), b))
            .then(op(SOLVE, a, b))
            .where(LinearAlgebraRules::isOneBatch)
            .safety(Safety.STABILISES)
            .build(),
        Rule.named("b·inverse(a) -> transpose(solve(transpose(a), transpose(b)))")
            .when(op(new MatMul(), b, op(INVERSE, a)))
            .then(LinearAlgebraRules::solvedFromTheRight)
            .where(LinearAlgebraRules::isOneBatch)
            .safety(Safety.STABILISES)
            .build(),
        stabilises(
            "log(abs(det(a))) -> logDet(a) of the magnitude",
            fn(LOG, fn(ABS, op(DETERMINANT, a))),
            op(new LogDet(true), a)),
        stabilises(
            "log(det(a)) -> logDet(a)", fn(LOG, op(DETERMINANT, a)), op(new LogDet(false), a)),
        triangular("solve(cholesky(a), b) -> triangularSolve(cholesky(a), b)", false),
        triangular("solve(upper cholesky(a), b) -> triangularSolve(upper cholesky(a), b)", true));
  }

  private static Rule triangular(String name, boolean upper) {
    Pattern factor = op(new Custom(new Cholesky(upper)), any("a"));
    return stabilises(
        name,
        op(SOLVE, factor, any("b")),
        op(new Custom(new TriangularSolve(!upper, false, false)), factor, any("b")));
  }

  /** Whether a solution needs no broadcasting that the product does. */
  private static boolean isOneBatch(Match match) {
    Shape a = match.value("a").shape();
    Shape b = match.value("b").shape();
    return a.rank() == 2
        || a.rank() == b.rank()
            && a.dims().subList(0, a.rank() - 2).equals(b.dims().subList(0, b.rank() - 2));
  }

  private static IrValue solvedFromTheRight(Match match) {
    IrValue b = match.value("b");
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, b.shape().rank()).boxed().toList());
    Collections.swap(order, order.size() - 2, order.size() - 1);
    Transpose turn = new Transpose(order);
    return match.apply(turn, match.apply(SOLVE_TRANSPOSED, match.value("a"), match.apply(turn, b)));
  }
}
