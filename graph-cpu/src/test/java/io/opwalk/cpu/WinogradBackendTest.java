package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
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
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.WinogradConv;
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

/** Winograd's convolutions bit for bit as on the reference backend, and where they are used. */
final class WinogradBackendTest {
  /** A convolution of views of two inputs. */
  private record Case(
      String name,
      WinogradConv op,
      List<Integer> x,
      UnaryOperator<Tensor> viewOfX,
      List<Integer> kernel,
      UnaryOperator<Tensor> viewOfKernel) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static WinogradConv padded(int above, int left, int below, int right) {
    return new WinogradConv(3, List.of(above, left), List.of(below, right));
  }

  private static WinogradConv paddedOfFive(int above, int left, int below, int right) {
    return new WinogradConv(5, List.of(above, left), List.of(below, right));
  }

  private static Case dense(String name, WinogradConv op, List<Integer> x, List<Integer> kernel) {
    return new Case(name, op, x, t -> t, kernel, t -> t);
  }

  private static Tensor slice(Tensor x, List<Integer> starts, List<Integer> sizes, int step) {
    List<Dim> from = starts.stream().map(Dim::of).toList();
    List<Dim> to = sizes.stream().map(Dim::of).toList();
    return Apply.of(new Slice(from, to, List.of(step, step, 1, 1)), x).output();
  }

