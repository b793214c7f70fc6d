package io.opwalk.rules;

import static io.opwalk.rules.MatrixPatterns.logDet;
import static io.opwalk.rules.MatrixPatterns.lower;
import static io.opwalk.rules.MatrixPatterns.turn;
import static io.opwalk.rules.MatrixPatterns.upper;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.Tensor;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Customs;
import io.opwalk.ops.linalg.CholeskySolve;
import io.opwalk.ops.linalg.LogDeterminant;
import io.opwalk.ops.linalg.TriangularLogDeterminant;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Replacement;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Products of a triangle with its own transpose, whose condition number is the square of the
 * triangle's: equations and determinants of them need the triangle alone.
 */
final class GramRules {
  private static final Pattern GRAM = either(
      op(new MatMul(), lower(), op(turn(), lower())),
      op(new MatMul(), op(turn(), upper()), upper()));

  private GramRules() {}

  static List<Rule> all() {
    return List.of(
        rule(
            "solve(l·transpose(l), b) -> choleskySolve(l, b)",
            op(MatrixPatterns.solve(), GRAM, any("b")),
            GramRules::solved),
        rule(
            "slogdet(l·transpose(l)) -> twice the logarithm of the diagonal",
            op(new Custom(new LogDeterminant()), GRAM).eachOutput(),
            match -> match.build(
                in -> match.root().index() == 0 ? sign(in.get(0)) : twice(in.get(0)),
                factor(match))),
        rule(
            "logdet(l·transpose(l)) -> twice the logarithm of the diagonal",
            op(logDet(), GRAM),
            match -> match.build(in -> twice(in.get(0)), factor(match))));
  }

  private static Rule rule(String name, Pattern left, Replacement right) {
    return Rule.named(name)
        .when(left)
        .then(right)
        .where(GramRules::isOneSquareFactor)
        .safety(Safety.STABILISES)
        .build();
  }

  /** The triangle that is not transposed. */
  private static IrValue factor(Match match) {
    List<IrValue> factors = match.root().node().input(0).node().inputs();
    return factors.get(isUpper(factors) ? 1 : 0);
  }

  private static boolean isUpper(List<IrValue> factors) {
    return factors.get(0).op() instanceof Transpose;
  }

  private static boolean isOneSquareFactor(Match match) {
    List<IrValue> factors = match.root().node().input(0).node().inputs();
    IrValue turned = factors.get(isUpper(factors) ? 0 : 1);
    return turned.node().input(0) == factor(match) && MatrixPatterns.isSquare(factor(match));
  }

  private static IrValue solved(Match match) {
    IrValue factor = factor(match);
    return match.apply(
        new CholeskySolve(!MatrixPatterns.isLower(factor)), factor, match.value("b"));
  }

  /** Not negative, and 0 where the factor is singular. */
  private static Tensor sign(Tensor factor) {
    return Arithmetic.square(logDeterminant(factor).get(0));
  }

  private static Tensor twice(Tensor factor) {
    return Arithmetic.multiply(2, logDeterminant(factor).get(1));
  }

  private static List<Tensor> logDeterminant(Tensor factor) {
    return Customs.apply(new TriangularLogDeterminant(false), factor);
  }
}
