package io.opwalk.ops;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Recurrent.Gate;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.walk.Walk;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a recurrent cell looks like from outside, values worked out by hand, and refusals. */
class RecurrentTest {
  private static final Tensor X = placeholder("x", FLOAT64, UNKNOWN, UNKNOWN, 3);
  private static final Tensor KERNEL = placeholder("kernel", FLOAT64, 3, 8);
  private static final Tensor RECURRENT = placeholder("recurrent", FLOAT64, 2, 8);
  private static final Tensor TWO = constant(new double[][] {{2}});
  private static final Tensor HALF = constant(new double[][] {{0.5}});

  private static double[] values(Tensor tensor) {
    return tensor.evaluate(Feed.empty(), new ReferenceBackend()).toDoubles();
  }

  /** h' = 2 x + h / 2, of powers of two: nothing is rounded. */
  private static RecurrentBuilder halving() {
    return Recurrent.rnn(TWO, HALF).activation(sum -> sum);
  }

  @Test
  void aLinearCellAddsUpWhatFades() {
    Tensor x = constant(NDArray.of(List.of(1, 3, 1), 1.0, 2, 4));
    Recurrent forwards = halving().over(x);
    assertArrayEquals(new double[] {2, 5, 10.5}, values(forwards.outputs()));
    assertArrayEquals(new double[] {10.5}, values(forwards.finalState(0)));
    Recurrent backwards = halving().goBackwards().over(x);
    assertArrayEquals(new double[] {6, 8, 8}, values(backwards.outputs()));
    assertArrayEquals(new double[] {6}, values(backwards.finalState(0)));
  }

  /** Keras: what is masked repeats the output before, and is zero where there is none. */
  @Test
  void maskedStepsKeepTheStateAndNotAlwaysTheOutput() {
    Tensor x = constant(NDArray.of(List.of(1, 4, 1), 9.0, 1, 9, 2));
    Tensor mask = constant(new boolean[][] {{false, true, false, true}});
    RecurrentBuilder cell =
        halving().initialState(constant(new double[][] {{4}})).mask(mask);
    assertArrayEquals(new double[] {0, 4, 4, 6}, values(cell.over(x).outputs()));
    assertArrayEquals(new double[] {4, 4, 4, 6}, values(cell.over(x).states(0)));
    assertArrayEquals(
        new double[] {0, 4, 0, 6}, values(cell.zeroOutputForMask().over(x).outputs()));
  }

  @Test
  void whatGatesAreMadeOfCanBeFetched() {
    Recurrent lstm = Recurrent.lstm(KERNEL, RECURRENT).over(X);
    for (Gate gate : List.of(Gate.INPUT, Gate.FORGET, Gate.CELL, Gate.OUTPUT)) {
      assertEquals("(?, ?, 2) float64", lstm.preActivation(gate).type().toString());
      assertEquals("(?, ?, 2) float64", lstm.gate(gate).type().toString());
    }
    assertEquals("(?, ?, 2) float64", lstm.states(1).type().toString());
    assertEquals("(?, 2) float64", lstm.finalState(1).type().toString());
    String complaint = assertThrows(IllegalArgumentException.class, () -> lstm.gate(Gate.RESET))
        .getMessage();
    assertEquals("the cell has no gate RESET, only [INPUT, FORGET, CELL, OUTPUT]", complaint);
    // A step is to be read: its gates have names.
    List<String> names = Walk.ancestors(lstm.scan().body().outputs()).stream()
        .map(Apply::name)
        .filter(name -> !name.isEmpty())
        .toList();
    assertTrue(
        names.containsAll(List.of("forget_sum", "forget", "cell", "output")), names::toString);
    // Of the zero that is the gate's sum, a sigmoid makes one half.
    Tensor zeros = constant(NDArray.zeros(FLOAT64, 1, 8));
    Recurrent still = Recurrent.lstm(zeros, constant(NDArray.zeros(FLOAT64, 2, 8)))
        .over(constant(NDArray.zeros(FLOAT64, 1, 1, 1)));
    assertArrayEquals(new double[] {0.5, 0.5}, values(still.gate(Gate.FORGET)));
    assertArrayEquals(new double[] {0, 0}, values(still.preActivation(Gate.FORGET)));
  }

  @Test
  void whatAllStepsNeedOfTheInputIsOneProduct() {
    Recurrent gru = Recurrent.gru(
            placeholder("kernel", FLOAT64, 3, 6), placeholder("recurrent", FLOAT64, 2, 6))
        .over(X);
    assertEquals(1, products(gru.outputs()));
    assertEquals(1, products(gru.scan().body().outputs().get(0)));
  }

