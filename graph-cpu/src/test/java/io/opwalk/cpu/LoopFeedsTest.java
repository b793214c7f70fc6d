package io.opwalk.cpu;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Trigonometry.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.cpu.internal.loop.Bodies;
import io.opwalk.cpu.internal.pipeline.Compiler;
import io.opwalk.grad.Gradients;
import io.opwalk.nn.initializer.RandomNormal;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Recurrent;
import io.opwalk.ops.RecurrentBuilder;
import io.opwalk.ops.Scan;
import io.opwalk.ops.ScanBuilder;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Products that a loop runs itself, some rows in each step: the bits of those run before it. */
@Tag("first-tier")
final class LoopFeedsTest {
  private static final int FEATURES = 13;
  private static final int UNITS = 11;
  private static final DType DTYPE = DType.FLOAT64;

  private final Tensor kernel = Tensors.parameter("kernel", normal(1, FEATURES, 4 * UNITS));
  private final Tensor recurrent = Tensors.parameter("recurrent", normal(2, UNITS, 4 * UNITS));
  private final Tensor bias = Tensors.parameter("bias", normal(3, 4 * UNITS));

  private static NDArray normal(int seed, Integer... dims) {
    return new RandomNormal(0, 0.3).initialize(DTYPE, List.of(dims), seed);
  }

  private static Tensor x(long... dims) {
    return Tensors.placeholder("x", DTYPE, dims);
  }

  private Tensor projected(Tensor x) {
    return add(matmul(x, kernel), bias);
  }

  /** What a step gives out reads its element and what the one before has left. */
  private static Scan running(Tensor sequence, Tensor start, UnaryOperator<ScanBuilder> how) {
    return how.apply(Scan.over(sequence).carrying(start)).step((state, elements) -> {
      Tensor next = tanh(add(elements.get(0), multiply(state.get(0), 0.5)));
      return Scan.next(next).giving(next);
    });
  }

  private static void check(boolean isFed, Tensor x, List<Tensor> outputs, int[]... shapes) {
    CompileOptions options = CompileOptions.defaults();
    boolean found = new Compiler()
        .compile(List.of(x), outputs, options).calls().stream()
            .anyMatch(call ->
                call.function() instanceof Bodies bodies && bodies.feed().isPresent());
    assertEquals(isFed, found);
    CompiledFunction reference = new ReferenceBackend().compile(List.of(x), outputs, options);
    for (Tier tier : List.of(Tier.VECTOR, Tier.SCALAR)) {
      CompiledFunction actual = new CpuBackend(
              CpuOptions.builder().threads(1).tier(tier).build())
          .compile(List.of(x), outputs, options);
      // Twice, since the second call finds arrays and weights of the first.
      for (int call = 0; call < 2 * shapes.length; call++) {
        int[] shape = shapes[call % shapes.length];
        Feed feed = Feed.feed(x, normal(call, shape[0], shape[1], shape[2]));
        List<NDArray> expected = reference.call(feed);
        List<NDArray> results = actual.call(feed);
        for (int i = 0; i < expected.size(); i++) {
          String what = tier + ", call " + call + ", output " + i + ": ";
          Bits.difference(expected.get(i), results.get(i))
              .ifPresent(difference -> fail(what + difference));
        }
      }
    }
  }

  private RecurrentBuilder lstm() {
    return Recurrent.lstm(kernel, recurrent).bias(bias);
  }

  @Test
  void stepsOfKnownSizesAndOfUnknownOnes() {
    int[] large = {5, 20, FEATURES};
    for (Tensor x : List.of(x(5, 20, FEATURES), x(-1, -1, FEATURES))) {
      Tensor start = Arithmetic.multiply(sum(projected(x), 0), 0.1);
      for (UnaryOperator<ScanBuilder> how :
          List.<UnaryOperator<ScanBuilder>>of(scan -> scan, ScanBuilder::reverse)) {
        Scan scan = running(projected(x), Tensors.constant(normal(4, 20, 4 * UNITS)), how);
        check(true, x, List.of(scan.output(0), scan.finalState(0)), large);
        Scan read = running(projected(x), start, how);
        check(false, x, List.of(read.output(0)), large);
      }
    }
  }

