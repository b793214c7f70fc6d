package io.opwalk.cpu;

import static io.opwalk.cpu.internal.fixture.SameAsReference.draw;
import static io.opwalk.cpu.internal.fixture.SameAsReference.shape;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.SameAsReference;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What follows a product element by element, and is computed block by block with it, bit for bit as
 * on the reference backend: in plain and vector code, with sizes known and unknown.
 */
@Tag("first-tier")
final class EpilogueBackendTest {
  private static final List<Backend> BACKENDS = Stream.of(Tier.SCALAR, Tier.VECTOR)
      .<Backend>map(tier -> new CpuBackend(CpuOptions.builder().tier(tier).build()))
      .toList();

  /** What is computed of inputs of some sizes. */
  private record Case(
      String name, List<List<Integer>> inputs, Function<List<Tensor>, List<Tensor>> outputs) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(
      String name, List<List<Integer>> inputs, Function<List<Tensor>, List<Tensor>> outputs) {
    return new Case(name, inputs, outputs);
  }

  private static Tensor product(List<Tensor> in) {
    return Linear.matmul(in.get(0), in.get(1));
  }

  private static Tensor withBias(List<Tensor> in) {
    return Arithmetic.add(product(in), in.get(2));
  }

  private static Tensor conv(List<Tensor> in, int groups) {
    Conv op = new Conv(List.of(1, 1), List.of(1, 1), groups);
    return Apply.of(op, in.get(0), in.get(1)).outputs(0);
  }

  private static Tensor channelsLast(List<Tensor> in, List<Integer> strides) {
    Conv op = new Conv(strides, strides.stream().map(stride -> 1).toList(), 1);
    if (strides.size() == 1) {
      Tensor x = Shapes.transpose(in.get(0), 0, 2, 1);
      Tensor kernel = Shapes.transpose(in.get(1), 2, 1, 0);
      return Shapes.transpose(Apply.of(op, x, kernel).output(), 0, 2, 1);
    }
    Tensor x = Shapes.transpose(in.get(0), 0, 3, 1, 2);
    Tensor kernel = Shapes.transpose(in.get(1), 3, 2, 0, 1);
    return Shapes.transpose(Apply.of(op, x, kernel).output(), 0, 2, 3, 1);
  }

  private static List<Case> products() {
    return List.of(
        of(
            "bias and relu",
            List.of(List.of(70, 33), List.of(33, 45), List.of(45)),
            in -> List.of(Activations.relu(withBias(in)))),
        of(
            "what is before the activation is fetched as well",
            List.of(List.of(70, 33), List.of(33, 45), List.of(45)),
            in -> List.of(Activations.sigmoid(withBias(in)), withBias(in))),
        of(
            "the product itself is fetched as well",
            List.of(List.of(70, 33), List.of(33, 45), List.of(45)),
            in -> List.of(Activations.relu(withBias(in)), product(in))),
        of(
            "an input is added",
            List.of(List.of(60, 60), List.of(60, 60)),
            in -> List.of(Activations.relu(Arithmetic.add(product(in), in.get(0))))),
        of(
            "two products are added",
            List.of(List.of(50, 40), List.of(40, 50)),
            in -> List.of(
                Arithmetic.add(
                    Activations.softplus(product(in)), Linear.matmul(in.get(0), in.get(1))),
                Arithmetic.add(
                    product(in),
                    Linear.matmul(
                        Linear.matrixTranspose(in.get(1)), Linear.matrixTranspose(in.get(0)))))),
        of(
            "it is read transposed too",
            List.of(List.of(50, 40), List.of(40, 50)),
            in -> List.of(Arithmetic.add(
                Activations.relu(product(in)), Linear.matrixTranspose(product(in))))),
        of(
            "a mask is made of it",
            List.of(List.of(50, 40), List.of(40, 60)),
            in -> List.of(Logic.greater(product(in), 0.0))),
        of(
            "a row",
            List.of(List.of(1, 300), List.of(300, 2500), List.of(2500)),
            in -> List.of(Activations.relu(withBias(in)))),
        of(
            "long sums",
            List.of(List.of(130, 2100), List.of(2100, 40), List.of(130, 1)),
            in -> List.of(Activations.relu(withBias(in)))),
        of(
            "a bias for each element of a batch",
            List.of(List.of(4, 21, 18), List.of(4, 18, 30), List.of(4, 1, 30)),
            in -> List.of(Activations.relu(withBias(in)))),
        of(
            "a batch with one right array",
            List.of(List.of(4, 21, 18), List.of(18, 30), List.of(4, 1, 30)),
            in -> List.of(Activations.relu(withBias(in)))),
        of(
            "a broadcast batch",
            List.of(List.of(2, 1, 21, 18), List.of(3, 18, 30), List.of(3, 21, 1)),
            in -> List.of(Activations.relu(withBias(in)))));
  }

