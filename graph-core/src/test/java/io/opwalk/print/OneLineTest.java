package io.opwalk.print;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Tensor;
import io.opwalk.testing.TestOps;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OneLineTest {
  private static final Optional<CreationSite> SITE =
      Optional.of(new CreationSite("com.example.Digits", "main", "Digits.java", 14));

  private final Tensor x = TestOps.input("x", FLOAT64, shape(UNKNOWN, 1));

  @Test
  void saysOpIndexNameTypeAndLine() {
    Tensor sum = Apply.of(new TestOps.Binary("add"), List.of(x, x), "dense_1/BiasAdd", SITE)
        .output();
    assertEquals(
        "Binary{add}.0 'dense_1/BiasAdd' (?, 1) float64 at Digits.java:14", sum.toString());
    assertEquals("Binary{add} 'dense_1/BiasAdd' at Digits.java:14", sum.owner().toString());
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    Apply split = Apply.of(new TestOps.Split(), List.of(x), "", Optional.empty());
    assertEquals("Split.1 (?, 1) float64", split.outputs(1).toString());
    assertEquals("Split", split.toString());
  }

  @Test
  void staysOnOneLineWhateverTheName() {
    Apply odd = Apply.of(
        new TestOps.Unary("f\u0007"), List.of(x), "two\nlines\r\tand 'quotes' é", Optional.empty());
    assertEquals(
        "Unary{f\\u0007}.0 'two\\nlines\\r\\tand 'quotes' é' (?, 1) float64",
        odd.output().toString());
  }
}
