package io.opwalk.ops.scalar;

import java.util.List;
import java.util.stream.Stream;

/** Where all of Opwalk's own scalar functions are found. */
public final class ScalarFunctions {
  private ScalarFunctions() {}

  /** All of them, theme by theme. */
  public static List<ScalarFunction> all() {
    return Stream.of(
            ArithmeticFunctions.all(),
            ExponentFunctions.all(),
            TrigonometricFunctions.all(),
            LogicFunctions.all(),
            BitFunctions.all(),
            ThreefryFunction.all(),
            ActivationFunctions.all(),
            ShrinkFunctions.all(),
            FloatFunctions.all(),
            SpecialFunctions.all(),
            GammaFunctions.all(),
            BesselFunctions.all())
        .flatMap(List::stream)
        .toList();
  }
}
