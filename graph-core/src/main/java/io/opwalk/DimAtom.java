package io.opwalk;

import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * An indivisible factor of a {@link DimMonomial}. Atoms are equal by value, and know their bounds
 * from the start so that asking for them does not walk nested expressions again.
 */
sealed interface DimAtom permits DimVariable, DimQuotient, DimExtremum {

  /** Returns the range the value is known to lie in. */
  DimBounds bounds();

  long evaluate(ToLongFunction<Dim.Symbol> values);

  Dim substitute(Function<Dim.Symbol, Dim> replacement);

  void collectSymbols(Set<Dim.Symbol> into);
}
