package io.opwalk.testing.cases;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Scalar functions of random code, over all operations; floating dtypes. */
final class RandomCode {
  private static final List<ScalarOp> NUMBERS = ofKinds(
      ScalarOp.Kind.ARITHMETIC,
      ScalarOp.Kind.ROUNDING,
      ScalarOp.Kind.FUNCTION,
      ScalarOp.Kind.SELECTION);
  private static final List<ScalarOp> TRUTHS =
      ofKinds(ScalarOp.Kind.COMPARISON, ScalarOp.Kind.LOGIC);

  private final SplittableRandom random;
  private final int arity;

  private RandomCode(SplittableRandom random, int arity) {
    this.random = random;
    this.arity = arity;
  }

  private static List<ScalarOp> ofKinds(ScalarOp.Kind... kinds) {
    return Arrays.stream(ScalarOp.values())
        .filter(op -> List.of(kinds).contains(op.kind()))
        .toList();
  }

  static ScalarFunction function(SplittableRandom random, int arity) {
    RandomCode code = new RandomCode(random, arity);
    return ScalarFunction.named("random" + random.nextInt(1000))
        .arity(arity)
        .on(Domain.FLOATING)
        .code(code.number(4))
        .build();
  }

  private ScalarExpr number(int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return random.nextInt(3) > 0
          ? ScalarExpr.arg(random.nextInt(arity))
          : ScalarExpr.lit((Double)
              Values.ordinary().mixedWith(Values.special()).draw(io.opwalk.DType.FLOAT64, random));
    }
    ScalarOp op = NUMBERS.get(random.nextInt(NUMBERS.size()));
    return operation(op, depth, op.kind() == ScalarOp.Kind.SELECTION ? 1 : 0);
  }

  private ScalarExpr truth(int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return ScalarExpr.truth(random.nextBoolean());
    }
    ScalarOp op = TRUTHS.get(random.nextInt(TRUTHS.size()));
    return operation(op, depth, op.kind() == ScalarOp.Kind.LOGIC ? op.arity() : 0);
  }

  /** The operation on arguments of which the first ones are truth values. */
  private ScalarExpr operation(ScalarOp op, int depth, int truths) {
    ScalarExpr[] args = new ScalarExpr[op.arity()];
    for (int i = 0; i < args.length; i++) {
      args[i] = i < truths ? truth(depth - 1) : number(depth - 1);
    }
    return ScalarExpr.of(op, args);
  }
}