  private static List<Case> convolutions() {
    return List.of(
        of(
            "a convolution with bias and relu",
            List.of(List.of(3, 5, 14, 15), List.of(9, 5, 3, 3), List.of(9, 1, 1)),
            in -> List.of(Activations.relu(Arithmetic.add(conv(in, 1), in.get(2))))),
        of(
            "a convolution of many channels with a bias for each place",
            List.of(List.of(3, 240, 7, 8), List.of(7, 240, 3, 3), List.of(5, 6)),
            in -> List.of(Activations.relu(Arithmetic.add(conv(in, 1), in.get(2))))),
        of(
            "a convolution read as channels last",
            List.of(List.of(2, 5, 14, 15), List.of(9, 5, 3, 3), List.of(9)),
            in -> List.of(Activations.relu(
                Arithmetic.add(Shapes.transpose(conv(in, 1), 0, 2, 3, 1), in.get(2))))),
        of(
            "channels last throughout, in steps of two",
            List.of(List.of(2, 15, 18, 3), List.of(3, 3, 3, 20), List.of(20)),
            in -> List.of(
                Activations.relu(Arithmetic.add(channelsLast(in, List.of(2, 2)), in.get(2))))),
        of(
            "channels last, and the sums are fetched as well",
            List.of(List.of(2, 11, 9, 4), List.of(2, 3, 4, 17), List.of(17)),
            in -> List.of(
                Activations.relu(Arithmetic.add(channelsLast(in, List.of(1, 1)), in.get(2))),
                channelsLast(in, List.of(1, 1)))),
        of(
            "channels last along one axis",
            List.of(List.of(3, 60, 5), List.of(4, 5, 30), List.of(30)),
            in ->
                List.of(Activations.relu(Arithmetic.add(channelsLast(in, List.of(1)), in.get(2))))),
        of(
            "channels last of few places",
            List.of(List.of(1, 4, 4, 3), List.of(3, 3, 3, 5), List.of(5)),
            in -> List.of(
                Activations.relu(Arithmetic.add(channelsLast(in, List.of(1, 1)), in.get(2))))),
        of(
            "channels last and first",
            List.of(List.of(2, 14, 15, 5), List.of(3, 3, 5, 9), List.of(9)),
            in -> List.of(
                Activations.relu(Arithmetic.add(channelsLast(in, List.of(1, 1)), in.get(2))),
                Arithmetic.negative(
                    Shapes.transpose(channelsLast(in, List.of(1, 1)), 0, 3, 1, 2)))),
        of(
            "groups with bias",
            List.of(List.of(2, 6, 14, 15), List.of(12, 3, 3, 3), List.of(12, 1, 1)),
            in -> List.of(Activations.relu(Arithmetic.add(conv(in, 2), in.get(2))))),
        of(
            "depthwise with bias",
            List.of(List.of(2, 16, 14, 15), List.of(16, 1, 3, 3), List.of(16, 1, 1)),
            in -> List.of(Activations.relu(Arithmetic.add(conv(in, 16), in.get(2))))));
  }

  static Stream<Arguments> all() {
    return Stream.of(products(), convolutions())
        .flatMap(List::stream)
        .flatMap(c -> Stream.of(DType.FLOAT32, DType.FLOAT64)
            .flatMap(dtype -> Stream.of(true, false).map(known -> Arguments.of(c, dtype, known))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesTheBitsOfTheReference(Case c, DType dtype, boolean known) {
    SplittableRandom random = new SplittableRandom(5);
    List<Tensor> inputs = new ArrayList<>();
    Feed feed = Feed.empty();
    for (List<Integer> sizes : c.inputs()) {
      Tensor input = Tensors.placeholder("x" + inputs.size(), dtype, shape(sizes, known));
      inputs.add(input);
      feed = feed.and(input, draw(sizes, dtype, random));
    }
    List<Tensor> outputs = c.outputs().apply(inputs);
    SameAsReference.check(c, BACKENDS, inputs, outputs, feed);
  }
}
