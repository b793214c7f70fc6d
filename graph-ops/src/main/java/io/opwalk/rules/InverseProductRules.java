package io.opwalk.rules;

import static io.opwalk.rewrite.RuleExamples.ROWS;
import static io.opwalk.rules.MatrixPatterns.identity;
import static io.opwalk.rules.MatrixPatterns.square;
import static io.opwalk.rules.MatrixPatterns.turned;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.linalg.DiagonalSolve;
import io.opwalk.ops.linalg.Inverse;
import io.opwalk.ops.linalg.Solve;
import io.opwalk.ops.linalg.TriangularSolve;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Replacement;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Products with inverses, which are solutions. The inverses of triangles and diagonals have become
 * solutions for an identity by then.
 */
final class InverseProductRules {
  private static final MatMul PRODUCT = new MatMul();

  private InverseProductRules() {}

  static List<Rule> all() {
    Pattern b = any("b");
    Pattern inverse = op(new Custom(new Inverse()), square("a"));
    Pattern ofTriangle = op(triangularSolve(), square("a"), identity());
    Custom divided = new Custom(new DiagonalSolve());
    Pattern ofDiagonal = op(divided, any("a").like(Shape.of(ROWS)), identity());
    return List.of(
        rule(
            "inverse(a)·b -> solve(a, b)",
            op(PRODUCT, inverse, b),
            match -> match.apply(new Custom(new Solve(false)), match.value("a"), match.value("b"))),
        rule(
            "b·inverse(a) -> transpose(solve(transpose(a), transpose(b)))",
            op(PRODUCT, b, inverse),
            match -> fromTheRight(match, new Custom(new Solve(true)))),
        rule(
            "triangularSolve(a, identity)·b -> triangularSolve(a, b)",
            op(PRODUCT, ofTriangle, b),
            match ->
                match.apply(match.op("solve", Custom.class), match.value("a"), match.value("b"))),
        rule(
            "b·triangularSolve(a, identity) -> transpose(triangularSolve(transpose(a),"
                + " transpose(b)))",
            op(PRODUCT, b, ofTriangle),
            match -> fromTheRight(match, transposed(match))),
        rule(
            "identity/v·b -> b/v",
            op(PRODUCT, ofDiagonal, b),
            match -> match.apply(divided, match.value("a"), match.value("b"))),
        rule(
            "b·identity/v -> transpose(transpose(b)/v)",
            op(PRODUCT, b, ofDiagonal),
            match -> fromTheRight(match, divided)));
  }

  private static Rule rule(String name, Pattern left, Replacement right) {
    return Rule.named(name)
        .when(left)
        .then(right)
        .where(InverseProductRules::isOneBatch)
        .safety(Safety.STABILISES)
        .build();
  }

  private static OpMatcher triangularSolve() {
    return OpMatcher.of(
            "solve", Custom.class, List.of(new Custom(new TriangularSolve(true, false, false))))
        .where(Custom.class, op -> op.function() instanceof TriangularSolve);
  }

  private static Custom transposed(Match match) {
    TriangularSolve solve = (TriangularSolve) match.op("solve", Custom.class).function();
    return new Custom(
        new TriangularSolve(solve.lower(), !solve.transposed(), solve.unitDiagonal()));
  }

  private static IrValue fromTheRight(Match match, Custom solve) {
    return turned(match, match.apply(solve, match.value("a"), turned(match, match.value("b"))));
  }

  /** Whether a solution needs no broadcasting that the product does. */
  private static boolean isOneBatch(Match match) {
    IrValue a = match.value("a");
    List<IrValue> factors = match.root().node().inputs();
    IrValue inverse = factors.get(factors.get(0) == match.value("b") ? 1 : 0);
    boolean isVector = a.shape().rank() < inverse.shape().rank();
    Shape matrices = isVector ? a.shape().append(a.shape().dim(-1)) : a.shape();
    return MatrixPatterns.isOneBatch(matrices, match.value("b").shape());
  }
}
