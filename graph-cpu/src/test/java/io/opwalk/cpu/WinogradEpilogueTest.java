package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileListener;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What follows a Winograd convolution element by element, and is computed with its rows of tiles,
 * bit for bit as on the reference backend: in plain and vector code, by one thread and by several.
 */
@Tag("first-tier")
final class WinogradEpilogueTest {
  private static final WinogradConv SAME = same(3);

  private static WinogradConv same(int window) {
    List<Integer> around = List.of(window / 2, window / 2);
    return new WinogradConv(window, around, around);
  }

  /** Places of whole tiles, and of parts of tiles in either direction. */
  private static final List<List<Integer>> INPUTS =
      List.of(List.of(2, 8, 12, 5), List.of(3, 7, 9, 6), List.of(1, 13, 5, 3));

  private static final int FILTERS = 37;

  /**
   * What is computed of a convolution, a bias and an array like the result.
   *
   * @param epilogues how many steps are run with the convolution
   */
  private record Case(String name, int epilogues, Function<List<Tensor>, List<Tensor>> outputs) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Tensor withBias(List<Tensor> in) {
    return Arithmetic.add(in.get(0), in.get(1));
  }

  private static List<Case> cases() {
    return List.of(
        new Case("bias", 1, in -> List.of(withBias(in))),
        new Case("relu", 1, in -> List.of(Activations.relu(in.get(0)))),
        new Case("bias and relu", 1, in -> List.of(Activations.relu(withBias(in)))),
        new Case(
            "the sums are fetched as well",
            1,
            in -> List.of(Activations.relu(withBias(in)), in.get(0))),
        new Case(
            "what is before the activation is fetched as well",
            1,
            in -> List.of(Activations.sigmoid(withBias(in)), withBias(in))),
        new Case(
            "the sums are read in another order first",
            0,
            in -> List.of(
                Activations.relu(withBias(in)),
                Arithmetic.negative(Shapes.transpose(in.get(0), 3, 0, 2, 1)))),
        new Case(
            "an array is added",
            1,
            in -> List.of(Activations.relu(Arithmetic.add(withBias(in), in.get(2))))),
        new Case(
            "one convolution after another",
            2,
            in -> List.of(Activations.relu(
                Apply.of(SAME, Activations.relu(withBias(in)), in.get(3)).output()))),
        new Case(
            "nothing that reads place by place",
            0,
            in -> List.of(Arithmetic.negative(Shapes.transpose(in.get(0), 0, 3, 1, 2)))));
  }

  static Stream<Arguments> all() {
    return cases().stream()
        .flatMap(c -> INPUTS.stream()
            .flatMap(input -> Stream.of(DType.FLOAT32, DType.FLOAT64)
                .map(dtype -> Arguments.of(c, input, dtype))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesTheBitsOfTheReference(Case c, List<Integer> input, DType dtype) {
    check(3, c, input, dtype);
  }

  /** Tiles of 2 by 2, of which there are more in a row. */
  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void soDoWindowsOfFive(DType dtype) {
    Case all = new Case(
        "bias and relu, and what is before them",
        1,
        in -> List.of(Activations.relu(withBias(in)), in.get(0)));
    check(5, all, List.of(2, 7, 5, 3), dtype);
  }

  private static void check(int window, Case c, List<Integer> input, DType dtype) {
    List<Integer> result = List.of(input.get(0), input.get(1), input.get(2), FILTERS);
    List<List<Integer>> sizes = List.of(
        input,
        List.of(window, window, input.get(3), FILTERS),
        List.of(FILTERS),
        result,
        List.of(3, 3, FILTERS, 4));
    List<Tensor> x = new ArrayList<>();
    Feed feed = Feed.empty();
    for (List<Integer> each : sizes) {
      Tensor tensor = Tensors.placeholder("x" + x.size(), dtype, shape(each));
      x.add(tensor);
      feed = feed.and(tensor, draw(each, dtype, x.size()));
    }
    Tensor sums = Apply.of(same(window), x.get(0), x.get(1)).output();
    List<Tensor> outputs = c.outputs().apply(List.of(sums, x.get(2), x.get(3), x.get(4)));
    List<NDArray> expected =
        new ReferenceBackend().compile(x, outputs, CompileOptions.defaults()).call(feed);
    List<CpuOptions> backends = backends();
    for (int backend = 0; backend < backends.size(); backend++) {
      CompiledFunction function =
          new CpuBackend(backends.get(backend)).compile(x, outputs, CompileOptions.defaults());
      for (int call = 0; call < 2; call++) {
        List<NDArray> found = function.call(feed);
        for (int i = 0; i < found.size(); i++) {
          String what = c + ", output " + i + ", backend " + backend + ": ";
          Bits.difference(expected.get(i), found.get(i))
              .ifPresent(difference -> fail(what + difference));
        }
      }
    }
    assertEquals(c.epilogues(), epilogues(x, outputs));
  }

  private static List<CpuOptions> backends() {
    List<CpuOptions> all = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3, 7}) {
      for (Tier tier : List.of(Tier.SCALAR, Tier.VECTOR)) {
        CpuOptions.Builder options = CpuOptions.builder().threads(threads).tier(tier);
        all.add(options.build());
        all.add(options.parts(new Parts(1, false)).build());
      }
    }
    return all;
  }

  private static int epilogues(List<Tensor> inputs, List<Tensor> outputs) {
    List<String> printed = new ArrayList<>();
    CompileListener listener = new CompileListener() {
      @Override
      public void lowered(String phase, String form, long nanos) {
        printed.add(form);
      }
    };
    new CpuBackend()
        .compile(inputs, outputs, CompileOptions.builder().listener(listener).build());
    return String.join("", printed).split("// and on each block of it", -1).length - 1;
  }

  private static Shape shape(List<Integer> sizes) {
    return Shape.of(sizes.stream().map(Dim::of).toList());
  }

  private static NDArray draw(List<Integer> sizes, DType dtype, int seed) {
    int length = sizes.stream().reduce(1, Math::multiplyExact);
    double[] drawn = new SplittableRandom(seed).doubles(length, -1, 1).toArray();
    int[] dims = sizes.stream().mapToInt(Integer::intValue).toArray();
    return NDArray.wrap(drawn, dims).cast(dtype);
  }
}
