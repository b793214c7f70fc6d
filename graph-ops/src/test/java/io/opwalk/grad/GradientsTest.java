package io.opwalk.grad;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Activations.relu;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.floor;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Reductions.argMax;
import static io.opwalk.ops.Reductions.max;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Reductions.min;
import static io.opwalk.ops.Reductions.prod;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.cast;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.Shapes;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gradient is a gradient of. All values are small integers, so they are exact. */
class GradientsTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private final Tensor x = placeholder("x", DType.FLOAT64, 3);
  private final NDArray point = NDArray.of(1.0, 2, 3);

  private NDArray at(Tensor gradient) {
    return BACKEND
        .compile(List.of(x), List.of(gradient), CompileOptions.defaults())
        .callSingle(Feed.feed(x, point));
  }

  @Test
  void ofAFunctionOfOneTensor() {
    assertEquals(NDArray.of(2.0, 4, 6), at(Gradients.gradient(sum(square(x)), x)));
  }

  @Test
  void inWhatTheScalarIsItself() {
    Tensor loss = sum(x);
    assertEquals(NDArray.scalar(1.0), at(Gradients.gradient(loss, loss)));
  }

  @Test
  void partsOfManyUsesAreSummed() {
    Tensor loss = sum(add(multiply(x, x), multiply(x, 3)));
    assertEquals(NDArray.of(5.0, 7, 9), at(Gradients.gradient(loss, x)));
  }

  @Test
  void inAnyNode() {
    Tensor y = multiply(x, 2);
    Tensor loss = sum(square(y));
    assertEquals(NDArray.of(4.0, 8, 12), at(Gradients.gradient(loss, y)));
  }

  @Test
  void severalAtOnceCountTheWayThroughEachOther() {
    Tensor y = multiply(x, 2);
    Tensor loss = sum(square(y));
    List<Tensor> gradients = Gradients.gradient(loss, List.of(x, y, x));
    assertEquals(NDArray.of(8.0, 16, 24), at(gradients.get(0)));
    assertEquals(NDArray.of(4.0, 8, 12), at(gradients.get(1)));
    assertSame(gradients.get(0), gradients.get(2));
  }

  @Test
  void hasTheTypeOfTheTensor() {
    Tensor open = placeholder("open", DType.FLOAT32, UNKNOWN, 3);
    Tensor bias = placeholder("bias", DType.FLOAT32, 3);
    Tensor other = placeholder("other", DType.FLOAT32, UNKNOWN, UNKNOWN);
    Tensor loss = sum(multiply(add(open, bias), other));
    List<Tensor> wrt = List.of(open, bias, other);
    List<Tensor> gradients = Gradients.gradient(loss, wrt);
    assertEquals(
        wrt.stream().map(Tensor::type).toList(),
        gradients.stream().map(Tensor::type).toList());
  }

  @Test
  void theGradientOfASumKnowsItsShape() {
    Tensor open = placeholder("open", DType.FLOAT64, UNKNOWN, 2);
    Tensor gradient = Gradients.gradient(sum(open), open);
    assertEquals(
        NDArray.full(DType.FLOAT64, 1, 4, 2),
        gradient.evaluate(Feed.feed(open, new double[4][2]), BACKEND));
  }

  @Test
  void ofGradients() {
    Tensor cube = sum(multiply(square(x), x));
    Tensor second = Gradients.gradient(sum(Gradients.gradient(cube, x)), x);
    Tensor third = Gradients.gradient(sum(second), x);
    assertEquals(NDArray.of(6.0, 12, 18), at(second));
    assertEquals(NDArray.of(6.0, 6, 6), at(third));
  }

  @Test
  void vectorJacobianProducts() {
    Tensor w = constant(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor y = matmul(w, x);
    Tensor cotangent = constant(new double[] {1, -1});
    assertEquals(NDArray.of(-3.0, -3, -3), at(Gradients.vjp(y, cotangent, x)));
    Tensor z = multiply(x, 2);
    List<Tensor> both = Gradients.vjp(
        List.of(y, z), List.of(cotangent, constant(new double[] {1, 0, 1})), List.of(x));
    assertEquals(NDArray.of(-1.0, -3, -1), at(both.get(0)));
  }

  @Test
  void oneOutputTwiceCountsTwice() {
    Tensor y = square(x);
    Tensor ones = constant(new double[] {1, 1, 1});
    List<Tensor> gradients = Gradients.vjp(List.of(y, y), List.of(ones, ones), List.of(x));
    assertEquals(NDArray.of(4.0, 8, 12), at(gradients.get(0)));
  }

  @Test
  void aCotangentMayBeFed() {
    Tensor seed = placeholder("seed", DType.FLOAT64, 3);
    Tensor gradient = Gradients.vjp(multiply(x, 2), seed, x);
    Feed feed = Feed.feed(seed, NDArray.of(1.0, 10, 100));
    assertEquals(NDArray.of(2.0, 20, 200), gradient.evaluate(feed, BACKEND));
    assertEquals("seed", seed.name());
  }

  @Test
  void aPieceThatDoesNotLeadToTheTensorIsNotDifferentiated() {
    Tensor other = placeholder("other", DType.FLOAT64, 3);
    Tensor loss = sum(multiply(square(x), exp(other)));
    Graph graph = Graph.of(Gradients.gradient(loss, x));
    assertTrue(graph.contains(other));
    // Of other's side, only the value is there.
    assertEquals(
        1,
        graph.applies().stream().filter(apply -> apply.inputs().contains(other)).count());
  }

  @Test
  void namesAreThoseOfTheTensors() {
    Tensor w = parameter("dense/kernel", point);
    Tensor y = multiply(w, x).named("dense/product");
    Tensor loss = sum(square(y)).named("loss");
    List<Tensor> gradients = Gradients.gradient(loss, List.of(w, y));
    assertEquals("grad/dense/kernel", gradients.get(0).name());
    assertEquals("grad/dense/product", gradients.get(1).name());
    assertTrue(Graph.of(gradients).contains(gradients.get(1)));
    Tensor second = Gradients.gradient(sum(square(gradients.get(0))), w);
    assertEquals("grad/dense/kernel", second.name());
  }

  @Test
  void givenTensorsAreNotRenamed() {
    Tensor a = placeholder("a", DType.FLOAT64, 3);
    Tensor seed = placeholder("seed", DType.FLOAT64, 3);
    assertSame(seed, Gradients.vjp(add(a, x), seed, a));
    Tensor unnamed = square(seed);
    assertSame(unnamed, Gradients.vjp(add(a, x), unnamed, a));
  }

  @Test
  void zerosInAProduct() {
    double[][] rows = {{2, 3, 4}, {0, 3, 4}, {0, 0, 4}, {0, 0, 0}};
    double[][] expected = {{12, 8, 6}, {12, 0, 0}, {0, 0, 0}, {0, 0, 0}};
    Tensor values = constant(rows);
    assertEquals(NDArray.ofArray(expected), at(Gradients.gradient(sum(prod(values, 1)), values)));
  }

  @Test
  void extremaShareEqually() {
    Tensor values = constant(new double[][] {{1, 4, 4, 2, 4, 4}, {3, 0, 0, 9, 9, 5}});
    double[][] largest = {{0, 0.25, 0.25, 0, 0.25, 0.25}, {0, 0, 0, 0.5, 0.5, 0}};
    double[][] smallest = {{1, 0, 0, 0, 0, 0}, {0, 0.5, 0.5, 0, 0, 0}};
    assertEquals(NDArray.ofArray(largest), at(Gradients.gradient(sum(max(values, 1)), values)));
    assertEquals(NDArray.ofArray(smallest), at(Gradients.gradient(sum(min(values, 1)), values)));
  }

  @Test
  void anExtremumThatIsNaNHasAGradientThatIs() {
    Tensor values = constant(new double[] {1, Double.NaN});
    double[] gradient = at(Gradients.gradient(max(values), values)).toDoubles();
    assertTrue(Double.isNaN(gradient[0]) && Double.isNaN(gradient[1]));
  }

  @Test
  void whatCannotBeDifferentiatedIsSaid() {
    Tensor ints = placeholder("ints", DType.INT64, 3);
    Tensor loss = sum(x);
    refuses("a gradient is that of a scalar, found shape (3,)", () -> Gradients.gradient(x, x), x);
    refuses("sum(x) or mean(x), or give a cotangent to vjp", () -> Gradients.gradient(x, x), x);
    refuses(
        "only floating tensors can be differentiated, found int64",
        () -> Gradients.gradient(sum(ints), ints),
        sum(ints));
    refuses(
        "only floating tensors can be differentiated with respect to, found int64",
        () -> Gradients.gradient(loss, ints),
        ints);
    Tensor seed = placeholder("seed", DType.FLOAT64, 4);
    refuses(
        "a cotangent has the dtype and shape of its output",
        () -> Gradients.vjp(square(x), seed, x),
        seed);
    assertThrows(
        IllegalArgumentException.class, () -> Gradients.vjp(List.of(loss), List.of(), List.of(x)));
  }

  private static void refuses(String message, Runnable call, Tensor shown) {
    TypeException thrown = assertThrows(TypeException.class, call::run);
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(shown.type().toString()), thrown.getMessage());
  }

  @Test
  void tensorsThatNothingLeadsToAreNamed() {
    Tensor lost = placeholder("lost", DType.FLOAT64, 2);
    Tensor loss = mean(x);
    DisconnectedGradientException thrown = assertThrows(
        DisconnectedGradientException.class, () -> Gradients.gradient(loss, List.of(x, lost)));
    assertTrue(thrown.getMessage().contains("1 of 2 tensors"), thrown.getMessage());
    assertTrue(
        thrown.getMessage().contains(lost + ": nothing that is differentiated is computed from it"),
        thrown.getMessage());
    assertTrue(thrown.getMessage().contains("gradientOrZeros"), thrown.getMessage());
    assertFalse(thrown.getMessage().contains("'x'"), thrown.getMessage());
  }

  @Test
  void opsThatStopAGradientAreNamed() {
    stops(sum(floor(x)), "Elementwise{floor}");
    stops(sum(cast(argMax(x, 0), DType.FLOAT64)), "ArgReduce{argmax, axis=0}");
    stops(sum(cast(cast(x, DType.INT32), DType.FLOAT64)), "Cast{int32}");
    Tensor open = placeholder("open", DType.FLOAT64, UNKNOWN);
    stops(cast(Shapes.size(open), DType.FLOAT64), "DimSize");
  }

  private void stops(Tensor loss, String op) {
    Tensor wrt = Graph.of(loss).inputs().get(0);
    DisconnectedGradientException thrown =
        assertThrows(DisconnectedGradientException.class, () -> Gradients.gradient(loss, wrt));
    assertTrue(thrown.getMessage().contains("its gradient stops at [" + op), thrown.getMessage());
  }

  @Test
  void zerosWhereTheyAreAskedFor() {
    Tensor lost = placeholder("lost", DType.FLOAT32, UNKNOWN);
    List<Tensor> gradients = Gradients.gradientOrZeros(sum(x), List.of(x, lost));
    assertEquals(NDArray.of(1.0, 1, 1), at(gradients.get(0)));
    assertEquals(
        NDArray.of(0f, 0f),
        gradients.get(1).evaluate(Feed.feed(lost, NDArray.of(7f, 8f)), BACKEND));
    Tensor zeros = Gradients.gradientOrZeros(sum(floor(x)), x);
    assertEquals(NDArray.of(0.0, 0, 0), at(zeros));
    Tensor none = Gradients.vjpOrZeros(List.of(x), List.of(x), List.of(lost)).get(0);
    assertEquals(lost.type(), none.type());
  }

  @Test
  void aPathThatIsStoppedDoesNotHideOneThatIsNot() {
    Tensor loss = sum(add(multiply(x, 2), floor(x)));
    assertEquals(NDArray.of(2.0, 2, 2), at(Gradients.gradient(loss, x)));
  }

  /** What Grad-CAM weighs the channels of an inner layer by (Selvaraju et al., ICCV 2017). */
  @Test
  void ofTheScoreOfAClassInAnInnerActivation() {
    Tensor images = placeholder("images", DType.FLOAT64, UNKNOWN, 3);
    Tensor hidden = relu(multiply(images, 2)).named("hidden");
    Tensor weights = constant(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Tensor scores = matmul(hidden, weights);
    Tensor score = sum(Indexing.get(scores, Range.all(), Range.at(1)));
    Tensor slope = Gradients.gradient(score, hidden);
    Feed feed = Feed.feed(images, new double[][] {{1, -1, 0.5}, {2, 3, -4}});
    // That of a linear function is its weights, whatever the activations are.
    assertEquals(
        NDArray.ofArray(new double[][] {{2, 4, 6}, {2, 4, 6}}), slope.evaluate(feed, BACKEND));
    Tensor weighted = multiply(slope, hidden);
    assertEquals(
        NDArray.ofArray(new double[][] {{4, 0, 6}, {8, 24, 0}}), weighted.evaluate(feed, BACKEND));
  }

  /** A backward pass in two parts, the first of which may come from somewhere else. */
  @Test
  void aKnownGradientIsCarriedOn() {
    Tensor left = multiply(x, 2);
    Tensor right = square(x);
    Tensor loss = sum(multiply(left, right));
    List<Tensor> ends = Gradients.gradient(loss, List.of(left, right));
    Tensor start = Gradients.vjp(List.of(left, right), ends, List.of(x)).get(0);
    // 6 x^2, in integers.
    assertEquals(NDArray.of(6.0, 24, 54), at(start));
    assertEquals(at(Gradients.gradient(loss, x)), at(start));
  }
}
