package io.opwalk.cpu;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.grad.Gradients.gradient;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Trigonometry.sin;
import static io.opwalk.ops.Trigonometry.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.cpu.internal.fixture.ManyThreads;
import io.opwalk.ops.Control;
import io.opwalk.ops.Customs;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Scan;
import io.opwalk.ops.ScanBuilder;
import io.opwalk.ops.TypeCase;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileListener;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Loops and conditions: the bits of the reference backend, and no more work than need be. */
class LoopBackendTest {
  private static final CpuBackend CPU = new CpuBackend();
  private static final ReferenceBackend REFERENCE = new ReferenceBackend();

  private final Tensor x = placeholder("x", FLOAT64, UNKNOWN, UNKNOWN, 3);
  private final Tensor h0 = placeholder("h0", FLOAT64, UNKNOWN, 2);
  private final Tensor w = parameter("w", TypeCase.ramp(3, 2));
  private final Tensor u = parameter("u", TypeCase.ramp(2, 2));

  private Feed feed(int steps, int batch) {
    return Feed.feed(x, TypeCase.ramp(steps, batch, 3)).and(h0, TypeCase.ramp(batch, 2));
  }

  private Scan rnn(ScanBuilder scan) {
    return scan.carrying(h0).step((state, elements) -> {
      Tensor h = tanh(add(matmul(elements.get(0), w), matmul(state.get(0), u)));
      return Scan.next(h).giving(h, state.get(0));
    });
  }

  private static void assertSameBits(List<Tensor> outputs, Feed feed) {
    List<Tensor> inputs = List.copyOf(feed.tensors());
    CompiledFunction expected = REFERENCE.compile(inputs, outputs, CompileOptions.defaults());
    CompiledFunction actual = CPU.compile(inputs, outputs, CompileOptions.defaults());
    // Twice, since the second call meets arrays that the first has left its marks in.
    for (int call = 0; call < 2; call++) {
      List<NDArray> ours = actual.call(feed);
      List<NDArray> theirs = expected.call(feed);
      for (int i = 0; i < ours.size(); i++) {
        int output = i;
        Bits.difference(theirs.get(i), ours.get(i))
            .ifPresent(difference -> fail("output " + output + ": " + difference));
      }
    }
  }

  @Test
  void aRecurrentCellAndItsGradients() {
    for (ScanBuilder scan :
        List.of(Scan.over(x), Scan.over(x).reverse(), Scan.over(x).truncate(2))) {
      Scan rnn = rnn(scan);
      Tensor loss = add(sum(square(rnn.output(0))), sum(rnn.finalState(0)));
      List<Tensor> outputs = new ArrayList<>(List.of(loss, rnn.output(1), rnn.finalState(0)));
      List<Tensor> slopes = gradient(loss, List.of(w, u, x, h0));
      outputs.addAll(slopes);
      outputs.add(gradient(sum(square(slopes.get(0))), u));
      assertSameBits(outputs, feed(5, 2));
      assertSameBits(outputs, feed(1, 1));
      assertSameBits(outputs, feed(0, 3));
    }
  }

  @Test
  void statesThatTradePlaces() {
    Tensor a = placeholder("a", FLOAT64, UNKNOWN);
    Tensor b = placeholder("b", FLOAT64, UNKNOWN);
    Tensor e = placeholder("e", FLOAT64, UNKNOWN, UNKNOWN);
    Scan trade = Scan.over(e).carrying(a, b, a).step((s, x) -> {
      Tensor next = add(s.get(0), s.get(2));
      return Scan.next(s.get(1), next, x.get(0)).giving(s.get(2), next, x.get(0));
    });
    List<Tensor> outputs = new ArrayList<>(trade.finalState());
    outputs.addAll(trade.outputs());
    Feed feed = Feed.feed(a, TypeCase.ramp(3)).and(b, TypeCase.ramp(3)).and(e, TypeCase.ramp(5, 3));
    assertSameBits(outputs, feed);
  }

  @Test
  void nestedLoopsWithConditions() {
    Tensor rows = placeholder("rows", FLOAT64, UNKNOWN, UNKNOWN);
    Tensor limit = placeholder("limit", FLOAT64);
    Scan outer = Scan.over(rows).carrying(constant(0.25)).step((s, e) -> {
      Tensor grown = Control.whileLoop(
          40, add(s.get(0), sum(square(e.get(0)))), v -> less(v, limit), v -> multiply(v, 1.5));
      Tensor chosen = Control.cond(
          less(grown, multiply(limit, 1.25)), () -> sin(grown), () -> subtract(grown, limit));
      return Scan.next(chosen).giving(grown);
    });
    Tensor loss = add(outer.finalState(0), sum(outer.output(0)));
    List<Tensor> outputs = new ArrayList<>(List.of(loss, outer.output(0)));
    outputs.addAll(gradient(loss, List.of(rows, limit)));
    assertSameBits(outputs, Feed.feed(rows, TypeCase.ramp(6, 2)).and(limit, 10.0));
  }

