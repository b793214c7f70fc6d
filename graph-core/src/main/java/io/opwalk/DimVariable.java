package io.opwalk;

import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A symbol as a factor. */
record DimVariable(Dim.Symbol symbol) implements DimAtom {

  @Override
  public DimBounds bounds() {
    return DimBounds.NON_NEGATIVE;
  }

  @Override
  public long evaluate(ToLongFunction<Dim.Symbol> values) {
    return symbol.evaluate(values);
  }

  @Override
  public Dim substitute(Function<Dim.Symbol, Dim> replacement) {
    return symbol.substitute(replacement);
  }

  @Override
  public void collectSymbols(Set<Dim.Symbol> into) {
    into.add(symbol);
  }

  @Override
  public String toString() {
    return symbol.toString();
  }
}
