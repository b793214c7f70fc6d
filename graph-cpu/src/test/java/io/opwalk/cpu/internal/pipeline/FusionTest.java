package io.opwalk.cpu.internal.pipeline;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.grad.Gradients.gradient;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Probability.crossEntropyFromLogits;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.max;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Shapes.broadcastTo;
import static io.opwalk.ops.Shapes.reshape;
import static io.opwalk.ops.Shapes.transpose;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.ops.Cumulative;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Shapes;
import io.opwalk.spi.CompileOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many kernels things become, and which buffers these touch. */
class FusionTest {
  private final Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN, 784));

  private static Kernels compile(Tensor... outputs) {
    Graph graph = Graph.of(outputs);
    return new Compiler().compile(graph.inputs(), graph.outputs(), CompileOptions.defaults());
  }

  private static int kernels(Tensor... outputs) {
    return compile(outputs).calls().size();
  }

  @Test
  void aChainOfElementwiseOpsIsOneLoop() {
    assertEquals(1, kernels(negative(exp(add(multiply(x, 2.0), 1.0)))));
  }

  @Test
  void whatIsFetchedOnTheWayIsStoredByTheSameLoop() {
    Tensor z = add(x, 1.0);
    Kernels kernels = compile(sigmoid(z), z);
    assertEquals(1, kernels.calls().size());
    assertEquals(3, kernels.calls().get(0).buffers().size(), "x, z and its sigmoid");
  }

  @Test
  void aReductionIsOneLoopWithWhatItReduces() {
    assertEquals(1, kernels(sum(exp(multiply(x, x)), 1)));
    Tensor e = exp(x);
    assertEquals(1, kernels(sum(e, 1), e));
    assertEquals(1, kernels(sum(e, 1), max(e, 1)), "two reductions of one thing along one axis");
  }

  @Test
  void slicesAndPositionsAreNoCode() {
    assertEquals(1, kernels(Cumulative.diff(x, 1)));
    assertEquals(
        1, kernels(exp(Indexing.get(x, Range.all().by(-1), Range.from(3).by(2)))));
    assertEquals(1, kernels(Diagonals.tril(x)));
    assertEquals(1, kernels(matmul(x, Shapes.transpose(Rearranging.flip(x)))));
    assertEquals(1, kernels(Rearranging.roll(x, 3, 1)), "both parts in one go");
  }

  @Test
  void softmaxIsThreeLoops() {
    assertEquals(
        3, kernels(softmax(x)), "the maximum; the exponentials and their sum; the quotient");
  }

  @Test
  void theBiasOfASoftmaxIsPartOfItsLoops() {
    Tensor bias = parameter("b", NDArray.zeros(FLOAT64, 784));
    assertEquals(3, kernels(softmax(add(x, bias))));
    Tensor labels = placeholder("y", FLOAT64, x.shape());
    Tensor naive = negative(sum(multiply(labels, log(softmax(add(x, bias))))));
    Tensor stable = sum(crossEntropyFromLogits(labels, add(x, bias)));
    assertEquals(kernels(stable), kernels(naive), "the same loops, written by hand");
    assertEquals(5, kernels(gradient(naive, x)));
  }

  @Test
  void theGradientOfASoftmaxIsFused() {
    Tensor g = placeholder("g", FLOAT64, x.shape());
    Tensor loss = sum(multiply(g, softmax(x)));
    assertEquals(4, kernels(gradient(loss, x)), "softmax, and along with its quotient g's sum");
  }

  @Test
  void aDenseLayerIsAProductWithWhatFollowsIt() {
    Tensor w = parameter("w", NDArray.zeros(FLOAT64, 784, 3));
    Tensor b = parameter("b", NDArray.zeros(FLOAT64, 3));
    Tensor z = add(matmul(x, w), b);
    assertEquals(1, kernels(sigmoid(z), z));
    assertEquals(1, kernels(sigmoid(z), matmul(x, w)), "the sums are kept where they are fetched");
    assertEquals(1, kernels(matmul(x, w)));
    Tensor m = placeholder("m", FLOAT64, z.shape());
    Tensor v = placeholder("v", FLOAT64, z.shape());
    Tensor p = placeholder("p", FLOAT64, z.shape());
    Tensor moved = add(m, matmul(x, w));
    assertEquals(2, kernels(moved, add(v, moved), add(p, multiply(moved, v))), "too many arrays");
    Tensor column = parameter("column", NDArray.zeros(FLOAT64, 784, 1));
    assertEquals(2, kernels(sigmoid(matmul(x, column))), "a single column is no product in blocks");
  }

  @Test
  void viewsAreNoKernels() {
    Tensor w = parameter("w", NDArray.zeros(FLOAT64, 3, 784));
    assertEquals(1, kernels(matmul(x, transpose(w))));
    assertEquals(1, kernels(exp(transpose(x))));
    assertEquals(0, kernels(reshape(x, -1, 28, 28)), "the fed array under another shape");
    assertEquals(1, kernels(reshape(exp(x), -1, 28, 28)));
    assertEquals(1, kernels(transpose(x)), "what is returned lies as the user counts");
    assertEquals(2, kernels(exp(reshape(transpose(x), -1))), "strides cannot say it: a copy");
    Tensor row = parameter("r", NDArray.zeros(FLOAT64, 784));
    assertEquals(1, kernels(add(x, broadcastTo(row, x.shape()))));
  }

  @Test
  void aValueReadInTwoOrdersIsComputedOnce() {
    Tensor square = placeholder("s", FLOAT64, Shape.shape(4, 4));
    Tensor e = exp(square);
    assertEquals(2, kernels(add(e, transpose(e))));
  }

  @Test
  void aDiamondThroughAReductionIsNotACycle() {
    Tensor e = sigmoid(x);
    Tensor normed = divide(e, sum(e, List.of(1), true));
    assertEquals(2, kernels(add(normed, e)));
  }

  @Test
  void twoOutputsOverOneDomainShareTheirLoop() {
    Tensor e = exp(x);
    assertEquals(1, kernels(multiply(e, 2.0), negative(e)));
    assertEquals(1, kernels(multiply(e, 2.0), sum(e, 1)));
  }

  @Test
  void aScalarIsComputedWhereItIsRead() {
    Tensor rate = placeholder("rate", FLOAT64, Shape.scalar());
    assertEquals(1, kernels(multiply(x, divide(1.0, add(rate, 1.0)))));
    assertEquals(
        1, kernels(divide(x, io.opwalk.ops.Tensors.placeholder("n", FLOAT64, Shape.scalar()))));
  }

  @Test
  void theSizeOfABatchNeedsNoValueOfIt() {
    Kernels kernels = compile(mean(exp(x)));
    assertEquals(2, kernels.calls().size(), "the sum with its exponentials, and the quotient");
  }

  @Test
  void onlyAncestorsAreComputed() {
    Tensor logit = add(x, 1.0);
    Graph graph = Graph.of(sum(exp(logit)));
    Kernels kernels =
        new Compiler().compile(graph.inputs(), List.of(logit), CompileOptions.defaults());
    assertEquals(1, kernels.calls().size());
  }

  @Test
  void aLongChainIsCompiledInLinearTime() {
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = i % 2 == 0 ? exp(y) : negative(y);
    }
    Tensor end = y;
    // Some two seconds; quadratic time would be minutes.
    Kernels kernels = assertTimeout(Duration.ofSeconds(60), () -> compile(end));
    assertTrue(kernels.calls().size() > 100, "cut into loops that the JIT accepts");
    long structures =
        kernels.calls().stream().map(call -> call.function()).distinct().count();
    assertTrue(structures <= 3, "loops alike are one function, found " + structures);
  }

  /** A chain of many products would otherwise hold the code of the product as many times. */
  @Test
  void callsOfEqualFunctionsShareOne() {
    Tensor w = parameter("w", NDArray.zeros(FLOAT64, 784, 784));
    Kernels kernels = compile(matmul(matmul(matmul(x, w), w), w));
    assertEquals(3, kernels.calls().size());
    kernels.calls().forEach(call -> assertSame(kernels.calls().get(0).function(), call.function()));
  }
}
