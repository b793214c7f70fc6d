package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.ops.scalar.ArithmeticFunctions;
import io.opwalk.testing.precise.Precise;
import java.math.BigInteger;
import java.util.List;

/** The rows of {@link ArithmeticFunctions} that round to integers, and of what that leaves. */
final class RoundingCases {
  private static final double INF = POSITIVE_INFINITY;

  private RoundingCases() {}

  static List<ScalarCase> all() {
    return List.of(floorDivide(), mod(), remainder(), floor(), ceil(), round(), trunc());
  }

  private static Precise whole(BigInteger value) {
    return Precise.of(value, 0);
  }

  private static boolean jumpsDown(Precise y, Precise remainder) {
    return remainder.signum() * y.signum() < 0;
  }

  private static Precise floorOfQuotient(Precise x, Precise y) {
    Precise r = x.remainder(y);
    Precise truncated = x.minus(r).over(y);
    // Exact up to 2^75; there it stops to matter that it is integral.
    Precise quotient = truncated.magnitude() > 75 ? truncated : whole(truncated.nearest());
    return jumpsDown(y, r) ? quotient.minus(1) : quotient;
  }

  private static ScalarCase floorDivide() {
    return ScalarCase.of(ArithmeticFunctions.FLOOR_DIVIDE)
        .binary(RoundingCases::floorOfQuotient)
        // Exact where the integers near the quotient have all their bits; else of three roundings.
        .within(3, 3)
        .inUnitsOf((dtype, args, exact) -> Math.abs(exact) < 0x1p21 ? 0 : Math.abs(exact))
        .focus(-99, 99, -9, 9)
        .corners(1, 2, 3, -1, -3, 0.1)
        .gives(-3, -5, 2)
        .gives(-3, 5, -2)
        .gives(2, 5, 2)
        .gives(2, -5, -2)
        .gives(0.0, 3, 5)
        .gives(0.0, -3, -5)
        .gives(-0.0, -0.0, 5)
        .gives(-1, -3, 5)
        .gives(0.0, 5, INF)
        .gives(-1, -5, INF)
        .gives(NaN, INF, 5)
        .gives(INF, 5, 0)
        .gives(-INF, -5, 0)
        .gives(NaN, 0, 0)
        .gives(NaN, NaN, 1)
        .gives(NaN, 1, NaN)
        .integers(args -> {
          BigInteger[] parts = args.get(0).divideAndRemainder(args.get(1));
          boolean down = parts[1].signum() * args.get(1).signum() < 0;
          return down ? parts[0].subtract(BigInteger.ONE) : parts[0];
        });
  }

  private static ScalarCase mod() {
    return ScalarCase.of(ArithmeticFunctions.MOD)
        .binary((x, y) -> {
          Precise r = x.remainder(y);
          return jumpsDown(y, r) ? r.plus(y) : r;
        })
        .within(0.5, 0.5)
        .focus(-99, 99, -9, 9)
        .corners(1, 2, 3, -1, -3, 0.1)
        .gives(1, -5, 2)
        .gives(-1, 5, -2)
        .gives(0.0, -4, 2)
        .gives(-0.0, 4, -2)
        .gives(0.0, -0.0, 2)
        .gives(3, -1e-20, 3)
        .gives(5, 5, INF)
        .gives(INF, -5, INF)
        .gives(NaN, INF, 5)
        .gives(NaN, 5, 0)
        .gives(NaN, NaN, 1)
        .gives(NaN, 1, NaN)
        .smooth(4, 9, 0.5, 3)
        .smooth(-9, -4, 0.5, 3)
        .smooth(-9, 9, -3, -0.5)
        // At the jump: as just above it.
        .slope(1, -2, 4, 2)
        .integers(args -> {
          BigInteger r = args.get(0).remainder(args.get(1));
          return r.signum() * args.get(1).signum() < 0 ? r.add(args.get(1)) : r;
        });
  }

  private static ScalarCase remainder() {
    return ScalarCase.of(ArithmeticFunctions.REMAINDER)
        .binary(Precise::remainder)
        .within(0, 0)
        .focus(-99, 99, -9, 9)
        .corners(1, 2, 3, -1, -3, 0.1)
        .gives(-1, -5, 2)
        .gives(1, 5, -2)
        .gives(-0.0, -4, 2)
        .gives(0.0, 4, -2)
        .gives(-5, -5, INF)
        .gives(NaN, INF, 5)
        .gives(NaN, 5, 0)
        .gives(NaN, NaN, 1)
        .smooth(4, 9, 0.5, 3)
        .smooth(-9, -4, 0.5, 3)
        .smooth(-9, 9, -3, -0.5)
        .integers(args -> args.get(0).remainder(args.get(1)));
  }

  private static ScalarCase floor() {
    return ScalarCase.of(ArithmeticFunctions.FLOOR)
        .unary(x -> whole(x.floor()))
        .within(0, 0)
        .focus(-9, 9)
        .corners(0, 0.5, 1, -1, 2.5, 0x1p52, 0x1p23)
        .gives(-0.0, -0.0)
        .gives(-1, -0.5)
        .gives(INF, INF)
        .gives(-INF, -INF)
        .gives(NaN, NaN)
        .integers(args -> args.get(0));
  }

  private static ScalarCase ceil() {
    return ScalarCase.of(ArithmeticFunctions.CEIL)
        .unary(x -> whole(x.negated().floor().negate()))
        .within(0, 0)
        .focus(-9, 9)
        .corners(0, 0.5, 1, -1, 2.5, 0x1p52, 0x1p23)
        .gives(-0.0, -0.0)
        .gives(-0.0, -0.5)
        .gives(1, 0.5)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .integers(args -> args.get(0));
  }

  private static Precise halfEven(Precise x) {
    BigInteger up = x.nearest();
    boolean tie = x.plus(0.5).compareTo(whole(up)) == 0;
    return whole(tie && up.testBit(0) ? up.subtract(BigInteger.ONE) : up);
  }

  private static ScalarCase round() {
    return ScalarCase.of(ArithmeticFunctions.ROUND)
        .unary(RoundingCases::halfEven)
        .within(0, 0)
        .focus(-9, 9)
        .corners(0, 0.5, 1.5, 2.5, -0.5, -1.5, 0x1p52, 0x1p51, 0x1p23, 0x1p22)
        .gives(0.0, 0.5)
        .gives(-0.0, -0.5)
        .gives(2, 1.5)
        .gives(2, 2.5)
        .gives(-2, -2.5)
        .gives(-0.0, -0.0)
        .gives(-INF, -INF)
        .gives(NaN, NaN)
        .integers(args -> args.get(0));
  }

  private static ScalarCase trunc() {
    return ScalarCase.of(ArithmeticFunctions.TRUNC)
        .unary(x -> {
          Precise magnitude = whole(x.abs().floor());
          return x.signum() < 0 ? magnitude.negated() : magnitude;
        })
        .within(0, 0)
        .focus(-9, 9)
        .corners(0, 0.5, 1, -1, 2.5, 0x1p52, 0x1p23)
        .gives(-0.0, -0.5)
        .gives(-0.0, -0.0)
        .gives(0.0, 0.5)
        .gives(-1, -1.5)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .integers(args -> args.get(0));
  }
}
