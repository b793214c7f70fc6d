package io.opwalk.ops.scalar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Bits;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the known answers that come with Random123 (kat_vectors, threefry2x32, 20 rounds). */
class ThreefryFunctionTest {
  @Test
  void givesTheKnownAnswers() {
    Tensor keys = Tensors.constant(NDArray.of(0L, -1L, 0x13198a2e_03707344L));
    Tensor counters = Tensors.constant(NDArray.of(0L, -1L, 0x243f6a88_85a308d3L));
    long[] expected = {0x6b200159_99ba4efeL, 0x1cb996fc_bb002be7L, 0xc4923a9c_483df7a0L};
    Tensor bits = Bits.threefry(keys, counters);
    assertArrayEquals(
        expected,
        new ReferenceBackend().evaluate(List.of(bits), Feed.empty()).get(0).toLongs());
  }

  /**
   * Half of what a loop of the CPU backend may hold; a longer one goes through memory in between.
   */
  @Test
  void fitsIntoOneLoop() {
    int size = ScalarExpr.postOrder(ThreefryFunction.THREEFRY.code()).size();
    assertTrue(size <= 150, () -> size + " subexpressions");
  }
}