  @Test
  void rowsOfStepsNotTakenAreZeroInEveryCall() {
    Tensor start = placeholder("start", FLOAT64);
    Scan loop = Scan.times(6)
        .carrying(start)
        .asLongAs(s -> less(s.get(0), 10))
        .step((s, none) -> Scan.next(multiply(s.get(0), 2)).giving(s.get(0)));
    // What is read once more lies in an array that the next call finds again.
    CompiledFunction scaled = Graph.of(multiply(loop.output(0), 1.5)).compile();
    assertEquals("[1.5, 3.0, 6.0, 12.0, 0.0, 0.0]", text(scaled, start, 1));
    assertEquals("[9.0, 0.0, 0.0, 0.0, 0.0, 0.0]", text(scaled, start, 6));
  }

  private static String text(CompiledFunction function, Tensor start, double value) {
    return function.callSingle(Feed.feed(start, value)).toString();
  }

  @Test
  void aLoopIsRunOnceForItselfItsGradientAndWhatIsFetchedFromInside() {
    Counting counting = new Counting();
    Tensor e = placeholder("e", FLOAT64, UNKNOWN);
    Tensor[] inside = new Tensor[1];
    Scan scan = Scan.over(e).carrying(constant(0.5)).step((s, v) -> {
      inside[0] = Customs.apply(counting, s.get(0)).get(0);
      return Scan.next(sin(add(inside[0], v.get(0))));
    });
    Tensor slope = gradient(scan.finalState(0), e);
    List<Tensor> outputs = List.of(scan.finalState(0), scan.inner(inside[0]), slope);
    CompiledFunction function = CPU.compile(List.of(e), outputs, CompileOptions.defaults());
    for (int steps : new int[] {1, 100, 1000}) {
      counting.calls().set(0);
      function.call(Feed.feed(e, TypeCase.ramp(steps)));
      // Each step is taken once forward, and once more on the way back: linear in the steps.
      assertEquals(2 * steps, counting.calls().get());
    }
  }

  @Test
  void checkpointsTakeEachStepOnceMore() {
    for (int steps : new int[] {100, 1000}) {
      Counting counting = new Counting();
      Tensor e = placeholder("e", FLOAT64, steps);
      Scan scan = Scan.over(e)
          .carrying(constant(0.5))
          .checkpoint()
          .step((s, v) -> Scan.next(sin(add(Customs.apply(counting, s.get(0)).get(0), v.get(0)))));
      List<Tensor> outputs = List.of(scan.finalState(0), gradient(scan.finalState(0), e));
      CPU.compile(List.of(e), outputs, CompileOptions.defaults())
          .call(Feed.feed(e, TypeCase.ramp(steps)));
      long rest = steps % (long) Math.ceil(Math.sqrt(steps));
      assertEquals(3 * steps - rest, counting.calls().get());
    }
  }

  @Test
  void checkpointsKeepAboutTheRootOfTheStates() {
    long small = elementsKept(Scan.times(1024).checkpoint());
    long large = elementsKept(Scan.times(16 * 1024).checkpoint());
    long plain = elementsKept(Scan.times(1024));
    assertTrue(plain >= 1024 * 8, "kept without checkpoints: " + plain);
    // Two times 32 states of 8 elements, and what a step needs.
    assertTrue(small <= 3 * 32 * 8, "kept with checkpoints: " + small);
    // 16 times the steps, 4 times the states.
    assertTrue(large <= 4 * small, "kept with checkpoints: " + small + " and " + large);
  }

  @Test
  void truncationKeepsTheStatesThatItGoesBackTo() {
    long kept = elementsKept(Scan.times(1024).truncate(8));
    // Eight states of 8 elements, and what a step needs.
    assertTrue(kept <= 2 * 8 * 8, "kept with a truncation: " + kept);
  }

