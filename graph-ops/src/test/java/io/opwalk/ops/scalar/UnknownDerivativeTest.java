package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Gammas.gammaincGradA;
import static io.opwalk.ops.Reductions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.grad.Jacobians;
import io.opwalk.ops.Bessels;
import io.opwalk.ops.Tensors;
import org.junit.jupiter.api.Test;

/** A derivative that is not known is an error, and never taken for zero. */
class UnknownDerivativeTest {
  private final Tensor a = Tensors.placeholder("a", DType.FLOAT64, 3);
  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, 3);
  private final Tensor loss = sum(add(gammaincGradA(a, x), a));

  @Test
  void isRefusedWhereAGradientGoesThrough() {
    String message = assertThrows(IllegalArgumentException.class, () -> Gradients.gradient(loss, a))
        .getMessage();
    assertTrue(
        message.startsWith("Elementwise{gammaincGradA} cannot be differentiated in inputs(0)"),
        message);
  }

  @Test
  void isRefusedForwardToo() {
    assertThrows(IllegalArgumentException.class, () -> Jacobians.jvp(loss, a, a));
  }

  @Test
  void isRefusedInTheOrderOfABesselFunction() {
    Tensor value = sum(Bessels.kv(a, x));
    String message = assertThrows(
            IllegalArgumentException.class, () -> Gradients.gradient(value, a))
        .getMessage();
    assertTrue(
        message.startsWith("Elementwise{kv} cannot be differentiated in inputs(0)"), message);
    assertEquals(x.shape(), Gradients.gradient(value, x).shape());
  }

  @Test
  void isNotAskedForBesideAnotherInput() {
    assertEquals(x.shape(), Gradients.gradient(loss, x).shape());
  }
}
