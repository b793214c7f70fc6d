package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Compares sizes with the trees they were built from. Trees and sizes are kept small enough for
 * every intermediate result to fit 64 bits, so no overflow is expected here.
 */
class DimPropertyTest {
  private static final List<Dim.Symbol> SYMBOLS =
      List.of(Dim.named("n"), Dim.named("m"), Dim.unknown());

  @Provide
  Arbitrary<DimExpression> polynomials() {
    return DimExpression.polynomials(3).withoutEdgeCases();
  }

  @Provide
  Arbitrary<DimExpression> expressions() {
    // What has a value somewhere does not divide by the number 0, and so can be built.
    return DimExpression.expressions(3)
        .filter(tree -> tree.value(List.of(5, 7, 8)).isPresent())
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(0, 9).list().ofSize(DimExpression.VARIABLES);
  }

  @Property(tries = 5000)
  void valueIsThatOfTheTree(
      @ForAll("expressions") DimExpression tree, @ForAll("sizes") List<Integer> sizes) {
    Optional<BigInteger> expected = tree.value(sizes);
    Assume.that(expected.isPresent());
    Dim dim = build(tree);
    assertEquals(expected.get().longValueExact(), dim.evaluate(at(sizes)), dim::toString);
  }

  @Property(tries = 3000)
  void valueLiesWithinTheBounds(
      @ForAll("expressions") DimExpression tree, @ForAll("sizes") List<Integer> sizes) {
    Optional<BigInteger> value = tree.value(sizes);
    Assume.that(value.isPresent());
    DimBounds bounds = DimPolynomial.of(build(tree)).bounds();
    long exact = value.get().longValueExact();
    assertTrue(bounds.low() <= exact && exact <= bounds.high(), () -> exact + " in " + bounds);
  }

  @Property(tries = 3000)
  void substitutionOfNumbersEvaluates(
      @ForAll("expressions") DimExpression tree, @ForAll("sizes") List<Integer> sizes) {
    Assume.that(tree.value(sizes).isPresent());
    Dim number = build(tree).substitute(symbol -> Dim.of(at(sizes).applyAsLong(symbol)));
    assertEquals(tree.value(sizes).get().longValueExact(), number.fixedSize().orElseThrow());
  }

  @Property(tries = 2000)
  void substitutionOfSizesComposes(
      @ForAll("expressions") DimExpression tree,
      @ForAll("sizes") List<Integer> sizes,
      @ForAll("sizes") List<Integer> shifts) {
    List<Integer> shifted = List.of(
        sizes.get(0) + shifts.get(0), sizes.get(1) + shifts.get(1), sizes.get(2) + shifts.get(2));
    Assume.that(tree.value(shifted).isPresent());
    Dim dim = build(tree).substitute(s -> s.plus(shifts.get(SYMBOLS.indexOf(s))));
    assertEquals(tree.value(shifted).get().longValueExact(), dim.evaluate(at(sizes)));
  }

  @Property(tries = 2000)
  void equalPolynomialsAreEqualObjects(@ForAll("polynomials") DimExpression tree) {
    Dim dim = build(tree);
    Dim other = build(tree.scrambled());
    assertEquals(tree.expand(), tree.scrambled().expand(), "the test's own rearrangement");
    assertEquals(dim, other);
    assertEquals(dim.hashCode(), other.hashCode());
    assertEquals(dim.toString(), other.toString());
  }

  @Property(tries = 2000)
  void onlyEqualPolynomialsAreEqualObjects(
      @ForAll("polynomials") DimExpression a, @ForAll("polynomials") DimExpression b) {
    assertEquals(a.expand().equals(b.expand()), build(a).equals(build(b)));
  }

  @Property(tries = 2000)
  void rearrangedExpressionsKeepTheirTextIfEqual(@ForAll("expressions") DimExpression tree) {
    Dim dim = build(tree);
    Dim other = build(tree.scrambled());
    if (dim.equals(other)) {
      assertEquals(dim.hashCode(), other.hashCode());
      assertEquals(dim.toString(), other.toString());
    }
  }

  @Property(tries = 2000)
  void aFactorOfAProductIsItsExactQuotient(
      @ForAll("polynomials") DimExpression a, @ForAll("polynomials") DimExpression b) {
    Assume.that(!b.expand().isEmpty());
    assertEquals(Optional.of(build(a)), build(a).times(build(b)).exactQuotient(build(b)));
  }

  // One pair in ten has a quotient.
  @Property(tries = 5000, maxDiscardRatio = 100)
  void anExactQuotientGivesBackTheProduct(
      @ForAll("expressions") DimExpression a, @ForAll("expressions") DimExpression b) {
    Optional<Dim> quotient = build(a).exactQuotient(build(b));
    Assume.that(quotient.isPresent());
    assertEquals(build(a), quotient.get().times(build(b)));
  }

  @Property(tries = 2000)
  void wholeMultiplesLeaveAQuotientByANumber(
      @ForAll("polynomials") DimExpression a, @ForAll("polynomials") DimExpression b) {
    for (int divisor = 1; divisor <= 7; divisor++) {
      Dim shifted = build(b).times(divisor).plus(build(a)).floorDiv(divisor);
      assertEquals(build(b).plus(build(a).floorDiv(divisor)), shifted);
    }
  }

  @Property(tries = 2000)
  void extremaDoNotDependOnTheOrderOfOperands(
      @ForAll("polynomials") DimExpression a, @ForAll("polynomials") DimExpression b) {
    assertEquals(build(a).max(build(b)), build(b).max(build(a)));
    assertEquals(build(a).min(build(b)), build(b).min(build(a)));
  }

  private static Dim build(DimExpression tree) {
    return tree.build(SYMBOLS);
  }

  private static ToLongFunction<Dim.Symbol> at(List<Integer> sizes) {
    return symbol -> sizes.get(SYMBOLS.indexOf(symbol));
  }
}
