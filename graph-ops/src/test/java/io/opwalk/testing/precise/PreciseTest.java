package io.opwalk.testing.precise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Zeros have no sign in what is tested; adding 0.0 takes it from what is expected. */
class PreciseTest {
  @Provide
  Arbitrary<Double> finite() {
    return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
  }

  @Property
  void aDoubleComesBackAsItWas(@ForAll("finite") double x) {
    assertEquals(x + 0.0, Precise.of(x).doubleValue());
  }

  @Property
  void roundsToFloatAsACastDoes(@ForAll("finite") double x) {
    assertEquals((float) x + 0f, Precise.of(x).floatValue() + 0f);
  }

  /** BigDecimal's conversion rounds correctly, and a product of two doubles is exact in both. */
  @Property
  void roundsProductsOnce(@ForAll("finite") double x, @ForAll("finite") double y) {
    double expected = new BigDecimal(x).multiply(new BigDecimal(y)).doubleValue();
    assertEquals(expected + 0.0, Precise.of(x).times(Precise.of(y)).doubleValue() + 0.0);
  }

  /**
   * Hardware sums, quotients and roots are correctly rounded; 128 bits of them round to the same.
   */
  @Property
  void roundsAsHardwareDoes(@ForAll("finite") double x, @ForAll("finite") double y) {
    Precise a = Precise.of(x);
    Precise b = Precise.of(y);
    assertEquals(x + y + 0.0, a.plus(b).doubleValue() + 0.0);
    assertEquals(x - y + 0.0, a.minus(b).doubleValue() + 0.0);
    assertEquals(Math.sqrt(Math.abs(x)), a.abs().sqrt().doubleValue());
    if (y != 0) {
      assertEquals(x / y + 0.0, a.over(b).doubleValue() + 0.0);
      assertEquals(x % y + 0.0, a.remainder(b).doubleValue() + 0.0);
    }
  }

  @Property
  void ordersAsDoublesAre(@ForAll("finite") double x, @ForAll("finite") double y) {
    assertEquals(Double.compare(x + 0.0, y + 0.0), Precise.of(x).compareTo(Precise.of(y)));
  }

  @Property
  void floorsAsMathDoes(@ForAll("finite") double x) {
    assertEquals(new BigDecimal(Math.floor(x)).toBigInteger(), Precise.of(x).floor());
  }

  @Test
  void keepsAHundredAndTwentyEightBits() {
    Precise third = Precise.of(BigDecimal.ONE.divide(BigDecimal.valueOf(3), new MathContext(60)));
    Precise off = third.minus(Precise.ONE.over(3)).abs();
    assertEquals(-1, off.compareTo(Precise.ONE.scaled(-126)));
    assertEquals(BigInteger.ONE, Precise.of(0.5).nearest());
  }

  @Test
  void whatIsNoNumberIsNotComputedWith() {
    Precise nan = Precise.special(Double.NaN);
    assertEquals(Double.NaN, nan.doubleValue());
    assertThrows(NullPointerException.class, () -> nan.plus(Precise.ONE));
  }
}