  private static List<Case> cases() {
    return List.of(
        dense("whole tiles", padded(1, 1, 1, 1), List.of(2, 8, 12, 5), List.of(3, 3, 5, 7)),
        dense("parts of tiles", padded(1, 1, 1, 1), List.of(2, 7, 10, 35), List.of(3, 3, 35, 18)),
        dense("no padding", padded(0, 0, 0, 0), List.of(1, 9, 7, 3), List.of(3, 3, 3, 4)),
        dense("uneven padding", padded(3, 0, 1, 6), List.of(1, 4, 3, 3), List.of(3, 3, 3, 4)),
        dense("one result", padded(0, 0, 0, 0), List.of(1, 3, 3, 2), List.of(3, 3, 2, 1)),
        dense("nothing but padding", padded(2, 2, 2, 2), List.of(1, 1, 1, 1), List.of(3, 3, 1, 2)),
        dense("rows in blocks", padded(1, 1, 1, 1), List.of(53, 5, 4, 3), List.of(3, 3, 3, 5)),
        dense("parts by filters", padded(1, 1, 1, 1), List.of(2, 7, 9, 5), List.of(3, 3, 5, 170)),
        dense(
            "filters in blocks",
            padded(1, 1, 1, 1),
            List.of(1, 2, 6, 1041),
            List.of(3, 3, 1041, 35)),
        dense(
            "whole tiles of 5 by 5",
            paddedOfFive(2, 2, 2, 2),
            List.of(3, 6, 8, 5),
            List.of(5, 5, 5, 7)),
        dense(
            "parts of tiles of 5 by 5",
            paddedOfFive(0, 4, 5, 1),
            List.of(2, 5, 4, 35),
            List.of(5, 5, 35, 18)),
        dense("no channels", padded(1, 1, 1, 1), List.of(1, 5, 5, 0), List.of(3, 3, 0, 3)),
        new Case(
            "channels first",
            padded(1, 1, 1, 1),
            List.of(2, 9, 7, 11),
            t -> Shapes.transpose(t, 0, 2, 3, 1),
            List.of(34, 9, 3, 3),
            t -> Shapes.transpose(t, 2, 3, 1, 0)),
        new Case(
            "slices, the kernel's turned around",
            padded(1, 0, 1, 0),
            List.of(1, 9, 8, 5),
            t -> slice(t, List.of(0, 2, 1, 1), List.of(1, 6, 6, 3), 1),
            List.of(3, 3, 3, 9),
            t -> slice(t, List.of(2, 2, 0, 2), List.of(3, 3, 3, 6), -1)),
        new Case(
            "channels first, 5 by 5, the kernel's turned around",
            paddedOfFive(2, 2, 2, 2),
            List.of(2, 11, 7, 9),
            t -> Shapes.transpose(t, 0, 2, 3, 1),
            List.of(5, 5, 34, 11),
            t -> slice(
                Shapes.transpose(t, 0, 1, 3, 2), List.of(4, 4, 0, 0), List.of(5, 5, 11, 34), -1)));
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
    Tensor kernel = Tensors.placeholder("k", dtype, shape(c.kernel(), true));
    Tensor result =
        Apply.of(c.op(), c.viewOfX().apply(x), c.viewOfKernel().apply(kernel)).output();
    Feed feed = Feed.feed(x, draw(c.x(), dtype, 1)).and(kernel, draw(c.kernel(), dtype, 2));
    NDArray expected = new ReferenceBackend().evaluate(List.of(result), feed).get(0);
    List<CpuOptions.Builder> backends = new ArrayList<>(List.of(
        CpuOptions.builder(),
        CpuOptions.builder().tier(Tier.SCALAR),
        CpuOptions.builder().threads(3).parts(new Parts(1, false))));
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      backends.add(CpuOptions.builder().tier(Tier.VECTOR));
      backends.add(CpuOptions.builder().tier(Tier.VECTOR).parts(new Parts(1, false)));
    }
    for (int i = 0; i < backends.size(); i++) {
      CompiledFunction function = new CpuBackend(backends.get(i).build())
          .compile(List.of(x, kernel), List.of(result), CompileOptions.defaults());
      String what = c + ", backend " + i + ": ";
      for (int call = 0; call < 2; call++) {
        Bits.difference(expected, function.call(feed).get(0))
            .ifPresent(difference -> fail(what + difference));
      }
    }
  }

  /**
   * Where there is too much to transform it once for all parts, each transforms what it needs. One
   * thread runs the whole, which is compared with the reference above.
   */
  @ParameterizedTest
  @CsvSource({"2, 2, 1041, 68, false", "180, 8, 96, 66, true"})
  void soDoPartsThatTransformForThemselves(
      int batch, int height, int channels, int filters, boolean byGranules) {
    List<Integer> sizes = List.of(batch, height, height, channels);
    List<Integer> ofKernel = List.of(3, 3, channels, filters);
    DType dtype = DType.FLOAT32;
    Shape images = shape(sizes, true).withDim(0, Dim.unknown());
    Tensor x = Tensors.placeholder("x", dtype, images);
    Tensor kernel = Tensors.placeholder("k", dtype, shape(ofKernel, true));
    Tensor result = Apply.of(padded(1, 1, 1, 1), x, kernel).output();
    Feed feed = Feed.feed(x, draw(sizes, dtype, 1)).and(kernel, draw(ofKernel, dtype, 2));
    NDArray whole = new CpuBackend(CpuOptions.builder().threads(1).build())
        .evaluate(List.of(result), feed)
        .get(0);
    CpuOptions parts =
        CpuOptions.builder().threads(3).parts(new Parts(1, byGranules)).build();
    NDArray found = new CpuBackend(parts).evaluate(List.of(result), feed).get(0);
    Bits.difference(whole, found).ifPresent(difference -> fail(difference));
  }

  /** Channels are known, as they are in a network; what else is not may be anything but 1. */
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

  private static final Tensor IMAGES = Tensors.placeholder(
      "x", DType.FLOAT32, Shape.of(Dim.named("n"), Dim.of(14), Dim.of(13), Dim.of(32)));

  private static final NDArray WEIGHTS = draw(List.of(3, 3, 32, 40), DType.FLOAT32, 3);

  private static Tensor layer(Tensor kernel) {
    return Convolutions.conv2d(
        IMAGES, kernel, ConvOptions.builder().padding(WindowPadding.SAME).build());
  }

  /** By default, and not where the rule is left out; to about the same result. */
  @Test
  void aLayerIsComputedByFewerProducts() {
    Tensor result = layer(Tensors.constant(WEIGHTS));
    Feed feed = Feed.feed(IMAGES, draw(List.of(2, 14, 13, 32), DType.FLOAT32, 4));
    CompileReport on = new CompileReport();
    CompileReport off = new CompileReport();
    NDArray found =
        run(List.of(result), feed, CompileOptions.builder().listener(on)).get(0);
    NDArray direct = run(
            List.of(result), feed, CompileOptions.builder().listener(off).without("winograd"))
        .get(0);
    assertEquals(1, on.times("winograd"), on::toString);
    assertEquals(0, off.times("winograd"), off::toString);
    assertNotEquals(direct, found);
    assertClose(direct, found);
    NDArray expected = new ReferenceBackend().evaluate(List.of(result), feed).get(0);
    Bits.difference(expected, direct).ifPresent(difference -> fail(difference));
  }

  /** Of the input's gradient, which is such a convolution of 40 channels by 32 filters. */
  @ParameterizedTest
  @CsvSource({"3, winograd", "5, winograd 5x5"})
  void soIsTheGradientInItsInput(int window, String rule) {
    Tensor kernel = Tensors.placeholder("k", DType.FLOAT32, Shape.shape(window, window, 32, 40));
    Tensor result = layer(kernel);
    Tensor loss = Reductions.sum(Arithmetic.multiply(result, result));
    List<Tensor> gradients = Gradients.gradient(loss, List.of(IMAGES, kernel));
    Feed feed = Feed.feed(IMAGES, draw(List.of(2, 14, 13, 32), DType.FLOAT32, 5))
        .and(kernel, draw(List.of(window, window, 32, 40), DType.FLOAT32, 3));
    CompileReport report = new CompileReport();
    List<NDArray> found = run(gradients, feed, CompileOptions.builder().listener(report));
    assertEquals(2, report.times(rule), report::toString);
    List<NDArray> direct = run(gradients, feed, CompileOptions.builder().without(rule));
    assertClose(direct.get(0), found.get(0));
    assertClose(direct.get(1), found.get(1));
  }

  private static List<NDArray> run(
      List<Tensor> outputs, Feed feed, CompileOptions.Builder options) {
    return new CpuBackend()
        .compile(List.copyOf(feed.tensors()), outputs, options.build())
        .call(feed);
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
