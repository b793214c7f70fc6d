package com.example;

import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Shapes.reshape;
import static io.opwalk.ops.Shapes.transpose;
import static io.opwalk.ops.Tensors.cast;
import static io.opwalk.ops.Tensors.literal;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Errors name the lines of whoever calls Opwalk: that of the failed call, and those that built the
 * operands. Outside of {@code io.opwalk}, whose own frames are passed over.
 */
class LinesInErrorsTest {
  private static final int BUILT = line() + 1;
  private final Tensor x = placeholder("x", DType.FLOAT64, 2, 3);

  private static int line() {
    return new Throwable().getStackTrace()[1].getLineNumber();
  }

  /** A call that fails, and its line. */
  private record Failing(int line, Supplier<Object> call) {}

  static Stream<Failing> calls() {
    Tensor x = new LinesInErrorsTest().x;
    return Stream.of(
        new Failing(line(), () -> sum(x, 5)),
        new Failing(line(), () -> mean(x, List.of(0, 0), true)),
        new Failing(line(), () -> reshape(x, 7)),
        new Failing(line(), () -> reshape(x, -1, 7)),
        new Failing(line(), () -> transpose(x, 0)),
        new Failing(line(), () -> matmul(x, x)),
        new Failing(line(), () -> matmul(x, sum(x, 1))),
        new Failing(line(), () -> literal(0.5, cast(x, DType.INT32))),
        new Failing(line(), () -> Gradients.gradient(x, x)),
        new Failing(line(), () -> Gradients.gradient(sum(sum(x, 0)), sum(x, 1))));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theCallIsNamed(Failing failing) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, failing.call()::get);
    String at = "\n  at LinesInErrorsTest.java:" + failing.line() + "\n";
    assertTrue(thrown.getMessage().contains(at), thrown.getMessage());
  }

  @Test
  void theOperandsAreNamed() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> reshape(x, -1, 7));
    assertTrue(
        thrown
            .getMessage()
            .endsWith(
                "input 0: Placeholder.0 'x' (2, 3) float64 at LinesInErrorsTest.java:" + BUILT),
        thrown.getMessage());
  }

  @Test
  void gradientsHaveTheLineThatAskedForThem() {
    Tensor loss = mean(multiply(x, x));
    Tensor gradient = Gradients.gradient(loss, x);
    assertEquals(line() - 1, gradient.owner().site().orElseThrow().line());
  }
}
