package io.opwalk.grad;

import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.GradientFlow.stopGradient;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Trigonometry.sin;
import static io.opwalk.ops.Trigonometry.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Control;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.primitive.Barrier;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pieces computed again for their gradients: the same values and gradients, to the bit. */
class CheckpointTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private static List<NDArray> evaluate(List<Tensor> tensors, Feed feed) {
    return BACKEND
        .compile(List.copyOf(feed.tensors()), tensors, CompileOptions.defaults())
        .call(feed);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "FLOAT32"})
  void valuesAndGradientsAreTheSame(DType dtype) {
    Tensor x = placeholder("x", dtype, Shape.UNKNOWN, 3);
    Tensor w = parameter(
        "w", NDArray.of(List.of(3, 3), 1, 2, 3, -1, 0.5, 2, 0.25, 3, 1).cast(dtype));
    Tensor b = parameter("b", NDArray.of(0.5, -0.25, 1).cast(dtype));
    UnaryOperator<Tensor> block = in -> tanh(add(matmul(in, w), b));
    Tensor plain = x;
    Tensor checked = x;
    for (int i = 0; i < 4; i++) {
      plain = plain.then(block);
      checked = checked.then(Checkpoint.of(block));
    }
    List<Tensor> wrt = List.of(x, w, b);
    List<Tensor> expected = new ArrayList<>(Gradients.gradient(sum(square(plain)), wrt));
    List<Tensor> found = new ArrayList<>(Gradients.gradient(sum(square(checked)), wrt));
    expected.add(plain);
    found.add(checked);
    NDArray values = NDArray.of(List.of(2, 3), 0.5, -1, 2, 1.5, 0.25, -0.75).cast(dtype);
    Feed feed = Feed.feed(x, values);
    assertEquals(evaluate(expected, feed), evaluate(found, feed));
  }

  @Test
  void isOneNodeWhoseInputsAreWhatItUses() {
    Tensor x = placeholder("x", DType.FLOAT64, 3);
    Tensor w = parameter("w", NDArray.of(1.0, 2, 3));
    Tensor y = x.then(Checkpoint.of(in -> multiply(exp(in), add(w, 1))));
    assertEquals("Checkpoint", y.owner().op().name());
    assertSame(x, y.owner().inputs(0));
    assertEquals(2, y.owner().inputs().size());
    // What does not depend on the input is computed outside, once.
    assertSame(w, y.owner().inputs(1).owner().inputs(0));
  }

  @Test
  void theGradientComputesAgainWhatItNeeds() {
    Tensor x = placeholder("x", DType.FLOAT64, 3);
    Tensor y = x.then(Checkpoint.of(in -> sin(exp(in))));
    Graph gradient = Graph.of(Gradients.gradient(sum(y), x));
    List<Apply> barriers = gradient.applies().stream()
        .filter(apply -> apply.op() instanceof Barrier)
        .toList();
    assertEquals(1, barriers.size());
    assertSame(x, barriers.get(0).inputs(0));
    assertEquals(2, barriers.get(0).inputs().size());
    assertTrue(gradient.applies().stream()
        .filter(apply -> apply.op().label().equals("Elementwise{exp}"))
        .allMatch(apply -> apply.inputs(0) == barriers.get(0).output()));
  }

  @Test
  void severalInputsAndOutputsIntegersAmongThem() {
    Tensor x = placeholder("x", DType.FLOAT64, 3);
    Tensor n = placeholder("n", DType.INT64, 3);
    List<Tensor> both = Checkpoint.apply(
        List.of(x, n),
        in -> List.of(add(in.get(1), 1), multiply(square(in.get(0)), 2), exp(in.get(0))));
    Tensor loss = sum(multiply(both.get(1), both.get(2)));
    Feed feed = Feed.feed(x, NDArray.of(0.5, -1, 2)).and(n, NDArray.of(1L, 2, 3));
    GradientCheck.of(loss, x).on(BACKEND).run(feed).orThrow();
    assertEquals(NDArray.of(2L, 3, 4), evaluate(List.of(both.get(0)), feed).get(0));
    assertEquals(1, Gradients.gradient(sum(both.get(2)), List.of(x)).size());
  }

  @Test
  void gradientsOfGradientsAndDirections() {
    Tensor x = placeholder("x", DType.FLOAT64, 3);
    Tensor w = placeholder("w", DType.FLOAT64, 3);
    Tensor y = x.then(Checkpoint.of(in -> multiply(sigmoid(multiply(in, w)), in)));
    Tensor slope = Gradients.gradient(sum(square(y)), x);
    Feed feed = Feed.feed(x, NDArray.of(0.5, -1, 2)).and(w, NDArray.of(1.5, 0.25, -0.5));
    GradientCheck.of(slope, x, w).on(BACKEND).run(feed).orThrow();
    Tensor along = constant(new double[] {1, -2, 0.5});
    Tensor plain = multiply(sigmoid(multiply(x, w)), x);
    List<NDArray> moved =
        evaluate(List.of(Jacobians.jvp(y, x, along), Jacobians.jvp(plain, x, along)), feed);
    assertEquals(moved.get(1), moved.get(0));
  }

  @Test
  void pieceswithinPieces() {
    Tensor x = placeholder("x", DType.FLOAT64, 3);
    Tensor y = x.then(Checkpoint.of(in ->
        in.then(Checkpoint.of(inner -> sin(exp(inner)))).then(Checkpoint.of(z -> square(z)))));
    GradientCheck.of(y, x)
        .on(BACKEND)
        .run(Feed.feed(x, NDArray.of(0.5, -1, 0.75)))
        .orThrow();
  }

  @Test
  void aFunctionMayReturnWhatItIsGivenOrSomethingElse() {
    Tensor x = placeholder("x", DType.FLOAT64, 3);
    Tensor w = parameter("w", NDArray.of(1.0, 2, 3));
    List<Tensor> out = Checkpoint.apply(List.of(x), in -> List.of(in.get(0), w, constant(2.0)));
    Feed feed = Feed.feed(x, NDArray.of(4.0, 5, 6));
    assertEquals(
        List.of(NDArray.of(4.0, 5, 6), NDArray.of(1.0, 2, 3), NDArray.scalar(2.0)),
        evaluate(out, feed));
    Tensor loss = sum(multiply(out.get(0), out.get(1)));
    assertEquals(
        List.of(NDArray.of(1.0, 2, 3), NDArray.of(4.0, 5, 6)),
        evaluate(Gradients.gradient(loss, List.of(x, w)), feed));
    assertThrows(
        IllegalArgumentException.class, () -> Checkpoint.apply(List.of(x), in -> List.of()));
  }

  @Test
  void whatIsStoppedInsideIsDisconnected() {
    Tensor x = placeholder("x", DType.FLOAT64, 3);
    Tensor y = x.then(Checkpoint.of(in -> exp(stopGradient(in))));
    DisconnectedGradientException thrown =
        assertThrows(DisconnectedGradientException.class, () -> Gradients.gradient(sum(y), x));
    assertTrue(thrown.getMessage().contains("stops at [Checkpoint"), thrown.getMessage());
  }

  /**
   * Time in pieces: of nine steps, three states are kept and three are computed again at a time.
   */
  @Test
  void aScanOfScansKeepsTheRootOfItsSteps() {
    Tensor x = placeholder("x", DType.FLOAT64, 9);
    Tensor w = placeholder("w", DType.FLOAT64);
    BinaryOperator<Tensor> step = (state, element) -> tanh(add(multiply(w, state), element));
    Tensor zero = constant(0.0);
    Tensor plain = Control.foldl(x, zero, step);
    Tensor pieces = Control.foldl(
        Shapes.reshape(x, 3, 3),
        zero,
        (state, piece) -> Checkpoint.apply(
                List.of(state, piece), in -> List.of(Control.foldl(in.get(1), in.get(0), step)))
            .get(0));
    List<Tensor> wrt = List.of(x, w);
    Feed feed =
        Feed.feed(x, NDArray.of(0.5, -1, 2, 0.25, 1, -0.75, 1.5, -2, 0.125)).and(w, 0.75);
    List<Tensor> expected = new ArrayList<>(Gradients.gradient(plain, wrt));
    List<Tensor> found = new ArrayList<>(Gradients.gradient(pieces, wrt));
    assertEquals(evaluate(expected.subList(0, 1), feed), evaluate(found.subList(0, 1), feed));
    // What the steps contribute to w is summed piece by piece: nine roundings, of terms below 1.
    assertEquals(
        evaluate(expected, feed).get(1).toDoubles()[0],
        evaluate(found, feed).get(1).toDoubles()[0],
        1e-14);
  }

  /** The limit is a hundred times what it takes; something quadratic would need hours. */
  @Test
  void aLongChainOfPieces() {
    Tensor x = placeholder("x", DType.FLOAT64);
    Tensor y = x;
    for (int i = 0; i < 10_000; i++) {
      y = y.then(Checkpoint.of(in -> sin(sin(in))));
    }
    Tensor end = y;
    assertTimeout(Duration.ofMinutes(2), () -> Gradients.gradient(end, x));
  }
}
