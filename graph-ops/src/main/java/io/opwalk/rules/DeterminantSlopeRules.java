package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ABS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SIGN;
import static io.opwalk.rewrite.RuleExamples.ROWS;
import static io.opwalk.rules.MatrixPatterns.square;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.composite.DiagonalMatrix;
import io.opwalk.ops.linalg.CofactorRatio;
import io.opwalk.ops.linalg.Cofactors;
import io.opwalk.ops.linalg.Determinant;
import io.opwalk.ops.linalg.TriangularDeterminant;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * The gradient of {@code log(det(a))} as it is built on what the user wrote: cofactors over a
 * determinant, both of which overflow long before their quotient does.
 */
final class DeterminantSlopeRules {
  private DeterminantSlopeRules() {}

  static List<Rule> all() {
    Pattern g = any("g").like(Shape.scalar());
    Pattern a = square("a");
    Pattern det = either(
        op(new Custom(new Determinant()), a),
        op(new Custom(new TriangularDeterminant(false)), a),
        op(new Custom(new TriangularDeterminant(true)), any("v").like(Shape.of(ROWS))));
    Pattern magnitude = fn(ABS, det);
    return List.of(
        rule("slope of log(det(a)) -> that of logDet(a)", quotient(g, det)),
        rule(
            "slope of log(abs(det(a))) -> that of logDet(a)",
            fn(MULTIPLY, quotient(g, magnitude), fn(SIGN, det))));
  }

  private static Pattern quotient(Pattern g, Pattern det) {
    return GradientRules.masked(g, fn(DIVIDE, g, det));
  }

  private static Rule rule(String name, Pattern slope) {
    OpMatcher reshape =
        OpMatcher.of("r", Reshape.class, List.of(new Reshape(Shape.of(Dim.of(1), Dim.of(1)))));
    return Rule.named(name)
        .when(fn(MULTIPLY, op(reshape, slope), op(new Custom(new Cofactors()), square("a"))))
        .then(DeterminantSlopeRules::ratio)
        .where(DeterminantSlopeRules::isOfOneMatrix)
        .safety(Safety.STABILISES)
        .build();
  }

  /** Whether each gradient meets the cofactors of its own matrix. */
  private static boolean isOfOneMatrix(Match match) {
    Shape g = match.value("g").shape();
    IrValue a = match.value("a");
    boolean isDiagonalOfIt = match
        .findValue("v")
        .map(v -> a.op().equals(new DiagonalMatrix(0)) && a.node().input(0) == v)
        .orElse(true);
    return isDiagonalOfIt
        && match.op("r", Reshape.class).shape().equals(g.append(Shape.shape(1, 1)))
        && a.shape().rank() == g.rank() + 2;
  }

  private static IrValue ratio(Match match) {
    IrValue gradient = match.apply(match.op("r", Reshape.class), match.value("g"));
    IrValue ratio = match.apply(new Custom(new CofactorRatio()), match.value("a"));
    IrValue slope = match.apply(new Elementwise(MULTIPLY), gradient, ratio);
    return GradientRules.masked(match, gradient, slope);
  }
}
