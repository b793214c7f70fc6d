package io.opwalk.testing.precise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** By what holds between the two kinds, and where they are elementary. */
class PreciseModifiedBesselTest {
  /** 2^-80, far below what a double can tell, and above the error of the integral. */
  private static final int BITS = 80;

  private static void assertNear(Precise expected, Precise actual, String what) {
    Precise off = actual.minus(expected).over(expected);
    assertTrue(off.signum() == 0 || off.magnitude() < -BITS, () -> what + ": off by " + off);
  }

  @Test
  void areElementaryOfOrderOneHalf() {
    for (double at : new double[] {0.01, 0.5, 3, 40, 900}) {
      Precise x = Precise.of(at);
      Precise half = Precise.ONE.scaled(-1);
      Precise root = PreciseMath.PI.over(x).scaled(-1).sqrt();
      Precise k = root.times(PreciseMath.exp(x.negated()));
      assertNear(k, PreciseModifiedBessel.besselK(half, x), "K at " + x);
      Precise i = PreciseMath.sinh(x).over(x.times(root));
      assertNear(i, PreciseModifiedBessel.besselI(half, x), "I at " + x);
      Precise mirrored = PreciseMath.cosh(x).over(x.times(root));
      assertNear(mirrored, PreciseModifiedBessel.besselI(half.negated(), x), "I of -1/2 at " + x);
    }
  }

  /** The Wronskian, DLMF 10.28.2. */
  @Test
  void haveTheirWronskian() {
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      Precise v = Precise.of(Math.scalb(random.nextDouble(), random.nextInt(10)));
      Precise x = Precise.of(Math.scalb(1 + random.nextDouble(), random.nextInt(18) - 8));
      Precise above = v.plus(1);
      Precise one = PreciseModifiedBessel.besselI(v, x)
          .times(PreciseModifiedBessel.besselK(above, x))
          .plus(PreciseModifiedBessel.besselI(above, x).times(PreciseModifiedBessel.besselK(v, x)))
          .times(x);
      assertNear(Precise.ONE, one, "orders from " + v + " at " + x);
    }
  }
}
