package io.opwalk.cpu;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT64;
import static io.opwalk.Dim.of;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.floorDivide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Shapes.reshape;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
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
import io.opwalk.cpu.internal.fixture.Collected;
import io.opwalk.spi.Backend;
import io.opwalk.spi.Backends;
import io.opwalk.spi.CompileListener;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuBackendTest {
  private final CpuBackend cpu = new CpuBackend();
  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 3));
  private final Tensor w = parameter("w", NDArray.ofArray(new double[][] {{1, 0}, {0, 1}, {1, 1}}));
  private final Tensor product = matmul(x, w);
  private final Tensor y = add(product, 10.0);
  private final NDArray row = NDArray.ofArray(new double[][] {{1, 2, 3}});

  @Test
  void isTheBestBackendAndAlwaysTheSame() {
    Backend best = Backends.best();
    assertEquals("cpu", best.name());
    assertTrue(best instanceof CpuBackend);
    assertSame(best, Backends.named("cpu"));
  }

  @Test
  void anyNodeCanBeEvaluatedAndAnyFed() {
    assertEquals(NDArray.ofArray(new double[][] {{14, 15}}), y.evaluate(feed(x, row), cpu));
    assertEquals(
        NDArray.ofArray(new double[][] {{4, 5}}), y.owner().inputs(0).evaluate(feed(x, row), cpu));
    NDArray fed = NDArray.ofArray(new double[][] {{7, 8}});
    assertEquals(NDArray.ofArray(new double[][] {{17, 18}}), y.evaluate(feed(product, fed), cpu));
    assertEquals(fed, product.evaluate(feed(product, fed), cpu));
  }

  @Test
  void aNodeWhoseSizeIsAProductOfUnknownOnesCanBeFed() {
    Tensor pages = placeholder("pages", FLOAT64, shape(UNKNOWN, UNKNOWN, 3));
    Tensor lines =
        reshape(pages, Shape.of(pages.shape().dim(0).times(pages.shape().dim(1)), of(3)));
    NDArray fed = NDArray.ofArray(new double[][] {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}});
    for (Tensor result :
        List.of(add(lines, 1.0), softmax(lines), matmul(lines, w), sum(lines, 0))) {
      assertEquals(
          result.evaluate(feed(lines, fed), Backends.named("reference")),
          result.evaluate(feed(lines, fed), cpu));
    }
  }

  @Test
  void aProductReadsAnElementThatOthersComputeForThemselves() {
    Tensor root = sqrt(reshape(sum(x), 1, 1));
    Tensor scaled = matmul(root, constant(NDArray.ofArray(new double[][] {{2, 3}})));
    assertEquals(
        List.of(NDArray.ofArray(new double[][] {{6, 9}}), NDArray.ofArray(new double[][] {{4}})),
        cpu.evaluate(List.of(scaled, add(root, 1.0)), feed(x, NDArray.ofArray(new double[][] {
          {2, 3, 4}
        }))));
  }

  @Test
  void aFunctionServesEveryBatchSize() {
    CompiledFunction function =
        cpu.compile(List.of(x), List.of(y, product), CompileOptions.defaults());
    for (int batch : new int[] {1, 5, 0, 5, 2}) {
      List<NDArray> values = function.call(feed(x, NDArray.zeros(FLOAT64, batch, 3)));
      assertEquals(NDArray.full(FLOAT64, 10, batch, 2), values.get(0));
      assertEquals(NDArray.zeros(FLOAT64, batch, 2), values.get(1));
    }
    assertEquals(List.of(x), function.inputs());
    assertEquals(List.of(y, product), function.outputs());
  }

  @Test
  void whatIsNotNeededMayBeLeftUnfedWhenCompiledButNotFedWhenEvaluated() {
    Tensor other = placeholder("other", FLOAT64, shape());
    CompiledFunction function =
        cpu.compile(List.of(x, other), List.of(y), CompileOptions.defaults());
    Feed both = feed(x, row).and(other, 1.0);
    assertEquals(function.callSingle(feed(x, row)), function.callSingle(both));
    FeedException refusal = assertThrows(FeedException.class, () -> y.evaluate(both, cpu));
    assertTrue(refusal.getMessage().contains("'other'"), refusal.getMessage());
    assertThrows(FeedException.class, () -> y.evaluate(Feed.empty(), cpu));
    assertThrows(FeedException.class, () -> cpu.evaluate(List.of(y), null));
    assertThrows(IllegalArgumentException.class, () -> cpu.evaluate(List.of(), Feed.empty()));
  }

  @Test
  void unknownDimsThatDifferAreTheUsersMistake() {
    Tensor z = placeholder("z", FLOAT64, shape(UNKNOWN, 3));
    CompiledFunction function =
        cpu.compile(List.of(x, z), List.of(add(x, z)), CompileOptions.defaults());
    Feed unequal = feed(x, row).and(z, NDArray.zeros(FLOAT64, 2, 3));
    EvaluationException failure =
        assertThrows(EvaluationException.class, () -> function.call(unequal));
    for (String part : List.of("'x'", "'z'", "found: ", "(2, 3) float64")) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
    Feed equal = feed(x, row).and(z, row);
    assertEquals(multiply(x, 2.0).evaluate(feed(x, row), cpu), function.callSingle(equal));
  }

  @Test
  void anIntegerDivisionByZeroNamesTheNode() {
    Tensor a = placeholder("a", INT64, shape(UNKNOWN));
    Tensor quotient = floorDivide(a, a);
    assertEquals(NDArray.of(1L), quotient.evaluate(feed(a, NDArray.of(5L)), cpu));
    EvaluationException failure = assertThrows(
        EvaluationException.class, () -> quotient.evaluate(feed(a, NDArray.of(5L, 0L)), cpu));
    for (String part : List.of("integer division by zero", quotient.toString(), "(2,) int64")) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
    assertEquals(NDArray.of(1L), quotient.evaluate(feed(a, NDArray.of(5L)), cpu));
  }

  @Test
  void aResultTooLargeForJavaNamesTheNode() {
    Tensor a = placeholder("a", FLOAT64, shape(UNKNOWN));
    Tensor column = reshape(a, -1, 1);
    Tensor outer = add(column, reshape(placeholder("b", FLOAT64, shape(UNKNOWN)), 1, -1));
    Feed feed = feed(a, NDArray.zeros(FLOAT64, 50_000))
        .and(Graph.of(outer).find("b"), NDArray.zeros(FLOAT64, 50_000));
    EvaluationException failure =
        assertThrows(EvaluationException.class, () -> outer.evaluate(feed, cpu));
    for (String part : List.of("2500000000", "2147483639", outer.toString())) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
  }

  @Test
  void describeShowsTheSteps() {
    String text = cpu.compile(List.of(x), List.of(y), CompileOptions.defaults()).describe();
    for (String part : List.of("'x'", "'w'", "steps", "return", y.toString())) {
      assertTrue(text.contains(part), text);
    }
  }

  @Test
  void aListenerIsToldOfEachForm() {
    List<String> phases = new ArrayList<>();
    CompileListener listener = new CompileListener() {
      @Override
      public void lowered(String phase, String text, long nanos) {
        assertTrue(!text.isBlank() && nanos >= 0, phase);
        phases.add(phase);
      }
    };
    cpu.compile(
        List.of(x), List.of(y), CompileOptions.builder().listener(listener).build());
    assertTrue(phases.contains("plan") && phases.contains("emit"), phases.toString());
  }

  @Test
  void whatEvaluateCompiledGoesWithTheGraph() {
    WeakReference<Tensor> gone = evaluateAGraphOfItsOwn();
    assertTrue(Collected.soon(gone));
    Reference.reachabilityFence(cpu);
  }

  private WeakReference<Tensor> evaluateAGraphOfItsOwn() {
    Tensor a = placeholder("a", FLOAT64, shape(UNKNOWN));
    Tensor total = sum(multiply(a, a));
    assertEquals(NDArray.scalar(14.0), total.evaluate(feed(a, NDArray.of(1.0, 2, 3)), cpu));
    return new WeakReference<>(total);
  }

  @Test
  void negativeOptionsAreRefused() {
    IllegalArgumentException refusal = assertThrows(
        IllegalArgumentException.class, () -> CpuOptions.builder().kernelCacheSize(-1));
    assertEquals("kernelCacheSize must be 0 or more, found -1", refusal.getMessage());
  }

  @Test
  void cachesOfNoSizeOnlyCostTime() {
    CpuBackend bare = new CpuBackend(CpuOptions.builder()
        .kernelCacheSize(0)
        .evaluateCacheSize(0)
        .idleWorkspaces(0)
        .rememberedShapes(0)
        .build());
    for (int i = 0; i < 2; i++) {
      assertEquals(NDArray.ofArray(new double[][] {{14, 15}}), y.evaluate(feed(x, row), bare));
    }
  }
}
