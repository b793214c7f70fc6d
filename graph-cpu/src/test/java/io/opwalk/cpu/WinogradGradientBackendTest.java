package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.cpu.internal.run.Parts;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompileReport;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Winograd's gradients of kernels bit for bit as on the reference backend, and their use. */
final class WinogradGradientBackendTest {
  /** The gradient for views of two inputs. */
  private record Case(
      String name,
      WinogradKernelGradient op,
      List<Integer> x,
      List<Integer> gradient,
      UnaryOperator<Tensor> view) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case dense(
      String name, WinogradKernelGradient op, List<Integer> x, List<Integer> gradient) {
    return new Case(name, op, x, gradient, t -> t);
  }

  private static WinogradKernelGradient padded(
      int window, int above, int left, int below, int right) {
    return new WinogradKernelGradient(window, List.of(above, left), List.of(below, right));
  }

  private static List<Case> cases() {
    return List.of(
        dense("whole tiles", padded(3, 1, 1, 1, 1), List.of(2, 8, 12, 5), List.of(2, 8, 12, 7)),
        dense(
            "parts of tiles", padded(3, 1, 1, 1, 1), List.of(2, 7, 10, 35), List.of(2, 7, 10, 18)),
        dense("one place", padded(3, 0, 0, 0, 0), List.of(1, 3, 3, 2), List.of(1, 1, 1, 1)),
        dense("uneven padding", padded(3, 3, 0, 1, 6), List.of(1, 4, 3, 3), List.of(1, 6, 7, 4)),
        dense("no images", padded(3, 1, 1, 1, 1), List.of(0, 5, 5, 2), List.of(0, 5, 5, 3)),
        dense("rows in blocks", padded(3, 1, 1, 1, 1), List.of(53, 5, 4, 3), List.of(53, 5, 4, 5)),
        dense(
            "channels and filters in blocks",
            padded(3, 1, 1, 1, 1),
            List.of(1, 2, 6, 141),
            List.of(1, 2, 6, 129)),
        dense(
            "whole tiles of 5 by 5",
            padded(5, 2, 2, 2, 2),
            List.of(3, 6, 8, 5),
            List.of(3, 6, 8, 7)),
        dense(
            "parts of tiles of 5 by 5",
            padded(5, 0, 4, 5, 1),
            List.of(2, 5, 4, 35),
            List.of(2, 6, 5, 18)),
        new Case(
            "channels first",
            padded(5, 2, 2, 2, 2),
            List.of(2, 9, 7, 11),
            List.of(2, 34, 7, 11),
            t -> Shapes.transpose(t, 0, 2, 3, 1)));
  }

