package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.rules.MatrixPatterns.square;
import static io.opwalk.rules.MatrixPatterns.turn;
import static io.opwalk.rules.MatrixPatterns.turned;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.assumesFinite;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.reassociates;

import io.opwalk.Tensor;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Customs;
import io.opwalk.ops.linalg.Determinant;
import io.opwalk.ops.linalg.Eigh;
import io.opwalk.ops.linalg.Inverse;
import io.opwalk.ops.linalg.LogDeterminant;
import io.opwalk.ops.linalg.Qr;
import io.opwalk.ops.linalg.Solve;
import io.opwalk.ops.linalg.Svd;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Replacement;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Inverses, transposes and products of matrices taken out of what they are in. All round otherwise,
 * and where an inverse goes, so does the error that there is none: such a rule is for those who
 * know that there is one, which makes it ASSUMES_FINITE.
 */
final class MatrixIdentityRules {
  private static final Custom INVERSE = new Custom(new Inverse());
  private static final Custom DETERMINANT = new Custom(new Determinant());
  private static final Custom LOG_DETERMINANT = new Custom(new LogDeterminant());

  private MatrixIdentityRules() {}

  static List<Rule> all() {
    Pattern a = square("a");
    Pattern b = any("b");
    Pattern inverse = op(INVERSE, a);
    Pattern transpose = op(turn(), a);
    Pattern product = op(new MatMul(), a, square("b"));
    Pattern orthogonal = either(
        op(new Custom(new Qr()), a),
        op(new Custom(new Eigh()), a).output(1),
        op(new Custom(new Svd(false)), a),
        op(new Custom(new Svd(false)), a).output(2));
    return List.of(
        assumesFinite("inverse(inverse(a)) -> a", op(INVERSE, inverse), a),
        rule(
            "solve(inverse(a), b) -> a·b",
            op(MatrixPatterns.solve(), inverse, b),
            MatrixIdentityRules::product,
            Safety.ASSUMES_FINITE),
        assumesFinite(
            "det(inverse(a)) -> 1/det(a)",
            op(DETERMINANT, inverse),
            fn(DIVIDE, lit(1), op(DETERMINANT, a))),
        rule(
            "slogdet(inverse(a)) -> sign and -logarithm of det(a)",
            op(LOG_DETERMINANT, inverse).eachOutput(),
            match -> ofInverse(match, match.value("a")),
            Safety.ASSUMES_FINITE),
        reassociates(
            "inverse(transpose(a)) -> transpose(inverse(a))",
            op(INVERSE, transpose),
            op(turn(), op(INVERSE, a))),
        reassociates("det(transpose(a)) -> det(a)", op(DETERMINANT, transpose), op(DETERMINANT, a)),
        reassociates(
            "slogdet(transpose(a)) -> slogdet(a)",
            op(LOG_DETERMINANT, transpose).eachOutput(),
            op(LOG_DETERMINANT, a).eachOutput()),
        rule(
            "solve(transpose(a), b) -> transposed solve(a, b)",
            op(MatrixPatterns.solve(), transpose, b),
            match -> match.apply(
                new Custom(new Solve(!MatrixPatterns.isTransposed(match))),
                match.value("a"),
                match.value("b")),
            Safety.REASSOCIATES),
        squares(
            "det(a·b) -> det(a)·det(b)",
            op(DETERMINANT, product),
            match -> match.build(
                in -> Arithmetic.multiply(
                    Customs.apply(new Determinant(), in.get(0)).get(0),
                    Customs.apply(new Determinant(), in.get(1)).get(0)),
                match.value("a"),
                match.value("b"))),
        squares(
            "slogdet(a·b) -> product of the signs, sum of the logarithms",
            op(LOG_DETERMINANT, product).eachOutput(),
            match -> match.build(in -> ofProduct(match, in), match.value("a"), match.value("b"))),
        rule(
            "solve(q, b) -> transpose(q)·b, q orthogonal",
            op(MatrixPatterns.solve(), orthogonal, b),
            MatrixIdentityRules::ofOrthogonal,
            Safety.REASSOCIATES),
        rule(
            "inverse(q) -> transpose(q), q orthogonal",
            op(INVERSE, orthogonal),
            match -> turned(match, match.root().node().input(0)),
            Safety.REASSOCIATES));
  }

  private static Rule rule(String name, Pattern left, Replacement right, Safety safety) {
    return Rule.named(name).when(left).then(right).safety(safety).build();
  }

  private static Rule squares(String name, Pattern left, Replacement right) {
    return Rule.named(name)
        .when(left)
        .then(right)
        .where(match -> MatrixPatterns.isSquare(match.value("a")))
        .where(match -> MatrixPatterns.isSquare(match.value("b")))
        .safety(Safety.REASSOCIATES)
        .build();
  }

  private static IrValue product(Match match) {
    IrValue a = match.value("a");
    IrValue left = MatrixPatterns.isTransposed(match) ? turned(match, a) : a;
    return match.apply(new MatMul(), left, match.value("b"));
  }

  private static IrValue ofOrthogonal(Match match) {
    IrValue q = match.root().node().input(0);
    IrValue left = MatrixPatterns.isTransposed(match) ? q : turned(match, q);
    return match.apply(new MatMul(), left, match.value("b"));
  }

  private static IrValue ofInverse(Match match, IrValue a) {
    return match.build(
        in -> {
          List<Tensor> both = Customs.apply(new LogDeterminant(), in.get(0));
          return match.root().index() == 0 ? both.get(0) : Arithmetic.negative(both.get(1));
        },
        a);
  }

  private static Tensor ofProduct(Match match, List<Tensor> factors) {
    int index = match.root().index();
    Tensor left = Customs.apply(new LogDeterminant(), factors.get(0)).get(index);
    Tensor right = Customs.apply(new LogDeterminant(), factors.get(1)).get(index);
    return index == 0 ? Arithmetic.multiply(left, right) : Arithmetic.add(left, right);
  }
}
