package io.opwalk.cpu.internal.run;

import static io.opwalk.cpu.internal.fixture.HandMade.computed;
import static io.opwalk.cpu.internal.fixture.HandMade.fed;
import static io.opwalk.cpu.internal.fixture.HandMade.input;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.fixture.HandMade;
import io.opwalk.cpu.internal.lower.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramFailureTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  private static final Kernel NOTHING = (buffers, sizes, scalars) -> {};

  private final Tensor x = input("x", DType.INT64, N);
  private final Feed good = Feed.feed(x, NDArray.of(1L, 2L, 5L));

  /** Divides 10 by each element, through a first step that leaves something in its slot. */
  private CpuFunction quotient() {
    Buffer copy = computed(DType.INT64, N);
    Buffer y = computed(DType.INT64, N);
    return new HandMade()
        .step(
            "copy of x",
            List.of(fed(x)),
            copy,
            (buffers, sizes, scalars) -> System.arraycopy(buffers[0], 0, buffers[1], 0, sizes[0]))
        .step("10 / x at Some.java:3", List.of(copy), y, (buffers, sizes, scalars) -> {
          for (int i = 0; i < sizes[0]; i++) {
            ((long[]) buffers[1])[i] = 10 / ((long[]) buffers[0])[i];
          }
        })
        .output(y, N)
        .function(x);
  }

  @Test
  void aDivisionByZeroNamesTheStepAndLeavesNothing() {
    CpuFunction function = quotient();
    List<NDArray> expected = List.of(NDArray.of(10L, 5L, 2L));
    assertEquals(expected, function.call(good));
    EvaluationException failure = assertThrows(
        EvaluationException.class, () -> function.call(Feed.feed(x, NDArray.of(1L, 0L, 5L))));
    assertEquals(
        "10 / x at Some.java:3: integer division by zero\nfed were:\n  " + x + " <- (3,) int64",
        failure.getMessage());
    assertTrue(failure.getCause() instanceof ArithmeticException);
    assertEquals(expected, function.call(good));
  }

  @Test
  void whateverAKernelThrowsNamesTheStep() {
    for (Throwable thrown : List.of(
        new NegativeArraySizeException("-1"),
        new OutOfMemoryError("Java heap space"),
        new ArrayIndexOutOfBoundsException(7))) {
      Buffer y = computed(DType.INT64, N);
      CpuFunction function = new HandMade()
          .step("the step", List.of(fed(x)), y, (buffers, sizes, scalars) -> throwIt(thrown))
          .output(y, N)
          .function(x);
      EvaluationException failure =
          assertThrows(EvaluationException.class, () -> function.call(good));
      assertTrue(failure.getMessage().startsWith("the step: "), failure.getMessage());
      assertTrue(failure.getMessage().contains(thrown.getMessage()), failure.getMessage());
      assertSame(thrown, failure.getCause());
    }
  }

  private static void throwIt(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  @Test
  void anArrayTooLongForJavaNamesTheStepAndTheSize() {
    Buffer square = computed(DType.INT64, N.times(N));
    CpuFunction function = new HandMade()
        .step("outer product", List.of(fed(x)), square, NOTHING)
        .output(square, N, N)
        .function(x);
    assertFails(
        function,
        Feed.feed(x, NDArray.zeros(DType.INT64, 50_000)),
        "outer product: the result needs an array of n*n = 2500000000 elements",
        "2147483639",
        "(50000,) int64");
    assertEquals(List.of(9), List.of(function.callSingle(good).size()));
  }

  @Test
  void aSizeBeyond64BitsNamesTheStep() {
    Dim power = N.times(N).times(N).times(N).times(N);
    Buffer large = computed(DType.INT64, power);
    CpuFunction function = new HandMade()
        .step("fifth power", List.of(fed(x)), large, NOTHING)
        .output(large, power)
        .function(x);
    assertFails(
        function,
        Feed.feed(x, NDArray.zeros(DType.INT64, 50_000)),
        "fifth power: the size n*n*n*n*n cannot be computed");
  }

  @Test
  void aNegativeSizeNamesTheStep() {
    Buffer cut = computed(DType.INT64, N.minus(5));
    CpuFunction function = new HandMade()
        .step("all but five", List.of(fed(x)), cut, NOTHING)
        .output(cut, N.minus(5))
        .function(x);
    assertFails(function, good, "all but five: the size n - 5 = -2 is negative");
    Feed six = Feed.feed(x, NDArray.zeros(DType.INT64, 6));
    assertEquals(List.of(NDArray.of(0L)), function.call(six));
  }

  @Test
  void dimsThatMustBeEqualAreChecked() {
    Tensor y = input("y", DType.INT64, M);
    CpuFunction function = new HandMade()
        .require(N, M, "x and y differ at Some.java:9")
        .output(fed(x), N)
        .output(fed(y), M)
        .function(x, y);
    Feed equal = good.and(y, NDArray.of(1L, 2L, 3L));
    assertEquals(2, function.call(equal).size());
    assertFails(
        function,
        good.and(y, NDArray.of(1L, 2L)),
        "x and y differ at Some.java:9\n  found: 3 and 2",
        "(3,) int64",
        "(2,) int64");
    assertEquals(2, function.call(equal).size());
  }

  private static void assertFails(CpuFunction function, Feed feed, String... parts) {
    EvaluationException failure =
        assertThrows(EvaluationException.class, () -> function.call(feed));
    for (String part : parts) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
  }
}
