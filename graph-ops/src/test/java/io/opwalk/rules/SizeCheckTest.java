package io.opwalk.rules;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Shapes.broadcastTo;
import static io.opwalk.ops.Shapes.reshape;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.onesLike;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import org.junit.jupiter.api.Test;

/** No rule leaves away an operand, or a movement, whose sizes were checked at run time. */
final class SizeCheckTest {
  private final Tensor x = placeholder("x", FLOAT64, UNKNOWN);
  private final Tensor y = placeholder("y", FLOAT64, UNKNOWN);
  private final Tensor one = placeholder("one", FLOAT64, 1);

  private static String canonical(Tensor tensor) {
    return Expressions.text(RuleRunner.rewrite(tensor, CanonicalRules.set()));
  }

  @Test
  void aBranchIsDroppedOnlyIfItFits() {
    assertEquals("x", canonical(where(constant(true), x, Arithmetic.negative(x))));
    assertEquals("x", canonical(where(constant(true), x, one)));
    assertEquals("where(true, x, y)", canonical(where(constant(true), x, y)));
    assertEquals("where(false, x, y)", canonical(where(constant(false), x, y)));
  }

  @Test
  void aBranchIsChosenOnlyIfItHasTheShapeOfTheResult() {
    assertEquals("where(false, x, one)", canonical(where(constant(false), x, one)));
  }

  @Test
  void onesOfAnotherUnknownSizeStay() {
    assertEquals("x", canonical(Arithmetic.multiply(x, onesLike(x))));
    assertEquals(
        "multiply(x, BroadcastLike(1.0, y))", canonical(Arithmetic.multiply(x, onesLike(y))));
  }

  @Test
  void aReshapeThatChecksStays() {
    Dim n = Dim.named("n");
    Dim m = Dim.named("m");
    Tensor a = placeholder("a", FLOAT64, Shape.of(n));
    Tensor back = reshape(reshape(a, Shape.of(m)), Shape.of(n));
    assertEquals("Reshape{(n,)}(Reshape{(m,)}(a))", canonical(back));
    Tensor there = reshape(reshape(a, Shape.of(m)), Shape.of(m, Dim.of(1)));
    assertEquals("Reshape{(m, 1)}(a)", canonical(there));
  }

  @Test
  void aBroadcastThatChecksStays() {
    Dim n = Dim.named("n");
    // x must turn out to have one element; a direct broadcast would ask for n.
    Tensor twice = broadcastTo(broadcastTo(x, Shape.shape(1)), Shape.of(n));
    assertEquals("Broadcast{(n,)}(Broadcast{(1,)}(x))", canonical(twice));
    Tensor fine = broadcastTo(broadcastTo(one, Shape.of(n)), Shape.of(Dim.of(2), n));
    assertEquals("Broadcast{(2, n)}(one)", canonical(fine));
  }
}