  @Test
  void layersOfRecurrentCells() {
    Tensor x = x(-1, -1, FEATURES);
    Tensor upper = Tensors.parameter("upper", normal(5, UNITS, 4 * UNITS));
    Recurrent lower = lstm().over(x);
    Recurrent both = Recurrent.lstm(upper, recurrent).goBackwards().over(lower.outputs());
    // Few rows in a step are left to one product before the loop, and so is nothing at all.
    int[][] shapes = {{20, 6, FEATURES}, {3, 6, FEATURES}, {17, 1, FEATURES}, {16, 0, FEATURES}};
    check(true, x, List.of(lower.outputs()), shapes);
    check(true, x, List.of(both.outputs(), both.finalState(0)), shapes);
  }

  private static CompiledFunction compiled(int threads, Tensor x, List<Tensor> outputs) {
    return new CpuBackend(
            CpuOptions.builder().threads(threads).tier(Tier.VECTOR).build())
        .compile(List.of(x), outputs, CompileOptions.defaults());
  }

  @Test
  void gradients() {
    Tensor x = x(-1, -1, FEATURES);
    for (UnaryOperator<RecurrentBuilder> how : List.<UnaryOperator<RecurrentBuilder>>of(
        cell -> cell, cell -> cell.loop(scan -> scan.truncate(2)))) {
      Tensor loss = sum(Arithmetic.square(how.apply(lstm()).over(x).outputs()));
      List<Tensor> outputs = new ArrayList<>(List.of(loss));
      outputs.addAll(Gradients.gradient(loss, List.of(x, kernel, recurrent, bias)));
      // Rules that give a gradient other roundings are applied to both; where threads help, all of
      // a
      // product is run before the loop.
      CompiledFunction whole = compiled(2, x, outputs);
      CompiledFunction actual = compiled(1, x, outputs);
      Feed feed = Feed.feed(x, normal(7, 18, 5, FEATURES));
      List<NDArray> expected = whole.call(feed);
      List<NDArray> results = actual.call(feed);
      for (int i = 0; i < expected.size(); i++) {
        int output = i;
        Bits.difference(expected.get(i), results.get(i))
            .ifPresent(difference -> fail("output " + output + ": " + difference));
      }
    }
  }

  @Test
  void loopsThatEndEarlier() {
    Tensor x = x(-1, 20, FEATURES);
    Tensor start = Tensors.constant(normal(4, 20, 4 * UNITS));
    Scan scan = Scan.over(projected(x))
        .carrying(start, Tensors.constant(0.0))
        .asLongAs(state -> Logic.less(state.get(1), 2.5))
        .step((state, elements) -> {
          Tensor next = tanh(add(elements.get(0), state.get(0)));
          return Scan.next(next, add(state.get(1), 1.0)).giving(next);
        });
    check(true, x, List.of(scan.output(0), scan.finalState(0)), new int[] {6, 20, FEATURES});
  }

  @Test
  void whatSomebodyElseReadsIsThereBeforeTheLoop() {
    Tensor x = x(5, 20, FEATURES);
    int[] shape = {5, 20, FEATURES};
    Tensor start = Tensors.constant(normal(4, 20, 4 * UNITS));
    Scan scan = running(projected(x), start, how -> how);
    check(false, x, List.of(scan.output(0), projected(x)), shape);
    Scan other = running(projected(x), start, ScanBuilder::reverse);
    check(false, x, List.of(scan.output(0), other.output(0)), shape);
    // What is added differs from step to step.
    Tensor different = add(matmul(x, kernel), Tensors.constant(normal(6, 5, 1, 4 * UNITS)));
    check(false, x, List.of(running(different, start, how -> how).output(0)), shape);
    Tensor plain = matmul(x, kernel);
    check(true, x, List.of(running(plain, start, how -> how).output(0)), shape);
  }
}
