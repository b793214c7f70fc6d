package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The comparison finds what is wrong. */
@Tag("oracle")
class OutcomeTest {
  private static OracleRow row(String op, Tolerance tolerance, UnaryOperator<Tensor> ours) {
    return OracleRow.of(op, tolerance, draw -> {
      NDArray x = draw.array(FLOAT32, List.of(2, 3), Values.between(0.5, 2));
      return Configuration.of(x).gives(in -> ours.apply(in.get(0)));
    });
  }

  private static String failure(OracleRow row) {
    return Outcome.of(row).failure().orElseThrow();
  }

  @Test
  void whatAgreesPasses() {
    Outcome outcome = Outcome.of(row("Neg", EXACT, Arithmetic::negative));
    assertTrue(outcome.failure().isEmpty());
    assertEquals("Neg\t20\t0\t0", outcome.line());
  }

  @Test
  void anotherFunctionIsFound() {
    Tolerance loose = Tolerance.ulps(1000, "still far less than what is wrong");
    assertTrue(failure(row("Exp", loose, Exponents::expm1)).contains("ONNX Runtime gives"));
  }

  @Test
  void anErrorOfFewUlpsIsFound() {
    UnaryOperator<Tensor> shifted = x -> Arithmetic.multiply(Exponents.exp(x), 1 + 0x1p-20);
    Tolerance four = Tolerance.ulps(4, "2^-20 are some 8 units of float32");
    assertTrue(failure(row("Exp", four, shifted)).contains("ulp, allowed 4"));
  }

  @Test
  void anotherShapeOrDtypeIsFound() {
    assertTrue(failure(row("Neg", EXACT, x -> Shapes.transpose(Arithmetic.negative(x))))
        .contains("ONNX Runtime gives (2, 3) float32, Opwalk (3, 2) float32"));
    assertTrue(failure(row("IsNaN", EXACT, x -> Tensors.cast(Logic.isNaN(x), FLOAT64)))
        .contains("Opwalk (2, 3) float64"));
  }

  @Test
  void whatTheRuntimeRefusesIsNamed() {
    OracleRow row = row("NoSuchOp", EXACT, Arithmetic::negative);
    Exception refusal = assertThrows(IllegalStateException.class, () -> Outcome.of(row));
    assertTrue(refusal.getMessage().startsWith("ONNX Runtime refuses NoSuchOp of (2, 3) float32"));
  }

  @Test
  void notANumberEqualsItselfAndNothingElse() {
    NDArray nan = NDArray.of(Double.NaN, 1);
    assertEquals(0, Distance.between(nan, nan, 0).ulps());
    assertEquals(
        Double.POSITIVE_INFINITY, Distance.between(nan, NDArray.of(0.0, 1), 1e9).ulps());
    NDArray infinite = NDArray.of(Double.POSITIVE_INFINITY, 1);
    assertEquals(0, Distance.between(infinite, infinite, 0).ulps());
    assertEquals(
        Double.POSITIVE_INFINITY,
        Distance.between(infinite, NDArray.of(1e308, 1), 0).ulps());
  }

  @Test
  void wholeNumbersAndTruthsAreCloseOnlyIfEqual() {
    NDArray large = NDArray.of(Long.MAX_VALUE);
    assertEquals(0, Distance.between(large, NDArray.of(Long.MAX_VALUE), 0).ulps());
    assertEquals(
        Double.POSITIVE_INFINITY,
        Distance.between(large, NDArray.of(Long.MAX_VALUE - 1), 0).ulps());
    assertEquals(
        Double.POSITIVE_INFINITY,
        Distance.between(NDArray.of(true), NDArray.of(false), 0).ulps());
  }

  @Test
  void aScaleRaisesWhatAUnitIs() {
    NDArray small = NDArray.of(Math.ulp(1.0));
    NDArray none = NDArray.zeros(DType.FLOAT64, 1);
    assertEquals(1, Distance.between(none, small, 1).ulps());
    assertEquals(0x1p52, Distance.between(none, small, 0).ulps());
  }
}
