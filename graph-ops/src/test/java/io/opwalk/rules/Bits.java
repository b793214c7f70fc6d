package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.NDArray;
import java.lang.reflect.Array;
import java.util.function.Supplier;

/** Compares arrays bit by bit, but for the payload of a NaN. */
final class Bits {
  private Bits() {}

  static void assertSame(NDArray expected, NDArray found, Supplier<String> what) {
    assertEquals(expected.describe(), found.describe(), what);
    for (int i = 0; i < expected.size(); i++) {
      // Boxed floating numbers are equal by their bits, and all NaN are equal.
      Object left = Array.get(expected.backing(), i);
      Object right = Array.get(found.backing(), i);
      if (!left.equals(right)) {
        fail(what.get() + ": element " + i + " is " + right + " and should be " + left);
      }
    }
  }
}
