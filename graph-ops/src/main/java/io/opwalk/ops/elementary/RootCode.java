package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.INFINITY;
import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.X;
import static io.opwalk.ops.elementary.Terms.Y;
import static io.opwalk.ops.elementary.Terms.abs;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.and;
import static io.opwalk.ops.elementary.Terms.div;
import static io.opwalk.ops.elementary.Terms.down;
import static io.opwalk.ops.elementary.Terms.equal;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.greater;
import static io.opwalk.ops.elementary.Terms.less;
import static io.opwalk.ops.elementary.Terms.lit;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.or;
import static io.opwalk.ops.elementary.Terms.patternAdd;
import static io.opwalk.ops.elementary.Terms.patternAnd;
import static io.opwalk.ops.elementary.Terms.polynomial;
import static io.opwalk.ops.elementary.Terms.select;
import static io.opwalk.ops.elementary.Terms.sqrt;
import static io.opwalk.ops.elementary.Terms.sub;
import static io.opwalk.ops.elementary.Terms.up;
import static io.opwalk.ops.elementary.Terms.withSignOf;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;

/** The cube root, and the length of a hypotenuse. */
final class RootCode {
  /** m^(-1/3) on [1, 2], with a relative error of 2^-17.4: minimax, by the algorithm of Remez. */
  private static final double[] INVERSE_ROOT = {
    0x1.c7f42ep0, -0x1.90ea0ep0, 0x1.3e6ca8p0, -0x1.3221cep-1, 0x1.3fa9d2p-3, -0x1.16dee6p-6
  };

  private static final double THIRD = 0x1.5555555555555p-2;
  private static final double ROOT_OF_2 = 0x1.428a2f98d728bp0;
  private static final double ROOT_OF_4 = 0x1.965fea53d6e3dp0;

  private final Format format;

  RootCode(Format format) {
    this.format = format;
  }

  /**
   * The cube root: |x| = 2^(3 q + j) m, the inverse root of m by a polynomial and Newton's
   * iteration, which takes no division, and the root by one more step. The largest error found is
   * 0.51 ulp.
   */
  ScalarExpr cbrt() {
    ScalarExpr size = abs(X);
    // A multiple of 3, so that numbers below the normal ones are scaled into these.
    int lift = (int) format.choose(54, 24);
    ScalarExpr isSmall = less(size, format.minNormal());
    ScalarExpr a = select(isSmall, mul(Format.power(lift), size), size);
    ScalarExpr carrier = lit(Format.power(format.significandBits()));
    ScalarExpr bias = lit(Format.power(format.significandBits()) + format.bias());
    ScalarExpr k = sub(patternAdd(down(a), carrier), bias);
    ScalarExpr mask = lit(format.pattern((1L << format.significandBits()) - 1));
    ScalarExpr m = patternAdd(patternAnd(a, mask), ONE);

    // q is k / 3 rounded, and j -1, 0 or 1.
    ScalarExpr shifter = lit(format.shifter(format.bias()));
    ScalarExpr shifted = fma(format.high(THIRD), k, shifter);
    ScalarExpr q = sub(shifted, shifter);
    ScalarExpr j = fma(-3, q, k);
    ScalarExpr scaled = mul(m, select(less(j, 0), lit(0.5), select(greater(j, 0), lit(2), ONE)));
    ScalarExpr factor = select(
        less(j, 0),
        lit(format.high(ROOT_OF_2)),
        select(greater(j, 0), lit(format.high(ROOT_OF_4 / 2)), ONE));

    ScalarExpr inverse = mul(factor, polynomial(m, INVERSE_ROOT));
    ScalarExpr third = lit(format.high(THIRD));
    int steps = format == Format.DOUBLE ? 2 : 1;
    for (int i = 0; i < steps; i++) {
      ScalarExpr cube = mul(inverse, mul(inverse, inverse));
      inverse = fma(mul(third, inverse), fma(neg(scaled), cube, ONE), inverse);
    }
    ScalarExpr square = mul(inverse, inverse);
    ScalarExpr root = mul(scaled, square);
    // The root less (root^3 - m) / (3 root^2), and the inverse squared is 1 / root^2.
    Pair rootSquare = Pair.product(root, root);
    ScalarExpr high = fma(neg(root), rootSquare.high(), scaled);
    ScalarExpr excess = fma(neg(root), rootSquare.low(), high);
    ScalarExpr exact = fma(mul(third, excess), square, root);

    ScalarExpr power = mul(up(shifted), select(isSmall, lit(Format.power(-lift / 3)), ONE));
    ScalarExpr value = withSignOf(mul(exact, power), X);
    ScalarExpr isOrdinary = and(greater(size, 0), less(size, INFINITY));
    return select(isOrdinary, value, X);
  }

  /**
   * The root of x^2 + y^2, of numbers scaled by powers of two where squares would leave the range,
   * and corrected for the roundings (C. F. Borges, "An Improved Algorithm for hypot(a, b)", 2019).
   * The largest error found is 0.6 ulp.
   */
  ScalarExpr hypot() {
    ScalarExpr a = abs(X);
    ScalarExpr b = abs(Y);
    ScalarExpr larger = ScalarExpr.of(ScalarOp.MAX, a, b);
    ScalarExpr smaller = ScalarExpr.of(ScalarOp.MIN, a, b);
    int range = (int) format.choose(500, 60);
    int shift = (int) format.choose(600, 80);
    ScalarExpr isHuge = greater(larger, Format.power(range));
    ScalarExpr isTiny = less(larger, Format.power(-range));
    ScalarExpr down = lit(Format.power(-shift));
    ScalarExpr up = lit(Format.power(shift));
    ScalarExpr scale = select(isHuge, down, select(isTiny, up, ONE));
    ScalarExpr back = select(isHuge, up, select(isTiny, down, ONE));
    ScalarExpr x = mul(larger, scale);
    ScalarExpr y = mul(smaller, scale);
    Pair xSquare = Pair.product(x, x);
    Pair sum = Pair.sum(xSquare.high(), mul(y, y));
    ScalarExpr ySquareRest = fma(y, y, neg(mul(y, y)));
    ScalarExpr root = sqrt(sum.high());
    ScalarExpr rest =
        add(add(sum.low(), add(xSquare.low(), ySquareRest)), fma(neg(root), root, sum.high()));
    ScalarExpr exact = add(root, div(rest, fma(2, root, lit(format.minNormal()))));
    ScalarExpr isInfinite = or(equal(a, INFINITY), equal(b, INFINITY));
    return select(isInfinite, INFINITY, mul(exact, back));
  }
}