  /** The elements of all arrays that the program and those of its bodies make room for. */
  private static long elementsKept(ScanBuilder scan) {
    Tensor start = placeholder("start", FLOAT64, 8);
    Tensor scale = placeholder("scale", FLOAT64);
    Tensor end = scan.carrying(start)
        .step((s, none) -> Scan.next(sin(multiply(s.get(0), scale))))
        .finalState(0);
    Pattern array = Pattern.compile("(?m)^ *[sr]\\d+ float64\\[(\\d+)]$");
    long[] elements = new long[1];
    CompileListener listener = new CompileListener() {
      @Override
      public void lowered(String phase, String text, long nanos) {
        Matcher arrays = array.matcher(text);
        while (phase.equals("plan") && arrays.find()) {
          elements[0] += Long.parseLong(arrays.group(1));
        }
      }
    };
    CPU.compile(
        List.of(start, scale),
        List.of(gradient(sum(end), scale)),
        CompileOptions.builder().listener(listener).build());
    return elements[0];
  }

  @Test
  void whatIsNotReadIsNotComputed() {
    Tensor e = placeholder("e", FLOAT64, UNKNOWN);
    Counting counting = new Counting();
    Scan scan = Scan.over(e)
        .carrying(constant(1.0), constant(1.0))
        .step((s, v) -> Scan.next(
                multiply(s.get(0), v.get(0)), Customs.apply(counting, s.get(1)).get(0))
            .giving(Customs.apply(counting, v.get(0)).get(0)));
    Feed feed = Feed.feed(e, new double[] {2, 3});
    assertEquals(6, scan.finalState(0).evaluate(feed, CPU).doubleValue());
    assertEquals(0, counting.calls().get());
  }

  @Test
  void whatIsNotReadOfABranchIsNotComputedEither() {
    Tensor e = placeholder("e", FLOAT64);
    Tensor idle = multiply(placeholder("idle", FLOAT64), 2);
    Counting counting = new Counting();
    List<Tensor> both = Control.condAll(
        less(e, 1),
        () -> List.of(square(e), Customs.apply(counting, idle).get(0)),
        () -> List.of(e, idle));
    CompiledFunction first =
        CPU.compile(List.of(e, idle), List.of(both.get(0)), CompileOptions.defaults());
    Feed feed = Feed.feed(e, 0.5).and(idle, 3.0);
    assertEquals(0.25, first.callSingle(feed).doubleValue());
    assertEquals(0, counting.calls().get());
    assertEquals(9, both.get(1).evaluate(feed, CPU).doubleValue());
    assertEquals(1, counting.calls().get());
  }

  @Test
  void manyThreadsRunOneLoopForManySizes() throws Exception {
    Scan rnn = rnn(Scan.over(x));
    List<Tensor> outputs = List.of(rnn.output(0), gradient(sum(rnn.output(0)), w));
    CompiledFunction function = CPU.compile(List.of(x, h0), outputs, CompileOptions.defaults());
    List<List<NDArray>> alone = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      alone.add(function.call(feed(20 + i, 1 + i)));
    }
    ManyThreads.run(4, thread -> {
      for (int call = 0; call < 50; call++) {
        int size = (thread + call) % 4;
        assertEquals(alone.get(size), function.call(feed(20 + size, 1 + size)));
      }
    });
  }

  @Test
  void mistakesThatOnlyACallShowsNameTheStepAndTheLine() {
    Tensor rows = placeholder("rows", FLOAT64, UNKNOWN, UNKNOWN);
    Tensor start = placeholder("start", FLOAT64, UNKNOWN);
    Tensor y = Control.foldl(rows, start, (s, e) -> multiply(e, 2));
    Feed feed = Feed.feed(rows, TypeCase.ramp(2, 3)).and(start, TypeCase.ramp(4));
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> y.evaluate(feed, CPU));
    assertTrue(
        thrown.getMessage().startsWith("Loop{step}")
            && thrown.getMessage().contains("step 0: carried value 0 was of shape [4]"),
        thrown.getMessage());
    Tensor others = placeholder("others", FLOAT64, UNKNOWN);
    Tensor paired =
        Scan.over(rows, others).step((s, e) -> Scan.giving(sum(e.get(0)))).output(0);
    Feed lengths = Feed.feed(rows, TypeCase.ramp(2, 3)).and(others, TypeCase.ramp(4));
    EvaluationException longer =
        assertThrows(EvaluationException.class, () -> paired.evaluate(lengths, CPU));
    assertTrue(longer.getMessage().contains("one length"), longer.getMessage());
    Tensor z = Control.map(rows, e -> Reductions.sum(add(e, start)));
    EvaluationException unequal =
        assertThrows(EvaluationException.class, () -> z.evaluate(feed, CPU));
    assertTrue(unequal.getMessage().contains("found: "), unequal.getMessage());
  }
}