  static Stream<Arguments> all() {
    return cases().stream()
        .flatMap(c -> Stream.of(DType.FLOAT32, DType.FLOAT64)
            .flatMap(dtype -> Stream.of(true, false).map(known -> Arguments.of(c, dtype, known))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesTheBitsOfTheReference(Case c, DType dtype, boolean known) {
    Tensor x = Tensors.placeholder("x", dtype, shape(c.x(), known));
    Tensor gradient = Tensors.placeholder("g", dtype, shape(c.gradient(), known));
    Tensor result =
        Apply.of(c.op(), c.view().apply(x), c.view().apply(gradient)).output();
    Feed feed = Feed.feed(x, draw(c.x(), dtype, 1)).and(gradient, draw(c.gradient(), dtype, 2));
    NDArray expected = new ReferenceBackend().evaluate(List.of(result), feed).get(0);
    List<CpuOptions.Builder> backends = new ArrayList<>(List.of(
        CpuOptions.builder(),
        CpuOptions.builder().tier(Tier.SCALAR),
        CpuOptions.builder().threads(3).parts(new Parts(1, false))));
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      backends.add(CpuOptions.builder().tier(Tier.VECTOR));
      backends.add(CpuOptions.builder().tier(Tier.VECTOR).threads(2).parts(new Parts(1, false)));
    }
    for (int i = 0; i < backends.size(); i++) {
      CompiledFunction function = new CpuBackend(backends.get(i).build())
          .compile(List.of(x, gradient), List.of(result), CompileOptions.defaults());
      String what = c + ", backend " + i + ": ";
      for (int call = 0; call < 2; call++) {
        Bits.difference(expected, function.call(feed).get(0))
            .ifPresent(difference -> fail(what + difference));
      }
    }
  }

  /** What is not known may be anything but 1. */
  private static Shape shape(List<Integer> sizes, boolean known) {
    return Shape.of(sizes.stream()
        .map(size -> known || size <= 1 ? Dim.of(size) : Dim.unknown())
        .toList());
  }

  private static NDArray draw(List<Integer> sizes, DType dtype, int seed) {
    int length = sizes.stream().reduce(1, Math::multiplyExact);
    double[] drawn = new SplittableRandom(seed).doubles(length, -1, 1).toArray();
    int[] dims = sizes.stream().mapToInt(Integer::intValue).toArray();
    return NDArray.wrap(drawn, dims).cast(dtype);
  }

  @Test
  void gradientsOfOtherPlacesAreRefused() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT32, -1, -1, 8, 2);
    Tensor gradient = Tensors.placeholder("g", DType.FLOAT32, -1, -1, 8, 3);
    Tensor result = Apply.of(padded(3, 1, 1, 1, 1), x, gradient).output();
    NDArray images = draw(List.of(2, 5, 8, 2), DType.FLOAT32, 1);
    for (List<Integer> other : List.of(List.of(3, 5, 8, 3), List.of(2, 6, 8, 3))) {
      Feed feed = Feed.feed(x, images).and(gradient, draw(other, DType.FLOAT32, 2));
      String message = assertThrows(
              EvaluationException.class, () -> result.evaluate(feed, new CpuBackend()))
          .getMessage();
      assertTrue(message.contains("input 1 does not fit the others"), message);
    }
  }

  /** By default, and not where the rule is left out; to about the same result. */
  @ParameterizedTest
  @CsvSource({"3, winograd kernel gradient", "5, winograd 5x5 kernel gradient"})
  void theGradientOfALayerIsComputedByFewerProducts(int window, String rule) {
    List<Integer> images = List.of(2, 14, 13, 32);
    List<Integer> weights = List.of(window, window, 32, 40);
    Tensor x = Tensors.placeholder(
        "x", DType.FLOAT32, Shape.of(Dim.named("n"), Dim.of(14), Dim.of(13), Dim.of(32)));
    Tensor kernel = Tensors.placeholder("k", DType.FLOAT32, Shape.shape(window, window, 32, 40));
    ConvOptions same = ConvOptions.builder().padding(WindowPadding.SAME).build();
    Tensor result = Convolutions.conv2d(x, kernel, same);
    Tensor loss = Reductions.sum(Arithmetic.multiply(result, result));
    Tensor gradient = Gradients.gradient(loss, kernel);
    Feed feed =
        Feed.feed(x, draw(images, DType.FLOAT32, 5)).and(kernel, draw(weights, DType.FLOAT32, 3));
    CompileReport on = new CompileReport();
    CompileReport off = new CompileReport();
    NDArray found = run(gradient, feed, CompileOptions.builder().listener(on));
    NDArray direct = run(gradient, feed, CompileOptions.builder().listener(off).without(rule));
    assertEquals(1, on.times(rule), on::toString);
    assertEquals(0, off.times(rule), off::toString);
    assertNotEquals(direct, found);
    assertClose(direct, found);
  }

  private static NDArray run(Tensor output, Feed feed, CompileOptions.Builder options) {
    return new CpuBackend()
        .compile(List.copyOf(feed.tensors()), List.of(output), options.build())
        .call(feed)
        .get(0);
  }

  /** Half of the distance to which Keras's results are compared, which are 1e-5. */
  private static void assertClose(NDArray expected, NDArray found) {
    double[] a = expected.cast(DType.FLOAT64).toDoubles();
    double[] b = found.cast(DType.FLOAT64).toDoubles();
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i]));
      worst = Math.max(worst, Math.abs(a[i] - b[i]));
    }
    double difference = worst / largest;
    assertTrue(difference <= 5e-6, () -> "differ by " + difference);
  }
}
