package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

class DimTest {
  private final Dim.Symbol n = Dim.named("n");
  private final Dim.Symbol m = Dim.named("m");
  private final Dim.Symbol unknown = Dim.unknown();

  @Test
  void symbolsAreEqualByNameOrIdentity() {
    assertEquals(n, Dim.named("n"));
    assertEquals(n.hashCode(), Dim.named("n").hashCode());
    assertNotEquals(n, m);
    assertNotEquals(Dim.unknown(), Dim.unknown());
    assertEquals(unknown, unknown);
    assertEquals(unknown.times(3).plus(1), unknown.plus(unknown).plus(unknown).plus(1));
    assertNotEquals(unknown.plus(1), Dim.unknown().plus(1));
  }

  @Test
  void symbolsKnowWhetherTheyHaveAName() {
    assertTrue(n.isNamed());
    assertEquals("n", n.name());
    assertFalse(unknown.isNamed());
    assertEquals("?", unknown.name());
  }

  @Test
  void onlyNumbersAreFixed() {
    assertTrue(Dim.of(3).isFixed());
    assertTrue(Dim.of(3).is(3));
    assertFalse(Dim.of(3).is(4));
    assertEquals(OptionalLong.of(3), Dim.of(3).fixedSize());
    for (Dim dim : List.of(n, unknown, n.plus(1))) {
      assertFalse(dim.isFixed());
      assertFalse(dim.is(1));
      assertEquals(OptionalLong.empty(), dim.fixedSize());
    }
  }

  @Test
  void operationsThatChangeNothingReturnTheSameObject() {
    Dim derived = n.plus(2).floorDiv(3);
    for (Dim dim : List.of(Dim.of(7), n, derived)) {
      assertSame(dim, dim.plus(0));
      assertSame(dim, dim.minus(0));
      assertSame(dim, dim.times(1));
      assertSame(dim, Dim.of(1).times(dim));
      assertSame(dim, Dim.of(0).plus(dim));
      assertSame(dim, dim.floorDiv(1));
      assertSame(dim, dim.max(dim));
      assertSame(dim, dim.min(dim));
    }
  }

  @Test
  void whatSimplifiesToASymbolIsThatSymbol() {
    assertAll(
        () -> assertEquals(n, n.times(784).floorDiv(784)),
        () -> assertEquals(n.times(784), n.times(28).times(28)),
        () -> assertEquals(n, n.plus(1).minus(1)),
        () -> assertEquals(n, n.times(5).plus(4).floorDiv(5)),
        () -> assertEquals(n.plus(1), n.times(5).plus(5).floorDiv(5)),
        () -> assertEquals(n.minus(1), n.times(5).minus(1).floorDiv(5)),
        () -> assertEquals(m, n.times(m).floorDiv(n)),
        () -> assertEquals(Dim.of(0), n.minus(n)),
        () -> assertEquals(Dim.of(0), n.times(0)),
        () -> assertEquals(n, n.floorDiv(2).times(2).plus(n.minus(n.floorDiv(2).times(2)))));
  }

  @Test
  void stackedQuotientsBecomeOne() {
    Dim once = n.plus(1).floorDiv(2);
    assertEquals(n.plus(3).floorDiv(4), once.plus(1).floorDiv(2));
    assertEquals(n.plus(7).floorDiv(8), once.plus(1).floorDiv(2).plus(1).floorDiv(2));
    assertEquals(n.floorDiv(2), n.floorDiv(2).times(2).floorDiv(2));
  }

  @Test
  void halvingMoreOftenThan64BitsAllowStaysExact() {
    Dim halved = n;
    for (int i = 0; i < 200; i++) {
      halved = halved.ceilDiv(2);
    }
    assertEquals(1, halved.evaluate(symbol -> 1_000_000));
    assertEquals(0, halved.evaluate(symbol -> 0));
  }

  @Test
  void theFactorIsTheNumberInFrontOfAProduct() {
    Dim n = Dim.named("n");
    Dim m = Dim.unknown();
    assertEquals(1, n.factor());
    assertEquals(6, n.times(m).times(6).factor());
    assertEquals(3, n.floorDiv(2).times(3).factor());
    assertEquals(7, Dim.of(7).factor());
    assertEquals(1, Dim.of(0).factor());
    assertEquals(1, n.times(4).plus(6).factor());
    assertEquals(1, n.times(-4).factor());
  }

  @Test
  void ceilDivRoundsUp() {
    assertEquals(Dim.of(3), Dim.of(7).ceilDiv(3));
    assertEquals(Dim.of(2), Dim.of(6).ceilDiv(3));
    assertEquals(3, n.ceilDiv(3).evaluate(symbol -> 7));
    assertEquals(2, n.ceilDiv(3).evaluate(symbol -> 6));
  }

  @Test
  void extremaUseWhatIsKnownOfTheSizes() {
    assertAll(
        () -> assertEquals(Dim.of(5), Dim.of(3).max(Dim.of(5))),
        () -> assertEquals(Dim.of(3), Dim.of(3).min(Dim.of(5))),
        () -> assertEquals(n, n.max(Dim.of(0))),
        () -> assertEquals(Dim.of(0), n.min(Dim.of(0))),
        () -> assertEquals(n.plus(m), n.max(n.plus(m))),
        () -> assertEquals(n.plus(2), n.plus(1).max(n.plus(2))),
        () -> assertEquals(
            n.minus(5).max(Dim.of(0)), n.minus(2).max(Dim.of(0)).minus(3).max(Dim.of(0))),
        () -> assertEquals(n.max(m).max(unknown), unknown.max(m.max(n))),
        () -> assertEquals(n.max(m), n.max(m).max(n)),
        () -> assertNotEquals(n.max(m), n.min(m)));
  }

