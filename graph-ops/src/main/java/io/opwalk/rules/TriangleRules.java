package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ABS;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.rules.MatrixPatterns.isLower;
import static io.opwalk.rules.MatrixPatterns.square;
import static io.opwalk.rules.MatrixPatterns.turn;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.Tensor;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Customs;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.linalg.Determinant;
import io.opwalk.ops.linalg.DiagonalSolve;
import io.opwalk.ops.linalg.Inverse;
import io.opwalk.ops.linalg.LogDet;
import io.opwalk.ops.linalg.LogDeterminant;
import io.opwalk.ops.linalg.TriangularDeterminant;
import io.opwalk.ops.linalg.TriangularLogDeterminant;
import io.opwalk.ops.linalg.TriangularSolve;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Replacement;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Equations, inverses and determinants of triangular and diagonal matrices, which need no
 * decomposition. Where a triangle is so ill-conditioned that solve and inverse refuse it, there is
 * a result now, and a precise one: see {@link TriangularSolve}. What is singular stays an error.
 */
final class TriangleRules {
  private static final Pattern TRIANGLE = MatrixPatterns.triangle();
  private static final Pattern TURNED = op(turn(), TRIANGLE);
  private static final Pattern EITHER = either(TRIANGLE, TURNED);
  private static final Pattern DIAGONAL = MatrixPatterns.diagonal("v");

  private TriangleRules() {}

  static List<Rule> all() {
    Pattern b = any("b");
    Custom inverse = new Custom(new Inverse());
    Custom det = new Custom(new Determinant());
    Custom slogdet = new Custom(new LogDeterminant());
    return List.of(
        rule(
            "solve(triangle, b) -> triangularSolve(triangle, b)",
            op(MatrixPatterns.solve(), TRIANGLE, b),
            match -> solved(match, operand(match), MatrixPatterns.isTransposed(match))),
        rule(
            "solve(transpose(triangle), b) -> triangularSolve of the transpose",
            op(MatrixPatterns.solve(), TURNED, b),
            match ->
                solved(match, operand(match).node().input(0), !MatrixPatterns.isTransposed(match))),
        rule(
            "solve(diag(v), b) -> b/v",
            op(MatrixPatterns.solve(), DIAGONAL, b),
            match ->
                match.apply(new Custom(new DiagonalSolve()), match.value("v"), match.value("b"))),
        rule(
            "inverse(triangle) -> triangularSolve(triangle, identity)",
            op(inverse, TRIANGLE),
            match ->
                match.build(in -> inverted(in.get(0), isLower(operand(match))), operand(match))),
        rule(
            "inverse(diag(v)) -> identity/v",
            op(inverse, DIAGONAL),
            match -> match.build(TriangleRules::reciprocal, match.value("v"), operand(match))),
        rule(
            "det(triangle) -> product of the diagonal",
            op(det, EITHER),
            match -> match.apply(new Custom(new TriangularDeterminant(false)), operand(match))),
        rule(
            "det(diag(v)) -> product of v",
            op(det, DIAGONAL),
            match -> match.apply(new Custom(new TriangularDeterminant(true)), match.value("v"))),
        rule(
            "slogdet(triangle) -> sum of the logarithms of the diagonal",
            op(slogdet, EITHER).eachOutput(),
            match -> logarithm(match, false, operand(match))),
        rule(
            "slogdet(diag(v)) -> sum of the logarithms of v",
            op(slogdet, DIAGONAL).eachOutput(),
            match -> logarithm(match, true, match.value("v"))),
        rule(
            "logdet(triangle) -> sum of the logarithms of the diagonal",
            op(MatrixPatterns.logDet(), EITHER),
            match -> logDet(match, false, operand(match))),
        rule(
            "logdet(diag(v)) -> sum of the logarithms of v",
            op(MatrixPatterns.logDet(), DIAGONAL),
            match -> logDet(match, true, match.value("v"))),
        ofProduct("log(product of a diagonal) -> sum of the logarithms", false),
        ofProduct("log(abs(product of a diagonal)) -> sum of the logarithms", true));
  }

  private static Rule rule(String name, Pattern left, Replacement right) {
    return Rule.named(name).when(left).then(right).safety(Safety.STABILISES).build();
  }

  private static IrValue operand(Match match) {
    return match.root().node().input(0);
  }

  private static IrValue solved(Match match, IrValue triangle, boolean transposed) {
    TriangularSolve solve = new TriangularSolve(isLower(triangle), transposed, false);
    return match.apply(new Custom(solve), triangle, match.value("b"));
  }

  private static Tensor inverted(Tensor triangle, boolean lower) {
    Tensor identity = MatrixPatterns.identity(triangle);
    return Customs.apply(new TriangularSolve(lower, false, false), triangle, identity)
        .get(0);
  }

  private static Tensor reciprocal(List<Tensor> diagonalAndMatrix) {
    Tensor identity = MatrixPatterns.identity(diagonalAndMatrix.get(1));
    return Customs.apply(new DiagonalSolve(), diagonalAndMatrix.get(0), identity)
        .get(0);
  }

  private static IrValue logarithm(Match match, boolean diagonal, IrValue matrices) {
    return match
        .applyAll(new Custom(new TriangularLogDeterminant(diagonal)), matrices)
        .get(match.root().index());
  }

  private static IrValue logDet(Match match, boolean diagonal, IrValue matrices) {
    return logDet(match, diagonal, match.op("logdet", LogDet.class).magnitude(), matrices);
  }

  private static IrValue logDet(
      Match match, boolean diagonal, boolean magnitude, IrValue matrices) {
    return match.build(
        in -> {
          List<Tensor> both = Customs.apply(new TriangularLogDeterminant(diagonal), in.get(0));
          return magnitude ? both.get(1) : Arithmetic.add(Exponents.log(both.get(0)), both.get(1));
        },
        matrices);
  }

  /** The determinant has become a product of a diagonal by now, which may overflow all the same. */
  private static Rule ofProduct(String name, boolean magnitude) {
    OpMatcher product = OpMatcher.of(
            "product",
            Custom.class,
            List.of(
                new Custom(new TriangularDeterminant(false)),
                new Custom(new TriangularDeterminant(true))))
        .where(Custom.class, op -> op.function() instanceof TriangularDeterminant);
    Pattern number = op(product, square("a"));
    return rule(name, fn(LOG, magnitude ? fn(ABS, number) : number), match -> {
      Custom op = match.op("product", Custom.class);
      boolean diagonal = ((TriangularDeterminant) op.function()).diagonal();
      return logDet(match, diagonal, magnitude, match.value("a"));
    });
  }
}
