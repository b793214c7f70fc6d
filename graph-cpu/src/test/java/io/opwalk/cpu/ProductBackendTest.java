package io.opwalk.cpu;

import static io.opwalk.cpu.internal.fixture.SameAsReference.draw;
import static io.opwalk.cpu.internal.fixture.SameAsReference.shape;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.SameAsReference;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Products and convolutions that are large enough to be run in blocks, and their gradients, bit for
 * bit as on the reference backend: with sizes known and unknown, and through views.
 */
final class ProductBackendTest {
  /** What is computed of two inputs of some sizes. */
  private record Case(String name, List<Integer> a, List<Integer> b, BinaryOperator<Tensor> op) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Tensor conv(Tensor x, Tensor kernel, int stride, int dilation, int groups) {
    Conv op = new Conv(List.of(stride, stride), List.of(dilation, dilation), groups);
    return Apply.of(op, x, kernel).outputs(0);
  }

  private static Tensor slice(Tensor a) {
    Slice op =
        new Slice(List.of(Dim.of(5), Dim.of(10)), List.of(Dim.of(37), Dim.of(20)), List.of(1, 1));
    return Apply.of(op, a).outputs(0);
  }

  private static List<Case> cases() {
    return List.of(
        new Case("a plain product", List.of(37, 29), List.of(29, 45), Linear::matmul),
        new Case("one row", List.of(1, 300), List.of(300, 70), Linear::matmul),
        new Case("one column", List.of(300, 70), List.of(70, 1), Linear::matmul),
        new Case(
            "both transposed",
            List.of(40, 33),
            List.of(50, 40),
            (a, b) -> Linear.matmul(Linear.matrixTranspose(a), Linear.matrixTranspose(b))),
        new Case(
            "with its own transpose",
            List.of(33, 40),
            List.of(33),
            (a, b) -> Arithmetic.add(Linear.matmul(a, Linear.matrixTranspose(a)), b)),
        new Case("a batch", List.of(3, 21, 18), List.of(3, 18, 30), Linear::matmul),
        new Case("one left for a batch", List.of(21, 18), List.of(3, 18, 30), Linear::matmul),
        new Case("one right for a batch", List.of(3, 21, 18), List.of(18, 30), Linear::matmul),
        new Case("a broadcast batch", List.of(2, 1, 21, 18), List.of(3, 18, 30), Linear::matmul),
        new Case(
            "a slice with bias and relu",
            List.of(50, 40),
            List.of(20, 33),
            (a, b) -> Activations.relu(
                Arithmetic.add(Linear.matmul(slice(a), b), Tensors.constant(0.25f)))),
        new Case(
            "a convolution",
            List.of(2, 5, 14, 15),
            List.of(9, 5, 3, 3),
            (x, k) -> conv(x, k, 1, 1, 1)),
        new Case("1x1", List.of(2, 12, 9, 7), List.of(20, 12, 1, 1), (x, k) -> conv(x, k, 1, 1, 1)),
        new Case(
            "strides and dilations",
            List.of(2, 5, 17, 16),
            List.of(9, 5, 3, 2),
            (x, k) -> conv(x, k, 2, 3, 1)),
        new Case(
            "groups", List.of(2, 6, 14, 15), List.of(12, 3, 3, 3), (x, k) -> conv(x, k, 1, 1, 2)),
        new Case(
            "depthwise",
            List.of(2, 16, 14, 15),
            List.of(16, 1, 3, 3),
            (x, k) -> conv(x, k, 1, 1, 16)));
  }

  static Stream<Arguments> all() {
    return cases().stream()
        .flatMap(c -> Stream.of(DType.FLOAT32, DType.FLOAT64)
            .filter(dtype -> dtype == DType.FLOAT32 || !c.name().contains("bias"))
            .flatMap(dtype -> Stream.of(true, false).map(known -> Arguments.of(c, dtype, known))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesTheBitsOfTheReference(Case c, DType dtype, boolean known) {
    SplittableRandom random = new SplittableRandom(5);
    Tensor a = Tensors.placeholder("a", dtype, shape(c.a(), known));
    Tensor b = Tensors.placeholder("b", dtype, shape(c.b(), known));
    Tensor result = c.op().apply(a, b);
    // Multiplied by itself so that the gradient depends on the place.
    Tensor loss = Reductions.sum(Arithmetic.multiply(result, result));
    List<Tensor> outputs = new ArrayList<>(List.of(result));
    outputs.addAll(Gradients.gradient(loss, List.of(a, b)));
    Feed feed = Feed.feed(a, draw(c.a(), dtype, random)).and(b, draw(c.b(), dtype, random));
    SameAsReference.check(c, List.of(new CpuBackend()), List.of(a, b), outputs, feed);
  }
}
