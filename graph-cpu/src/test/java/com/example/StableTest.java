package com.example;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Exponents.log1p;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Special.erfc;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.rewrite.RewriteTrace;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user writes out by hand comes out right where the plain formula would not. */
class StableTest {
  private final Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN));

  /** The values of y at the points, then its gradient there. */
  private List<NDArray> valueAndSlope(Tensor y, double... points) {
    Tensor slope = Gradients.gradient(sum(y), x);
    return Graph.of(y, slope).compile().call(feed(x, NDArray.of(points)));
  }

  @Test
  void theLogarithmOfASigmoidDoesNotUnderflow() {
    List<NDArray> found = valueAndSlope(log(sigmoid(x)), -800, 0, 800);
    // -800 to the bit: log1p(exp(-800)) is below half an ulp of it. At 0 it is -log 2.
    assertEquals(NDArray.of(-800.0, -StrictMath.log(2), 0.0), found.get(0));
    assertEquals(NDArray.of(1.0, 0.5, 0.0), found.get(1));
  }

  @Test
  void theLogarithmOfOnePlusAnExponentialDoesNotOverflow() {
    List<Tensor> ways = List.of(log1p(exp(x)), log(add(1.0, exp(x))), log(add(exp(x), 1.0)));
    for (Tensor way : ways) {
      List<NDArray> found = valueAndSlope(way, 800, -800);
      assertEquals(NDArray.of(800.0, 0.0), found.get(0));
      assertEquals(NDArray.of(1.0, 0.0), found.get(1));
    }
  }

  @Test
  void theLogarithmOfAComplementedErrorFunctionGoesOnBelowTheLeastNumber() {
    List<NDArray> found = valueAndSlope(log(erfc(x)), 30, -30);
    // -x^2 - log(x sqrt(pi)) + log(1 - 1/(2 x^2) + ...) at 30, by 40 digits; some roundings.
    assertEquals(-903.9741171106439, found.get(0).getDouble(0), 1e-12);
    assertEquals(Math.log(2), found.get(0).getDouble(1), 1e-15);
    // -2 x (1 + 1/(2 x^2) - 1/(2 x^4) + 5/(4 x^6) - ...); the next term is below 1e-9.
    double square = 900;
    double series = 1 + 1 / (2 * square) - 1 / (2 * square * square);
    assertEquals(-60 * series, found.get(1).getDouble(0), 1e-6);
    // It falls everywhere, here by less than the least number.
    assertEquals(-0.0, found.get(1).getDouble(1));
  }

  @Test
  void crossEntropyOfUnboundedActivationsHasAGradient() {
    // Theano issue 3162: softmax and cross entropy written out, at logits where softmax is 0.
    Tensor rows = placeholder("rows", FLOAT64, Shape.shape(Shape.UNKNOWN, 3));
    Tensor labels = placeholder("labels", FLOAT64, Shape.shape(Shape.UNKNOWN, 3));
    Tensor loss = negative(sum(multiply(labels, log(softmax(rows)))));
    Tensor slope = Gradients.gradient(loss, rows);
    NDArray found =
        slope.evaluate(feed(rows, NDArray.ofArray(new double[][] {{1e4, 0, -1e4}, {-1e300, 0, 1e300}
            }))
            .and(labels, NDArray.ofArray(new double[][] {{0, 1, 0}, {1, 0, 0}})));
    assertEquals(NDArray.ofArray(new double[][] {{1, -1, 0}, {-1, 0, 1}}), found);
  }

  @Test
  void logSumExpWrittenOutHasTheGradientOfSoftmax() {
    Tensor rows = placeholder("rows", FLOAT64, Shape.shape(Shape.UNKNOWN, 2));
    NDArray at = NDArray.ofArray(new double[][] {{900, 900}, {-900, -2000}});
    NDArray expected = NDArray.ofArray(new double[][] {{0.5, 0.5}, {1, 0}});
    for (boolean keepDims : List.of(true, false)) {
      Tensor loss = sum(log(sum(exp(rows), List.of(1), keepDims)));
      assertEquals(expected, Gradients.gradient(loss, rows).evaluate(feed(rows, at)));
    }
  }

  @Test
  void aSigmoidWrittenOutIsASigmoid() {
    NDArray points = NDArray.of(-800.0, -1.5, 0.0, 40.0, 800.0);
    NDArray sigmoid = sigmoid(x).evaluate(feed(x, points));
    List<Tensor> ways = List.of(
        divide(1.0, add(1.0, exp(negative(x)))),
        divide(exp(x), add(1.0, exp(x))),
        subtract(1.0, sigmoid(negative(x))));
    for (Tensor way : ways) {
      assertEquals(sigmoid, way.evaluate(feed(x, points)), "the very node, so the very bits");
    }
  }

  @Test
  void theLogarithmOfASoftmaxKeepsSmallProbabilities() {
    Tensor rows = placeholder("rows", FLOAT64, Shape.shape(Shape.UNKNOWN, 2));
    NDArray value =
        log(softmax(rows)).evaluate(feed(rows, NDArray.ofArray(new double[][] {{0, 900}})));
    assertEquals(NDArray.ofArray(new double[][] {{-900, 0}}), value);
  }

  @Test
  void aRuleIsSwitchedOffByItsName() {
    RewriteTrace trace = new RewriteTrace();
    Graph graph = Graph.of(log(add(1.0, x)));
    NDArray tiny = NDArray.of(1e-20);
    NDArray stable = graph
        .compile(graph.outputs(), CompileOptions.builder().listener(trace).build())
        .callSingle(feed(x, tiny));
    assertEquals(NDArray.of(1e-20), stable);
    assertEquals(1, trace.entries().size(), trace.toString());
    String rule = trace.entries().get(0).rule();
    CompileOptions without = CompileOptions.builder().without(rule).build();
    assertEquals(
        NDArray.of(0.0), graph.compile(graph.outputs(), without).callSingle(feed(x, tiny)));
    CompileOptions unknown = CompileOptions.builder().without(rule + "!").build();
    String message = assertThrows(
            IllegalArgumentException.class, () -> graph.compile(graph.outputs(), unknown))
        .getMessage();
    assertTrue(message.contains(rule), "the near name is suggested: " + message);
  }
}
