package io.opwalk.cpu;

import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CallArrays;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.PreparedCall;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls over the caller's arrays, on both backends. */
class PreparedCallTest {
  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, UNKNOWN, 3);
  private final Tensor w = Tensors.parameter("w", NDArray.of(List.of(3, 2), 1.0, 2, 3, 4, 5, 6));
  private final Tensor y = Probability.softmax(Linear.matmul(x, w));

  static Stream<Backend> backends() {
    return Stream.of(new CpuBackend(), new ReferenceBackend());
  }

  private static CompiledFunction compile(Backend backend, List<Tensor> in, List<Tensor> out) {
    return backend.compile(in, out, CompileOptions.defaults());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void eachRunGivesWhatACallGives(Backend backend) {
    CompiledFunction function = compile(backend, List.of(x), List.of(y));
    double[] in = new double[6];
    double[] out = new double[4];
    PreparedCall call = function.prepare(CallArrays.empty().input(x, in, 2, 3).output(y, out));
    for (int run = 0; run < 3; run++) {
      for (int i = 0; i < in.length; i++) {
        in[i] = Math.sin(i + 10 * run);
      }
      call.run();
      NDArray expected = function.callSingle(feed(x, NDArray.of(List.of(2, 3), in)));
      // Same bits: it is the same computation.
      assertArrayEquals(expected.toDoubles(), out);
      Tensors.slotOf(w).set(NDArray.full(DType.FLOAT64, run, 3, 2));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void whatIsNotComputedIsCopied(Backend backend) {
    Tensor flat = Shapes.reshape(w, 6);
    Tensor doubled = Arithmetic.add(x, x);
    Tensor again = Shapes.reshape(doubled, UNKNOWN);
    CompiledFunction function =
        compile(backend, List.of(x), List.of(x, w, flat, doubled, again, doubled));
    double[] in = {1, 2, 3};
    double[][] out = {new double[3], new double[6], new double[6], new double[3], new double[3]};
    PreparedCall call = function.prepare(CallArrays.empty()
        .input(x, in, 1, 3)
        .output(x, out[0])
        .output(w, out[1])
        .output(flat, out[2])
        .output(doubled, out[3])
        .output(again, out[4]));
    for (int run = 1; run <= 2; run++) {
      in[0] = run;
      Tensors.slotOf(w).set(NDArray.full(DType.FLOAT64, run, 3, 2));
      call.run();
      assertArrayEquals(in, out[0]);
      assertArrayEquals(new double[] {run, run, run, run, run, run}, out[1]);
      assertArrayEquals(out[1], out[2]);
      assertArrayEquals(new double[] {2 * run, 4, 6}, out[3]);
      assertArrayEquals(out[3], out[4]);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void arraysThatDoNotFitAreRefused(Backend backend) {
    CompiledFunction function = compile(backend, List.of(x), List.of(y));
    double[] in = new double[6];
    double[] out = new double[4];
    CallArrays inputs = CallArrays.empty().input(x, in, 2, 3);
    refused(
        FeedException.class,
        "expected float64, found float32",
        () -> CallArrays.empty().input(x, new float[3], 1, 3));
    refused(
        FeedException.class,
        "cannot feed Placeholder.0 'x'",
        () -> CallArrays.empty().input(x, in, 1, 3));
    refused(FeedException.class, "fed twice", () -> inputs.input(x, in, 2, 3));
    refused(FeedException.class, "no array (null)", () -> CallArrays.empty().input(x, null));
    refused(
        FeedException.class,
        "not fed",
        () -> function.prepare(CallArrays.empty().output(y, out)));
    refused(
        IllegalArgumentException.class, "expected double[]", () -> inputs.output(y, new float[4]));
    refused(
        IllegalArgumentException.class,
        "two arrays were given for the output",
        () -> inputs.output(y, out).output(y, out));
    refused(
        IllegalArgumentException.class,
        "no array was given for the output",
        () -> function.prepare(inputs));
    refused(
        IllegalArgumentException.class,
        "which is none of the outputs",
        () -> function.prepare(inputs.output(y, out).output(w, new double[6])));
    refused(
        IllegalArgumentException.class,
        "the shape [2, 2] in this call: expected an array of 4",
        () -> function.prepare(inputs.output(y, new double[5])));
    refused(
        IllegalArgumentException.class,
        "would be written to the array of Placeholder.0 'x'",
        () -> function.prepare(inputs.output(y, in)));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aFailedRunLeavesTheCallUsable(Backend backend) {
    Tensor n = Tensors.placeholder("n", DType.INT32, 2);
    Tensor quotient = Arithmetic.floorDivide(12, n);
    int[] in = {3, 0};
    int[] out = new int[2];
    PreparedCall call = compile(backend, List.of(n), List.of(quotient))
        .prepare(CallArrays.empty().input(n, in, 2).output(quotient, out));
    refused(EvaluationException.class, "by zero", call::run);
    in[1] = 5;
    call.run();
    assertArrayEquals(new int[] {4, 2}, out);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void callsDoNotDisturbEachOther(Backend backend) {
    CompiledFunction function = compile(backend, List.of(x), List.of(y));
    double[] in = {1, 2, 3};
    double[] one = new double[2];
    double[] other = new double[2];
    PreparedCall first = function.prepare(CallArrays.empty().input(x, in, 1, 3).output(y, one));
    PreparedCall second = function.prepare(CallArrays.empty().input(x, in, 1, 3).output(y, other));
    first.run();
    double[] before = one.clone();
    in[2] = -1;
    second.run();
    assertArrayEquals(before, one);
    first.run();
    assertArrayEquals(other, one);
  }

  private static void refused(
      Class<? extends RuntimeException> type, String message, Runnable action) {
    RuntimeException thrown = assertThrows(RuntimeException.class, action::run);
    assertEquals(type, thrown.getClass(), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }
}
