package io.opwalk.grad;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.grad.Gradients.gradient;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Logic.greater;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Trigonometry.sin;
import static io.opwalk.ops.Trigonometry.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Control;
import io.opwalk.ops.GradientFlow;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.Scan;
import io.opwalk.ops.ScanBuilder;
import io.opwalk.ops.TypeCase;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Gradients through loops and conditions. */
class LoopGradientTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private final Tensor x = placeholder("x", FLOAT64, UNKNOWN, UNKNOWN, 2);
  private final Tensor h0 = placeholder("h0", FLOAT64, UNKNOWN, 3);
  private final Tensor w = placeholder("w", FLOAT64, 2, 3);
  private final Tensor u = placeholder("u", FLOAT64, 3, 3);

  private Feed feed(int steps) {
    return Feed.feed(x, TypeCase.ramp(steps, 2, 2))
        .and(h0, TypeCase.ramp(2, 3))
        .and(w, TypeCase.ramp(2, 3))
        .and(u, TypeCase.ramp(3, 3));
  }

  private Tensor loss(UnaryOperator<ScanBuilder> options) {
    Scan rnn = options.apply(Scan.over(x).carrying(h0)).step((state, elements) -> {
      Tensor h = tanh(add(matmul(elements.get(0), w), matmul(state.get(0), u)));
      return Scan.next(h).giving(multiply(h, 0.5));
    });
    return add(sum(square(rnn.output(0))), sum(sin(rnn.finalState(0))));
  }

  private static void check(Tensor scalar, Feed feed, Tensor... wrt) {
    GradientCheck.of(scalar, wrt).on(BACKEND).run(feed).orThrow();
  }

  @Test
  void flowsToSequencesInitialValuesAndWhatIsUsed() {
    for (int steps : new int[] {1, 3}) {
      check(loss(scan -> scan), feed(steps), x, h0, w, u);
      check(loss(ScanBuilder::reverse), feed(steps), x, h0, w, u);
    }
  }

  @Test
  void isThatOfTheInitialValuesWhereThereIsNoStep() {
    Tensor gradient = gradient(loss(scan -> scan), h0);
    double[] expected =
        Arrays.stream(TypeCase.ramp(2, 3).toDoubles()).map(StrictMath::cos).toArray();
    assertArrayEquals(expected, gradient.evaluate(feed(0), BACKEND).toDoubles());
    Tensor ofWeights = gradient(loss(scan -> scan), w);
    assertArrayEquals(new double[6], ofWeights.evaluate(feed(0), BACKEND).toDoubles());
  }

  @Test
  void canBeDifferentiatedAgain() {
    Tensor slope = gradient(loss(scan -> scan), w);
    check(sum(square(slope)), feed(2), w, u, x, h0);
  }

  @Test
  void flowsThroughNestedLoops() {
    Tensor rows = placeholder("rows", FLOAT64, UNKNOWN, UNKNOWN);
    Tensor rate = placeholder("rate", FLOAT64);
    Tensor y = Control.foldl(
        rows,
        constant(0.5),
        (s, row) -> Control.foldl(row, s, (t, e) -> sin(add(multiply(t, rate), e))));
    Feed feed = Feed.feed(rows, TypeCase.ramp(2, 3)).and(rate, 0.75);
    check(y, feed, rows, rate);
    check(gradient(y, rate), feed, rows, rate);
  }

  @Test
  void flowsThroughStepsThatPassValuesOnUnchanged() {
    Tensor a = placeholder("a", FLOAT64);
    Tensor b = placeholder("b", FLOAT64);
    Scan swap = Scan.times(3)
        .carrying(a, b)
        .step((s, none) -> Scan.next(s.get(1), s.get(0)).giving(multiply(s.get(0), s.get(1))));
    Tensor loss = add(multiply(swap.finalState(0), 3), sum(swap.output(0)));
    check(loss, Feed.feed(a, 2.0).and(b, -1.5), a, b);
  }

  @Test
  void flowsThroughTheStepsThatAConditionAllowed() {
    Tensor a = placeholder("a", FLOAT64);
    Tensor root = Control.whileLoop(
        50,
        a,
        v -> greater(Arithmetic.abs(subtract(square(v), a)), 1e-12),
        v -> multiply(0.5, add(v, divide(a, v))));
    Feed feed = Feed.feed(a, 2.0);
    // Newton's iteration ends within rounding of the root, and its derivative of the root's.
    assertEquals(Math.sqrt(2), root.evaluate(feed, BACKEND).doubleValue(), 1e-15);
    assertEquals(
        0.5 / Math.sqrt(2), gradient(root, a).evaluate(feed, BACKEND).doubleValue(), 1e-15);
    check(root, feed, a);
  }

  @Test
  void flowsThroughTheLastStepsOnlyWhereItIsTruncated() {
    Tensor s0 = placeholder("s0", FLOAT64);
    Tensor e = placeholder("e", FLOAT64, UNKNOWN);
    Tensor scale = placeholder("scale", FLOAT64);
    Feed feed = Feed.feed(e, new double[] {1, 2, 3, 4}).and(s0, 5.0).and(scale, 2.0);
    for (boolean reverse : new boolean[] {false, true}) {
      ScanBuilder scan = Scan.over(e).carrying(s0);
      Tensor last = (reverse ? scan.reverse() : scan)
          .truncate(2)
          .step((s, x) -> Scan.next(add(multiply(s.get(0), scale), x.get(0))))
          .finalState(0);
      double[] expected = reverse ? new double[] {1, 2, 0, 0} : new double[] {0, 0, 2, 1};
      assertArrayEquals(expected, slope(last, e, feed).toDoubles());
      assertEquals(0, slope(last, s0, feed).doubleValue());
      // d/dscale of the last two steps: the state before each, the first of them scaled once.
      double[] order = reverse ? new double[] {4, 3, 2} : new double[] {1, 2, 3};
      double before = (5 * 2 + order[0]) * 2 + order[1];
      double after = before * 2 + order[2];
      assertEquals(before * 2 + after, slope(last, scale, feed).doubleValue());
    }
    Tensor whole = Scan.over(e)
        .carrying(s0)
        .truncate(4)
        .step((s, x) -> Scan.next(multiply(s.get(0), x.get(0))))
        .finalState(0);
    assertEquals(24, slope(whole, s0, feed).doubleValue());
  }

  @Test
  void isThatOfTheStepsByHandWhereItIsTruncated() {
    for (int steps : new int[] {0, 2, 3, 4, 7}) {
      for (long time : new long[] {steps, UNKNOWN}) {
        for (boolean reverse : new boolean[] {false, true}) {
          truncatedAsByHand(steps, time, reverse);
        }
      }
    }
  }

  private static void truncatedAsByHand(int steps, long time, boolean reverse) {
    long last = 3;
    Tensor e = placeholder("e", FLOAT64, time);
    Tensor s0 = placeholder("s0", FLOAT64);
    Tensor scale = placeholder("scale", FLOAT64);
    ScanBuilder builder = Scan.over(e).carrying(s0).truncate(last);
    Scan scan = (reverse ? builder.reverse() : builder).step((s, x) -> {
      Tensor next = sin(add(multiply(s.get(0), scale), x.get(0)));
      return Scan.next(next).giving(multiply(next, x.get(0)));
    });
    assertEquals(e.shape(), scan.output(0).shape());
    Tensor loss = add(sum(square(scan.output(0))), scan.finalState(0));
    Tensor state = s0;
    Tensor byHand = constant(0.0);
    for (int i = 0; i < steps; i++) {
      Tensor x = Indexing.get(e, Range.at(reverse ? steps - 1 - i : i));
      Tensor next = sin(add(multiply(state, scale), x));
      Tensor given = multiply(next, x);
      boolean isEarly = i < steps - last;
      state = isEarly ? GradientFlow.stopGradient(next) : next;
      byHand = add(byHand, square(isEarly ? GradientFlow.stopGradient(given) : given));
    }
    byHand = add(byHand, state);
    Feed feed = Feed.feed(e, TypeCase.ramp(steps)).and(s0, 0.7).and(scale, 1.3);
    for (Tensor wrt : List.of(e, s0, scale)) {
      NDArray expected = slopeOrZeros(byHand, wrt, feed);
      // The same numbers, summed in another order.
      assertArrayEquals(expected.toDoubles(), slopeOrZeros(loss, wrt, feed).toDoubles(), 1e-13);
    }
  }

  private static NDArray slopeOrZeros(Tensor scalar, Tensor wrt, Feed feed) {
    Tensor slope = Gradients.gradientOrZeros(scalar, wrt);
    return BACKEND
        .compile(List.copyOf(feed.tensors()), List.of(slope), CompileOptions.defaults())
        .callSingle(feed);
  }

  /** A gradient of a linear step needs not all that is fed. */
  private static NDArray slope(Tensor scalar, Tensor wrt, Feed feed) {
    return BACKEND
        .compile(
            List.copyOf(feed.tensors()), List.of(gradient(scalar, wrt)), CompileOptions.defaults())
        .callSingle(feed);
  }

  @Test
  void isTheSameWithCheckpoints() {
    for (int steps : new int[] {2, 9, 11}) {
      Tensor e = placeholder("e", FLOAT64, steps, 2);
      Tensor s0 = placeholder("s0", FLOAT64, 2);
      Tensor scale = placeholder("scale", FLOAT64);
      Feed feed =
          Feed.feed(e, TypeCase.ramp(steps, 2)).and(s0, TypeCase.ramp(2)).and(scale, 0.75);
      for (UnaryOperator<ScanBuilder> direction :
          List.<UnaryOperator<ScanBuilder>>of(scan -> scan, ScanBuilder::reverse)) {
        NDArray plain = slopes(direction.apply(Scan.over(e).carrying(s0)), scale, e, feed);
        NDArray root =
            slopes(direction.apply(Scan.over(e).carrying(s0)).checkpoint(), scale, e, feed);
        NDArray fours =
            slopes(direction.apply(Scan.over(e).carrying(s0)).checkpointEvery(4), scale, e, feed);
        // The same steps are taken back in the same order, so no bit differs.
        assertEquals(plain, root);
        assertEquals(plain, fours);
      }
    }
  }

  @Test
  void checkpointsGoWithAnOpenNumberOfSteps() {
    Tensor scale = constant(0.75);
    Tensor s0 = constant(0.5);
    Tensor open = placeholder("open", FLOAT64, UNKNOWN);
    for (UnaryOperator<ScanBuilder> direction :
        List.<UnaryOperator<ScanBuilder>>of(scan -> scan, ScanBuilder::reverse)) {
      for (int steps : new int[] {0, 1, 3, 4, 5, 8, 11}) {
        Feed feed = Feed.feed(open, TypeCase.ramp(steps));
        assertEquals(
            slopes(direction.apply(Scan.over(open).carrying(s0)), scale, open, feed),
            slopes(
                direction.apply(Scan.over(open).carrying(s0)).checkpointEvery(4),
                scale,
                open,
                feed),
            () -> steps + " steps");
      }
    }
  }

  private static NDArray slopes(ScanBuilder scan, Tensor scale, Tensor wrt, Feed feed) {
    Scan built = scan.step((s, x) -> {
      Tensor next = sin(add(multiply(s.get(0), scale), x.get(0)));
      return Scan.next(next).giving(next);
    });
    Tensor loss = add(sum(square(built.output(0))), sum(built.finalState(0)));
    return gradient(loss, wrt).evaluate(feed, BACKEND);
  }

  @Test
  void isDisconnectedWhereNoStepPassesAnythingOn() {
    Tensor e = placeholder("e", FLOAT64, 3);
    Tensor unused = placeholder("unused", FLOAT64);
    Scan scan = Scan.over(e)
        .carrying(constant(1.0), unused)
        .step((s, x) -> Scan.next(multiply(s.get(0), x.get(0)), s.get(1)));
    assertThrows(DisconnectedGradientException.class, () -> gradient(scan.finalState(0), unused));
  }

  @Test
  void isThatOfTheBranchThatIsRun() {
    Tensor a = placeholder("a", FLOAT64);
    Tensor b = placeholder("b", FLOAT64);
    Tensor y = Control.cond(greater(a, b), () -> multiply(square(a), b), () -> sin(a));
    for (double value : new double[] {0.5, 3}) {
      Feed feed = Feed.feed(a, value).and(b, 1.25);
      check(y, feed, a, b);
      check(gradient(y, a), feed, a, b);
    }
  }
}
