package com.example;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Activations.softplus;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user does first, from a user's package, on the backend a user gets. */
class WalkBackTest {
  private final Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN, 3));
  private final Tensor w = parameter("w", NDArray.ofArray(new double[][] {{1}, {-2}, {0.5}}));
  private final Tensor b = parameter("b", NDArray.of(0.25));
  private final Tensor z = add(matmul(softplus(x), w), b);
  private final Tensor y = sigmoid(z);
  private final Graph graph = Graph.of(y);
  private final NDArray rows = NDArray.ofArray(new double[][] {{1, 2, 3}, {-4, 5, -6}});

  private static String messageOf(Class<? extends Throwable> type, Runnable action) {
    return assertThrows(type, action::run).getMessage();
  }

  @Test
  void theOwnersFirstInputIsWhatStoodBeforeTheSigmoid() {
    Tensor logit = graph.output().owner().inputs(0);
    assertSame(z, logit);
    assertSame(graph.output().owner(), graph.output().op());
    double[] hand = new double[2];
    for (int row = 0; row < 2; row++) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        double v = rows.getDouble(row, i);
        // The definition; log1p and exp of StrictMath are what the op documents.
        double feature = Math.max(v, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(v)));
        sum += feature * slotOf(w).value().getDouble(i, 0);
      }
      hand[row] = sum + 0.25;
    }
    // The same operations in the same order: equal to the bit.
    assertEquals(NDArray.of(List.of(2, 1), hand), logit.evaluate(feed(x, rows)));
  }

  @Test
  void bothNodesComeFromOnePass() {
    CompiledFunction both = graph.compile(y, z);
    List<NDArray> values = both.call(feed(x, rows));
    assertEquals(y.evaluate(feed(x, rows)), values.get(0));
    assertEquals(z.evaluate(feed(x, rows)), values.get(1));
    // Softplus, the product, and the bias with its sigmoid.
    long steps =
        both.describe().lines().filter(line -> line.matches("\\s+\\d+: .*")).count();
    assertEquals(3, steps, both.describe());
  }

  @Test
  void anyNodeMayBeFed() {
    NDArray logits = NDArray.ofArray(new double[][] {{0}, {800}});
    assertEquals(
        NDArray.ofArray(new double[][] {{0.5}, {1}}),
        y.evaluate(feed(z, logits)),
        "x is not needed");
    CompiledFunction fromTheMiddle =
        graph.compile(List.of(y), CompileOptions.builder().feeding(z).build());
    assertEquals(
        NDArray.ofArray(new double[][] {{0.5}, {1}}),
        fromTheMiddle.call(feed(z, logits)).get(0));
  }

  @Test
  void onlyAncestorsOfWhatIsAskedForRun() {
    Tensor n = placeholder("n", INT32, Shape.scalar());
    Tensor failing = divide(n, 0);
    Tensor fine = add(n, 1);
    assertEquals(NDArray.scalar(8), Graph.of(failing, fine).compile(fine).callSingle(feed(n, 7)));
    String message = messageOf(EvaluationException.class, () -> failing.evaluate(feed(n, 7)));
    assertTrue(message.contains("divide"), message);
    assertTrue(message.contains("WalkBackTest.java:"), message);
  }

  @Test
  void oneFunctionServesEveryBatchSize() {
    CompiledFunction function = graph.compile();
    for (int batch : new int[] {0, 1, 7, 64, 1025, 2}) {
      NDArray some = NDArray.zeros(FLOAT64, batch, 3);
      NDArray value = function.callSingle(feed(x, some));
      assertEquals(List.of(batch, 1), value.shape());
      for (int row = 0; row < batch; row++) {
        assertEquals(
            y.evaluate(feed(x, NDArray.zeros(FLOAT64, 1, 3))).getDouble(0, 0),
            value.getDouble(row, 0));
      }
    }
  }

  @Test
  void aBadFeedIsAnErrorThatNamesTheTensorAndLeavesTheFunctionUsable() {
    CompiledFunction function = graph.compile();
    NDArray good = function.callSingle(feed(x, rows));
    Tensor foreign = placeholder("foreign", FLOAT64, Shape.shape(2));
    List<Runnable> bad = List.of(
        () -> feed(x, NDArray.zeros(FLOAT64, 3)),
        () -> feed(x, NDArray.zeros(FLOAT64, 2, 4)),
        () -> feed(x, NDArray.zeros(FLOAT32, 2, 3)),
        () -> function.call(Feed.empty()),
        () -> function.call(feed(x, rows).and(foreign, NDArray.of(1.0, 2.0))),
        () -> function.call(null));
    for (Runnable attempt : bad) {
      String message = messageOf(FeedException.class, attempt);
      assertTrue(
          message.contains("'x'") || message.contains("foreign") || message.contains("null"),
          message);
      assertEquals(good, function.callSingle(feed(x, rows)));
    }
    assertTrue(messageOf(FeedException.class, () -> function.call(Feed.empty()))
        .contains("WalkBackTest.java:"));
  }

  @Test
  void unknownDimsThatDifferAreReportedByName() {
    Tensor a = placeholder("left", FLOAT64, Shape.shape(Shape.UNKNOWN, 2));
    Tensor c = placeholder("right", FLOAT64, Shape.shape(Shape.UNKNOWN, 2));
    CompiledFunction sum = Graph.of(exp(add(a, c))).compile();
    NDArray two = NDArray.zeros(FLOAT64, 2, 2);
    String message = messageOf(
        EvaluationException.class,
        () -> sum.call(feed(a, two).and(c, NDArray.zeros(FLOAT64, 5, 2))));
    for (String part : List.of("'left'", "'right'", "2", "5", "WalkBackTest.java:")) {
      assertTrue(message.contains(part), message);
    }
    assertEquals(List.of(2, 2), sum.callSingle(feed(a, two).and(c, two)).shape());
  }

  @Test
  void anExpressionThatDoesNotFitNamesBothOperandsAndTheLine() {
    Tensor narrow = placeholder("narrow", FLOAT64, Shape.shape(Shape.UNKNOWN, 4));
    String shapes = messageOf(TypeException.class, () -> multiply(x, narrow));
    Tensor single = placeholder("single", FLOAT32, Shape.shape(3));
    String dtypes = messageOf(TypeException.class, () -> add(x, single));
    for (String part : List.of("(?, 3)", "(?, 4)", "'x'", "'narrow'", "WalkBackTest.java:")) {
      assertTrue(shapes.contains(part), shapes);
    }
    for (String part : List.of("float64", "float32", "'single'", "cast", "WalkBackTest.java:")) {
      assertTrue(dtypes.contains(part), dtypes);
    }
    assertThrows(IndexOutOfBoundsException.class, () -> z.owner().inputs(5));
  }
}