  @Test
  void exactQuotientIsThereOrEmpty() {
    Dim length = n.floorDiv(2).plus(1);
    assertAll(
        () -> assertEquals(Optional.of(n), n.times(28).times(28).exactQuotient(Dim.of(784))),
        () -> assertEquals(Optional.of(m), n.times(m).exactQuotient(n)),
        () -> assertEquals(Optional.of(m.plus(1)), n.times(m).plus(n).exactQuotient(n)),
        () -> assertEquals(Optional.of(Dim.of(16)), length.times(16).exactQuotient(length)),
        () -> assertEquals(Optional.of(Dim.of(4)), Dim.of(12).exactQuotient(Dim.of(3))),
        () -> assertEquals(Optional.of(Dim.of(0)), Dim.of(0).exactQuotient(n)),
        () -> assertEquals(Optional.empty(), Dim.of(12).exactQuotient(Dim.of(5))),
        () -> assertEquals(Optional.empty(), n.exactQuotient(Dim.of(2))),
        () -> assertEquals(Optional.empty(), n.exactQuotient(m)),
        () -> assertEquals(Optional.empty(), n.times(m).plus(1).exactQuotient(n)),
        () -> assertEquals(Optional.empty(), Dim.of(6).exactQuotient(n)),
        () -> assertEquals(Optional.empty(), Dim.of(0).exactQuotient(Dim.of(0))),
        () -> assertEquals(Optional.empty(), n.exactQuotient(Dim.of(0))));
  }

  @Test
  void productOfNoneIsOneAndAnEmptyAxisWins() {
    assertEquals(Dim.of(1), Dim.product(List.of()));
    assertEquals(n.times(m).times(3), Dim.product(List.of(Dim.of(3), m, n)));
    Dim huge = Dim.of(Long.MAX_VALUE);
    assertEquals(Dim.of(0), Dim.product(List.of(Dim.of(0), huge, huge)));
  }

  @Test
  void symbolsComeInTheOrderInWhichTheyEntered() {
    Dim dim = m.times(unknown).plus(n.plus(m).floorDiv(3));
    assertEquals(List.of(m, unknown, n), List.copyOf(dim.symbols()));
    assertEquals(Set.of(n), n.symbols());
    assertEquals(Set.of(), Dim.of(3).symbols());
    assertThrows(UnsupportedOperationException.class, () -> dim.symbols().clear());
  }

  @Test
  void substitutionKeepsWhatIsMappedToItself() {
    Dim dim = n.plus(m).floorDiv(2);
    assertEquals(dim, dim.substitute(symbol -> symbol));
    assertEquals(m, dim.substitute(symbol -> m));
    assertEquals(Dim.of(7), dim.substitute(symbol -> Dim.of(7)));
    assertEquals(m.plus(n).floorDiv(2), dim.substitute(symbol -> symbol.equals(n) ? m : n));
  }

  @Test
  void badSizesNamesAndValuesAreRefused() {
    assertMessage(
        IllegalArgumentException.class,
        () -> Dim.of(-2),
        "a dimension must be 0 or more, found -2");
    assertMessage(
        IllegalArgumentException.class,
        () -> Dim.named(" "),
        "a dimension's name must not be blank nor '?', found ' '");
    assertThrows(IllegalArgumentException.class, () -> Dim.named("?"));
    assertMessage(
        IllegalArgumentException.class,
        () -> n.plus(3).evaluate(symbol -> -1),
        "dimension n must be 0 or more, found -1");
    assertMessage(
        IllegalArgumentException.class,
        () -> n.ceilDiv(0),
        "ceilDiv needs a positive divisor, found n divided by 0");
  }

  @Test
  void divisionByZeroNamesTheDimension() {
    assertMessage(
        ArithmeticException.class, () -> n.plus(1).floorDiv(0), "dimension n + 1 is divided by 0");
    assertMessage(
        ArithmeticException.class,
        () -> n.plus(1).floorDiv(m).evaluate(symbol -> 0),
        "dimension floor((n + 1)/m) divides by zero: m is 0");
  }

  @Test
  void overflowIsAnErrorThatShowsTheNumbers() {
    Dim huge = Dim.of(Long.MAX_VALUE);
    assertMessage(
        ArithmeticException.class,
        () -> huge.plus(1),
        "a dimension overflows 64 bits: 9223372036854775807 + 1");
    assertThrows(ArithmeticException.class, () -> huge.times(2));
    assertThrows(ArithmeticException.class, () -> n.times(huge).times(2));
    assertThrows(ArithmeticException.class, () -> n.times(huge).plus(n));
    assertMessage(
        ArithmeticException.class,
        () -> n.times(n).evaluate(symbol -> 1L << 40),
        "a dimension overflows 64 bits: 1099511627776 * 1099511627776");
  }

  // Linear work takes well under a second; the limit only tells it from quadratic.
  @Test
  @Timeout(30)
  void aLongChainOfOperationsIsCheap() {
    Dim grown = n;
    for (int i = 0; i < 100_000; i++) {
      grown = grown.plus(1).times(1).max(Dim.of(0));
    }
    assertEquals(n.plus(100_000), grown);
  }

  private static void assertMessage(Class<? extends Exception> type, Executable code, String text) {
    assertEquals(text, assertThrows(type, code).getMessage());
  }
}