  private static long products(Tensor tensor) {
    return Walk.ancestors(tensor).stream()
        .filter(each -> each.op() instanceof MatMul)
        .count();
  }

  @Test
  void checkpointsChangeNoGradient() {
    Tensor x = placeholder("x", FLOAT64, 1, 9, 1);
    double[] numbers = {1, -2, 3, 0.5, -1, 2, 0.25, 4, -3};
    RecurrentBuilder cell = Recurrent.rnn(TWO, HALF);
    Tensor kept = Gradients.gradient(Reductions.sum(cell.over(x).outputs()), x);
    Recurrent checked = cell.loop(ScanBuilder::checkpoint).over(x);
    Tensor again = Gradients.gradient(Reductions.sum(checked.outputs()), x);
    Feed feed = Feed.feed(x, NDArray.of(List.of(1, 9, 1), numbers));
    // The same steps in the same order, some of them twice: equal to the bit.
    assertArrayEquals(
        kept.evaluate(feed, new ReferenceBackend()).toDoubles(),
        again.evaluate(feed, new ReferenceBackend()).toDoubles());
  }

  @Test
  void aBuilderDoesNotChange() {
    RecurrentBuilder plain = halving();
    plain.goBackwards().bias(constant(new double[] {100}));
    Tensor x = constant(NDArray.of(List.of(1, 2, 1), 1.0, 2));
    assertArrayEquals(new double[] {2, 5}, values(plain.over(x).outputs()));
  }

  static Stream<Arguments> refused() {
    RecurrentBuilder lstm = Recurrent.lstm(KERNEL, RECURRENT);
    Tensor state = placeholder("state", FLOAT64, UNKNOWN, 2);
    return Stream.of(
        row(lstm, placeholder("flat", FLOAT64, 3, 3), "lstm: x must be (?, ?, ?) float64"),
        row(lstm, placeholder("ints", INT32, 1, 1, 3), "lstm: not defined for int32"),
        row(lstm, placeholder("single", FLOAT32, 1, 1, 3), "the kernel must be (?, 8) float32"),
        row(lstm, placeholder("wide", FLOAT64, 1, 1, 4), "x has 4 features, the kernel 3 rows"),
        row(
            Recurrent.gru(KERNEL, RECURRENT),
            X,
            "gru: the kernel must be (?, 6) float64, found (3, 8) float64"),
        row(
            Recurrent.lstm(KERNEL, placeholder("square", FLOAT64, 2, 2)),
            X,
            "the recurrent kernel must be (2, 8) float64, found (2, 2) float64"),
        row(
            Recurrent.lstm(KERNEL, placeholder("open", FLOAT64, UNKNOWN, 8)),
            X,
            "[units, gates units] with units known, found (?, 8)"),
        row(lstm.bias(state), X, "the bias must be (2, 8) float64, found (?, 2) float64"),
        row(lstm.bias(placeholder("b", FLOAT64, 2)), X, "the bias must be (8,) float64"),
        row(lstm.initialState(state), X, "has 2 initial states, found 1"),
        row(lstm.initialState(state, KERNEL), X, "a state must be (?, 2) float64, found (3, 8)"),
        row(lstm.peepholes(state).mask(state), X, "a mask is a bool of shape [batch, time]"),
        row(lstm.peepholes(KERNEL), X, "the peepholes must be (3, 2) float64, found (3, 8)"),
        row(
            lstm.mask(placeholder("mask", BOOL, 2, 3, 1)),
            X,
            "a mask is a bool of shape [batch, time], found (2, 3, 1) bool"),
        row(
            Recurrent.gru(placeholder("k", FLOAT64, 3, 6), placeholder("r", FLOAT64, 2, 6))
                .coupled(),
            X,
            "only an LSTM has gates to couple"));
  }

  private static Arguments row(RecurrentBuilder cell, Tensor x, String message) {
    return Arguments.of(cell, x, message);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatDoesNotFitIsRefused(RecurrentBuilder cell, Tensor x, String message) {
    String complaint = assertThrows(TypeException.class, () -> cell.over(x)).getMessage();
    assertTrue(complaint.contains(message), complaint);
    assertTrue(complaint.contains("input 0: Placeholder.0 '" + x.name() + "'"), complaint);
  }
}
