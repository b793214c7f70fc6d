package io.opwalk.testing.cases;

import io.opwalk.ops.scalar.ScalarFunction;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** The table of scalar functions: one row for each of {@code ScalarFunctions.all()}. */
public final class ScalarCases {
  private ScalarCases() {}

  /** All rows. */
  public static List<ScalarCase> all() {
    return Stream.of(
            ArithmeticCases.all(),
            RoundingCases.all(),
            ExponentCases.all(),
            TrigonometricCases.all(),
            LogicCases.all(),
            BitCases.all(),
            ActivationCases.all(),
            LogarithmCases.all(),
            ShrinkCases.all(),
            FloatCases.all(),
            SpecialCases.all(),
            GammaCases.all(),
            IncompleteCases.all(),
            BesselCases.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * The row of a function.
   *
   * @throws NoSuchElementException where there is none
   */
  public static ScalarCase of(ScalarFunction function) {
    return all().stream().filter(row -> row.function() == function).findFirst().orElseThrow();
  }
}
