package io.opwalk.ops;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Activations.softsign;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Trigonometry.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Dim;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.walk.Clone;
import io.opwalk.walk.Replace;
import io.opwalk.walk.Structure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loops, against loops written by hand; what they look like, and how they are refused. */
class ScanTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();
  private static final double[][] W = {{0.5, -0.25}, {0.125, 0.75}};

  private static NDArray value(Tensor tensor, Feed feed) {
    return tensor.evaluate(feed, BACKEND);
  }

  private static Scan rnn(Tensor x, Tensor h0) {
    return Scan.over(x).carrying(h0).named("rnn").step((state, elements) -> {
      Tensor h = softsign(add(matmul(state.get(0), constant(W)), elements.get(0)));
      return Scan.next(h).giving(h);
    });
  }

  private static double[] handMade(double[] x, double[] h0) {
    double[] h = h0.clone();
    double[] all = new double[x.length];
    for (int t = 0; t < x.length / 2; t++) {
      double[] next = new double[2];
      for (int j = 0; j < 2; j++) {
        double sum = 0;
        for (int k = 0; k < 2; k++) {
          sum += h[k] * W[k][j];
        }
        double input = sum + x[2 * t + j];
        next[j] = input / (1 + Math.abs(input));
        all[2 * t + j] = next[j];
      }
      h = next;
    }
    return all;
  }

  @Test
  void aRecurrentCellIsALoopOverTime() {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN, UNKNOWN, 2);
    Tensor h0 = placeholder("h0", FLOAT64, UNKNOWN, 2);
    Scan rnn = rnn(x, h0);
    assertEquals("(?, ?, 2) float64", rnn.output(0).type().toString());
    double[] values = {1, -2, 0.5, 0.25, -1, 3, 0.75, 0};
    for (int steps : new int[] {0, 1, 4}) {
      double[] sequence = Arrays.copyOf(values, 2 * steps);
      Feed onlyX = Feed.feed(x, NDArray.of(List.of(steps, 1, 2), sequence));
      Feed feed = onlyX.and(h0, NDArray.of(List.of(1, 2), 0.5, -1.0));
      double[] expected = handMade(sequence, new double[] {0.5, -1});
      // The same operations in the same order as the loop by hand: equal to the bit.
      assertArrayEquals(expected, value(rnn.output(0), feed).toDoubles());
      double[] last = steps == 0
          ? new double[] {0.5, -1}
          : Arrays.copyOfRange(expected, 2 * steps - 2, 2 * steps);
      assertArrayEquals(last, value(rnn.finalState(0), feed).toDoubles());
      assertEquals(steps, value(rnn.steps(), onlyX).longValue());
    }
  }

  @Test
  void integersAreCarriedToo() {
    Scan fibonacci = Scan.times(10)
        .carrying(constant(0L), constant(1L))
        .step((state, none) ->
            Scan.next(state.get(1), add(state.get(0), state.get(1))).giving(state.get(0)));
    assertArrayEquals(
        new long[] {0, 1, 1, 2, 3, 5, 8, 13, 21, 34},
        value(fibonacci.output(0), Feed.empty()).toLongs());
    assertEquals(55, value(fibonacci.finalState(0), Feed.empty()).longValue());
  }

  @Test
  void aThousandStepsAddUp() {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN);
    Tensor sum = Control.foldl(x, constant(0.0), (s, element) -> add(s, element));
    double[] ones = new double[1000];
    Arrays.fill(ones, 1);
    assertEquals(1000, value(sum, Feed.feed(x, NDArray.of(ones))).doubleValue());
  }

  @Test
  void aLoopStopsWhenItsConditionSaysSo() {
    Tensor x = placeholder("x", INT64);
    Scan doubling = Scan.times(8)
        .carrying(x)
        .asLongAs(state -> less(state.get(0), 100))
        .step((state, none) -> Scan.next(multiply(state.get(0), 2)).giving(state.get(0)));
    Feed feed = Feed.feed(x, 7L);
    assertEquals(112, value(doubling.finalState(0), feed).longValue());
    assertEquals(4, value(doubling.steps(), feed).longValue());
    assertArrayEquals(
        new long[] {7, 14, 28, 56, 0, 0, 0, 0}, value(doubling.output(0), feed).toLongs());
    assertEquals(0, value(doubling.steps(), Feed.feed(x, 100L)).longValue());
  }

  @Test
  void aConditionThatHoldsTooLongIsAnErrorOfTheCall() {
    Tensor x = placeholder("x", FLOAT64);
    Tensor loop = Control.whileLoop(5, x, v -> less(v, 10), v -> add(v, 1));
    assertEquals(10, value(loop, Feed.feed(x, 5.0)).doubleValue());
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> value(loop, Feed.feed(x, 4.0)));
    assertTrue(
        thrown.getMessage().contains("Loop{step, at most 5 steps}")
            && thrown.getMessage().contains("still holds after 5 steps"),
        thrown.getMessage());
  }

  @Test
  void valuesInsideAStepCanBeHadForAllOfThem() {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN);
    Tensor scale = placeholder("scale", FLOAT64);
    Tensor[] inside = new Tensor[2];
    Scan scan = Scan.over(x).carrying(constant(1.0)).step((state, elements) -> {
      inside[0] = multiply(state.get(0), scale);
      inside[1] = state.get(0);
      return Scan.next(add(inside[0], elements.get(0)));
    });
    Feed feed = Feed.feed(x, new double[] {1, 2, 3}).and(scale, 2.0);
    assertArrayEquals(
        new double[] {2, 6, 16}, value(scan.inner(inside[0]), feed).toDoubles());
    assertArrayEquals(new double[] {1, 3, 8}, value(scan.inner(inside[1]), feed).toDoubles());
    // Also by walking the graph of a step, and for what the step itself does not need.
    Tensor product = scan.body().output().owner().inputs(0);
    assertArrayEquals(new double[] {2, 6, 16}, value(scan.inner(product), feed).toDoubles());
    Tensor other = placeholder("other", FLOAT64);
    Tensor more = add(square(inside[1]), other);
    assertArrayEquals(
        new double[] {1.5, 9.5, 64.5},
        value(scan.inner(more), feed.and(other, 0.5)).toDoubles());
    TypeException refused = assertThrows(TypeException.class, () -> scan.inner(scale));
    assertTrue(refused.getMessage().contains("the same in all steps"), refused.getMessage());
  }

  @Test
  void loopsNest() {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN, UNKNOWN);
    Tensor total = placeholder("total", FLOAT64);
    Tensor sums = Control.scan(
        x, total, (sum, row) -> Control.foldl(row, sum, (s, e) -> add(multiply(s, 0.5), e)));
    Feed feed = Feed.feed(x, new double[][] {{1, 2}, {3, 4}}).and(total, 8.0);
    // ((8/2+1)/2+2) = 4.5, ((4.5/2+3)/2+4) = 6.625
    assertArrayEquals(new double[] {4.5, 6.625}, value(sums, feed).toDoubles());
  }

  @Test
  void whatDoesNotDependOnTheStepIsOutsideTheLoop() {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN);
    Tensor a = placeholder("a", FLOAT64);
    Scan scan = Scan.over(x)
        .carrying(constant(0.0))
        .step((state, e) -> Scan.next(add(multiply(tanh(a), state.get(0)), e.get(0))));
    assertFalse(scan.body().toString().contains("tanh"), scan.body().toString());
    assertEquals(3, scan.finalState(0).owner().inputs().size());
    assertTrue(scan.finalState(0).owner().inputs(2).toString().contains("tanh"));
  }

  @Test
  void aLoopPrintsAsOneNode() {
    Tensor x = placeholder("x", FLOAT64, 3, 1, 2);
    Tensor h0 = placeholder("h0", FLOAT64, 1, 2);
    Scan rnn = rnn(x, h0);
    String text = Graph.of(rnn.output(0)).toString();
    assertTrue(text.startsWith("Loop{rnn}.1 #1 (3, 1, 2) float64"), text);
    assertTrue(text.contains("Placeholder.0 #3 'h0'"), text);
    assertTrue(
        rnn.body().toString().contains("'x[t]' (1, 2) float64"), rnn.body().toString());
    assertEquals("(1, 2) float64", rnn.state().get(0).type().toString());
    assertEquals("x[t]", rnn.elements().get(0).name());
  }

  @Test
  void graphsAroundALoopAreClonedReplacedAndBound() {
    Tensor x = placeholder("x", FLOAT64, Shape.of(Dim.named("time"), Dim.of(2)));
    Tensor y = Control.scan(x, constant(new double[] {1, 1}), (s, e) -> multiply(s, e));
    Graph graph = Graph.of(y);
    assertTrue(Structure.equal(graph, Clone.of(graph)));
    Tensor other = placeholder("other", FLOAT64, 3, 2);
    Tensor replaced = Replace.in(List.of(y), Map.of(x, other)).get(0);
    assertEquals("(3, 2) float64", replaced.type().toString());
    NDArray values = NDArray.ofArray(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    double[] products = {1, 2, 3, 8, 15, 48};
    assertArrayEquals(products, value(replaced, Feed.feed(other, values)).toDoubles());
    Graph bound = graph.bind("time", 3);
    assertEquals("(3, 2) float64", bound.output().type().toString());
    assertArrayEquals(
        products,
        value(bound.output(), Feed.feed(bound.inputs().get(0), values)).toDoubles());
    // A node before the loop can be fed as any other.
    Tensor doubled = multiply(x, 2);
    Tensor z = Control.scan(doubled, constant(new double[] {1, 1}), (s, e) -> multiply(s, e));
    assertArrayEquals(products, value(z, Feed.feed(doubled, values)).toDoubles());
    TypeException refused = assertThrows(
        TypeException.class,
        () -> Replace.in(List.of(y), Map.of(x, placeholder("wide", FLOAT64, 3, 5))));
    assertTrue(refused.getMessage().contains("expected shape"), refused.getMessage());
  }

  @Test
  void oneBranchOnlyIsRun() {
    Tensor x = placeholder("x", INT64);
    Tensor safe = Control.cond(
        Logic.equal(x, 0), () -> constant(-1L), () -> Arithmetic.floorDivide(constant(100L), x));
    assertEquals(-1, value(safe, Feed.feed(x, 0L)).longValue());
    assertEquals(25, value(safe, Feed.feed(x, 4L)).longValue());
    assertSame(x, safe.owner().inputs(1));
  }

  @Test
  void whatWasThereBeforeABranchStaysOutside() {
    Tensor x = placeholder("x", FLOAT64);
    Tensor shared = tanh(x);
    Tensor y = Control.cond(less(x, 0), () -> square(shared), () -> shared);
    assertEquals(
        List.of(shared), y.owner().inputs().subList(1, y.owner().inputs().size()));
  }

  private static void refuses(String words, Runnable call) {
    TypeException thrown = assertThrows(TypeException.class, call::run);
    assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("\n  at "), thrown.getMessage());
  }

  @Test
  void stepsThatDoNotFitAreRefused() {
    Tensor x = placeholder("x", FLOAT64, 4, 3);
    Tensor scalar = placeholder("s", FLOAT64);
    refuses("axis 0 to walk along", () -> Control.map(scalar, v -> v));
    refuses(
        "carried value 0 is () float64 before a step and (3,) float64 after it",
        () -> Control.foldl(x, scalar, (s, e) -> e));
    refuses(
        "passed 1 values and passes on 2",
        () -> Scan.over(x).carrying(scalar).step((s, e) -> Scan.next(s.get(0), s.get(0))));
    refuses(
        "sequences must have one length",
        () -> Scan.over(x, placeholder("y", FLOAT64, 5))
            .step((s, e) -> Scan.giving(e.get(0), e.get(1))));
    refuses(
        "the condition must give one bool of rank 0",
        () -> Control.whileLoop(3, x, v -> less(v, 0), v -> v));
    refuses("the condition must be a bool of rank 0", () -> Control.cond(scalar, () -> x, () -> x));
    refuses(
        "value 0 is (4, 3) float64 where the condition holds and () float64 where it does not",
        () -> Control.cond(less(scalar, 0), () -> x, () -> scalar));
    refuses(
        "checkpoint() needs a number of steps that is known, found ?; checkpointEvery(steps)",
        () -> Scan.over(placeholder("open", FLOAT64, UNKNOWN))
            .carrying(scalar)
            .checkpoint()
            .step((s, e) -> Scan.next(add(s.get(0), e.get(0)))));
    refuses(
        "checkpoints need sequences that are known to be of one length, found [?, ?]",
        () -> Scan.over(
                placeholder("open", FLOAT64, UNKNOWN), placeholder("other", FLOAT64, UNKNOWN))
            .carrying(scalar)
            .checkpointEvery(4)
            .step((s, e) -> Scan.next(add(s.get(0), e.get(0)))));
  }

  @Test
  void sequencesOfOpenLengthMustTurnOutEqual() {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN);
    Tensor y = placeholder("y", FLOAT64, UNKNOWN);
    Tensor product = Scan.over(x, y)
        .step((s, e) -> Scan.giving(multiply(e.get(0), e.get(1))))
        .output(0);
    Feed feed = Feed.feed(x, new double[] {1, 2}).and(y, new double[] {1, 2, 3});
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> value(product, feed));
    assertTrue(thrown.getMessage().contains("one length"), thrown.getMessage());
  }

  @Test
  void aStepThatFailsSaysWhich() {
    Tensor x = placeholder("x", INT64, UNKNOWN);
    Tensor y = Control.map(x, e -> Arithmetic.floorDivide(constant(6L), e));
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> value(y, Feed.feed(x, new long[] {1, 2, 0})));
    assertTrue(thrown.getMessage().contains("step 2: "), thrown.getMessage());
  }
}
