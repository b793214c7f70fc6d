package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Cumulative;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Range;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Scatters;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of what moves elements about, bit for bit, and what goes wrong in it. */
@Tag("first-tier")
class IndexingBackendTest {
  private static final Backend CPU = new CpuBackend();
  private static final Backend REFERENCE = new ReferenceBackend();

  /** Without the phase whose rules give other bits on purpose, as those for log-softmax do. */
  private static final CompileOptions EXACT =
      CompileOptions.builder().withoutPhase("stable").build();

  private static final Set<Class<? extends Op>> OPS = Set.of(
      Concat.class,
      Cumulate.class,
      Gather.class,
      LinearRecurrence.class,
      Pad.class,
      Scatter.class,
      Slice.class);

  static Stream<OpCase> rows() {
    return OpCases.all().stream()
        .filter(row -> !row.smoothTrials(Integer.MAX_VALUE).isEmpty())
        .filter(row -> {
          Trial trial = row.trials().get(0);
          return Walk.ancestors(trial.output(trial.placeholders())).stream()
              .map(Apply::op)
              .anyMatch(op -> OPS.contains(op.getClass()));
        });
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientsHaveTheBitsOfTheReference(OpCase row) {
    for (Trial trial : row.smoothTrials(Integer.MAX_VALUE)) {
      List<Tensor> inputs = trial.placeholders();
      Tensor output = trial.output(inputs);
      List<Tensor> outputs =
          Gradients.vjp(List.of(output), List.of(output), trial.differentiable(inputs));
      Feed feed = Trial.feed(inputs, trial.values());
      assertSameBits(inputs, outputs, feed, EXACT, trial.toString());
    }
  }

  private static void assertSameBits(
      List<Tensor> inputs, List<Tensor> outputs, Feed feed, String where) {
    assertSameBits(inputs, outputs, feed, CompileOptions.defaults(), where);
  }

  private static void assertSameBits(
      List<Tensor> inputs, List<Tensor> outputs, Feed feed, CompileOptions options, String where) {
    List<NDArray> expected = REFERENCE.compile(inputs, outputs, options).call(feed);
    List<NDArray> actual = CPU.compile(inputs, outputs, options).call(feed);
    for (int i = 0; i < expected.size(); i++) {
      int output = i;
      Bits.difference(expected.get(i), actual.get(i))
          .ifPresent(difference -> fail(where + " output " + output + ": " + difference));
    }
  }

  @Test
  void viewsOfViewsReadTheRightElements() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, Shape.UNKNOWN, 6);
    Tensor part = Indexing.get(x, Range.from(1), Range.of(5, 0, -2));
    Tensor turned = Rearranging.flip(Shapes.transpose(part), 1);
    Tensor column = Indexing.get(turned, Range.at(-1));
    Tensor sum = Arithmetic.add(turned, column);
    Tensor product = Linear.matmul(turned, part);
    Tensor places = Arithmetic.multiply(
        Tensors.cast(Creation.arangeLike(part, 0, DType.INT64), DType.FLOAT64), column);
    NDArray values = Creation.arange(DType.FLOAT64, 30).evaluate(Feed.empty(), REFERENCE);
    assertSameBits(
        List.of(x),
        List.of(turned, sum, product, places, Reductions.sum(part, 0)),
        Feed.feed(x, values.reshape(5, 6)),
        "views");
  }

  /** An array is not written while an element of it is still to be read at another place. */
  @Test
  void anElementThatAllReadIsNotOverwrittenInPlace() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 100);
    Tensor computed = Cumulative.cumSum(x, 0);
    Tensor middle = Arithmetic.add(Indexing.get(computed, Range.at(50)), 1);
    Tensor result = Arithmetic.multiply(computed, middle);
    assertSameBits(
        List.of(x),
        List.of(result),
        Feed.feed(x, Creation.linspace(DType.FLOAT64, 1, 2, 100).evaluate(Feed.empty(), REFERENCE)),
        "in place");
  }

  @Test
  void aScatterIntoWhatIsReadElsewhereLeavesThatAsItIs() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 5);
    Tensor computed = Cumulative.cumSum(x, 0);
    Tensor at = Tensors.constant(new long[][] {{0}, {4}, {0}});
    Tensor updates = Indexing.get(computed, Range.of(0, 3));
    Tensor scattered = Scatters.scatterNd(computed, at, updates, Scatter.Kind.ADD);
    Tensor alone =
        Scatters.scatterNd(Cumulative.cumProd(x, 0), at, Tensors.constant(1.0), Scatter.Kind.ADD);
    assertSameBits(
        List.of(x),
        List.of(scattered, Arithmetic.add(computed, 1), alone),
        Feed.feed(x, NDArray.of(1.0, 2, 3, 4, 5)),
        "scatter");
  }

  @Test
  void manyPartsAreJoined() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 3);
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      parts.add(Arithmetic.add(x, i));
    }
    NDArray joined =
        Joining.stack(parts, 0).evaluate(Feed.feed(x, NDArray.of(0.0, 0.25, 0.5)), CPU);
    assertEquals(List.of(500, 3), joined.shape());
    assertEquals(499.25, joined.toDoubles()[499 * 3 + 1]);
  }

  @Test
  void anIndexOutOfRangeIsNamedWithItsPlaceAndTheTensors() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, Shape.UNKNOWN, 3);
    Tensor at = Tensors.placeholder("at", DType.INT32, 2);
    Feed feed = Feed.feed(x, new double[2][3]).and(at, NDArray.of(-3, 3));
    for (Tensor taken : List.of(
        Indexing.take(x, at, 1),
        Scatters.scatterNd(
            Indexing.get(x, Range.at(0)), Shapes.expandDims(at, 1), Tensors.constant(1.0)))) {
      EvaluationException thrown =
          assertThrows(EvaluationException.class, () -> taken.evaluate(feed, CPU));
      assertTrue(
          thrown
              .getMessage()
              .contains("index 3 at position [0, 1] is out of range for an axis of size 3"),
          thrown.getMessage());
      String first = thrown.getMessage().lines().findFirst().orElseThrow();
      assertTrue(first.contains("'x'") && first.contains("'at'"), first);
    }
  }

  @Test
  void sizesThatTurnOutNotToFitAreRefused() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, Shape.UNKNOWN);
    Tensor y = Tensors.placeholder("y", DType.FLOAT64, Shape.UNKNOWN, 2);
    Tensor z = Tensors.placeholder("z", DType.FLOAT64, 1, Shape.UNKNOWN);
    Feed feed = Feed.feed(x, NDArray.of(1.0, 2))
        .and(y, NDArray.zeros(DType.FLOAT64, 2, 2))
        .and(z, NDArray.zeros(DType.FLOAT64, 1, 3));
    assertRefused(Indexing.get(x, Range.at(2)), feed, "axis 0 is too short for the slice");
    assertRefused(Indexing.get(x, Range.at(-3)), feed, "begins before it");
    assertRefused(Joining.concat(List.of(y, z), 0), feed, "axis 1 of input 1 does not fit");
    assertRefused(
        Cumulative.linearRecurrence(y, Shapes.broadcastTo(z, z.shape()), 1, false),
        feed,
        "does not fit");
  }

  private static void assertRefused(Tensor tensor, Feed feed, String message) {
    List<Tensor> inputs = List.copyOf(feed.tensors());
    EvaluationException thrown = assertThrows(
        EvaluationException.class,
        () -> CPU.compile(inputs, List.of(tensor), CompileOptions.defaults()).call(feed));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    assertThrows(
        EvaluationException.class,
        () -> REFERENCE
            .compile(inputs, List.of(tensor), CompileOptions.defaults())
            .call(feed));
  }
}
