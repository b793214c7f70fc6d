package io.opwalk.reference;

import static io.opwalk.reference.Nodes.ADD;
import static io.opwalk.reference.Nodes.BACKEND;
import static io.opwalk.reference.Nodes.DIV;
import static io.opwalk.reference.Nodes.MUL;
import static io.opwalk.reference.Nodes.evaluate;
import static io.opwalk.reference.Nodes.node;
import static io.opwalk.reference.Nodes.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong is said in terms of tensors, sizes and lines that the user wrote. */
class ReferenceErrorsTest {
  private final Tensor x = placeholder("x", DType.FLOAT64, Dim.unknown(), Dim.of(3));
  private final Tensor y = placeholder("y", DType.FLOAT64, Dim.unknown(), Dim.of(3));

  private static void assertMessage(Throwable thrown, String... parts) {
    for (String part : parts) {
      assertTrue(
          thrown.getMessage().contains(part),
          () -> "expected '" + part + "' in: " + thrown.getMessage());
    }
  }

  private static EvaluationException fails(Tensor output, Feed feed) {
    return assertThrows(EvaluationException.class, () -> evaluate(output, feed));
  }

  private static NDArray rows(int count) {
    return NDArray.zeros(DType.FLOAT64, count, 3);
  }

  @Test
  void unknownSizesThatTurnOutToDiffer() {
    Tensor sum = node(ADD, "sum", 9, x, y);
    EvaluationException thrown = fails(sum, Feed.feed(x, rows(2)).and(y, rows(4)));
    assertEquals(
        "Elementwise{add} 'sum' at Digits.java:9: at axis -2 input 0 has size 2 and input 1"
            + " size 4; sizes that were unknown when the graph was built must be equal\n"
            + "  input 0: Placeholder.0 'x' (?, 3) float64 at Digits.java:1, here (2, 3) float64\n"
            + "  input 1: Placeholder.0 'y' (?, 3) float64 at Digits.java:1, here (4, 3) float64",
        thrown.getMessage());
  }

  @Test
  void anUnknownSizeOfOneIsNotRepeated() {
    fails(node(ADD, x, y), Feed.feed(x, rows(1)).and(y, rows(4)));
    assertEquals(rows(1), evaluate(node(ADD, x, y), Feed.feed(x, rows(1)).and(y, rows(1))));
  }

  @Test
  void matricesThatDoNotFit() {
    Tensor a = placeholder("a", DType.FLOAT64, Dim.of(2), Dim.unknown());
    Tensor product = node(new MatMul(), "product", 5, a, x);
    EvaluationException thrown =
        fails(product, Feed.feed(a, NDArray.zeros(DType.FLOAT64, 2, 5)).and(x, rows(4)));
    assertMessage(thrown, "MatMul 'product' at Digits.java:5", "5 columns", "4 rows", "'a'", "'x'");
  }

  @Test
  void aReshapeThatDoesNotFit() {
    Tensor reshaped = node(new Reshape(Shape.shape(2, 2)), "square", 6, x);
    assertMessage(
        fails(reshaped, Feed.feed(x, rows(2))), "'square' at Digits.java:6", "(2, 3)", "(2, 2)");
    Tensor wide = node(new Reshape(Shape.of(Dim.of(3_000_000_000L))), x);
    assertMessage(fails(wide, Feed.feed(x, rows(2))), "3000000000");
  }

  @Test
  void aBroadcastTargetThatTurnsOutOtherwise() {
    Tensor repeated = node(new Broadcast(Shape.shape(2, 5, 3)), "repeated", 6, x);
    assertMessage(
        fails(repeated, Feed.feed(x, rows(4))),
        "'repeated' at Digits.java:6",
        "size 4",
        "size 5",
        "(2, 5, 3)");
  }

  @Test
  void theLargestOfNone() {
    Tensor index = node(new ArgReduce(ArgReduce.Kind.MAX, 0, false), "best", 6, x);
    assertMessage(
        fails(index, Feed.feed(x, rows(0))), "'best' at Digits.java:6", "axis 0 is empty");
  }

  @Test
  void integerDivisionByZero() {
    Tensor n = placeholder("n", DType.INT32, Dim.unknown());
    Tensor quotient = node(DIV, "quotient", 6, n, n);
    assertMessage(
        fails(quotient, Feed.feed(n, new int[] {3, 0})),
        "'quotient' at Digits.java:6",
        "division",
        "by zero");
  }

  @Test
  void aResultThatNoJavaArrayHolds() {
    Tensor row = placeholder("row", DType.FLOAT64, Dim.of(1), Dim.unknown());
    Tensor column = placeholder("column", DType.FLOAT64, Dim.unknown(), Dim.of(1));
    Feed feed = Feed.feed(row, NDArray.zeros(DType.FLOAT64, 1, 100_000))
        .and(column, NDArray.zeros(DType.FLOAT64, 100_000, 1));
    assertMessage(
        fails(node(MUL, "outer", 6, row, column), feed),
        "'outer' at Digits.java:6",
        "(100000, 100000)",
        "2147483639");
  }

  @Test
  void anInputThatTheOutputsNeedIsMissing() {
    Tensor sum = node(ADD, x, y);
    FeedException compiling = assertThrows(
        FeedException.class,
        () -> BACKEND.compile(List.of(x), List.of(sum), CompileOptions.defaults()));
    assertMessage(compiling, "Placeholder.0 'y' (?, 3) float64 at Digits.java:1");
    FeedException calling = assertThrows(
        FeedException.class,
        () -> BACKEND
            .compile(List.of(x, y), List.of(sum), CompileOptions.defaults())
            .call(Feed.feed(x, rows(2))));
    assertMessage(calling, "not fed:\n  Placeholder.0 'y' (?, 3) float64 at Digits.java:1");
  }

  @Test
  void evaluatingRefusesWhatItDoesNotNeed() {
    FeedException thrown = assertThrows(
        FeedException.class,
        () -> evaluate(node(ADD, x, x), Feed.feed(x, rows(2)).and(y, rows(2))));
    assertMessage(thrown, "fed but not needed:\n  Placeholder.0 'y'");
  }

  @Test
  void noFeedAtAll() {
    assertMessage(assertThrows(FeedException.class, () -> evaluate(x, null)), "Feed.empty()");
  }
}
