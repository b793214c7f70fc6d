package io.opwalk.oracle;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What a configuration is made up from: random choices that depend on a seed and nothing else. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A whole number, both bounds included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean flip() {
    return random.nextBoolean();
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final <T> T pick(T... choices) {
    return pick(List.of(choices));
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A number that float32 can hold, as attributes of ONNX are. */
  double number(double low, double high) {
    return (float) random.nextDouble(low, high);
  }

  /** The sizes of some axes, each from 1 to 5. */
  List<Integer> shape(int leastRank, int mostRank) {
    return IntStream.range(0, between(leastRank, mostRank))
        .mapToObj(axis -> between(1, 5))
        .toList();
  }

  /** Shapes that broadcast: axes of one, here and there with size 1 or left out in front. */
  List<List<Integer>> broadcasting(int count) {
    List<Integer> all = shape(0, 4);
    List<List<Integer>> shapes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = random.nextInt(3) == 0 ? between(0, all.size()) : 0;
      shapes.add(all.subList(from, all.size()).stream()
          .map(size -> random.nextInt(5) == 0 ? (Integer) 1 : size)
          .toList());
    }
    return shapes;
  }

  NDArray array(DType dtype, List<Integer> shape, Values values) {
    return values.array(dtype, shape, random);
  }

  /** Whole numbers, both bounds included. */
  NDArray integers(DType dtype, List<Integer> shape, long low, long high) {
    return array(dtype, shape, Values.between(low, high));
  }

  /** An axis, counted from either end. */
  int axis(int rank) {
    return random.nextInt(-rank, rank);
  }

  /** Some axes in any order, each counted from either end. */
  List<Integer> axes(int rank, int fewest, int most) {
    return permutation(rank).subList(0, between(fewest, most)).stream()
        .map(axis -> flip() ? axis : (Integer) (axis - rank))
        .toList();
  }

  /** The numbers below a count in any order. */
  List<Integer> permutation(int count) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, new Random(random.nextLong()));
    return List.copyOf(order);
  }
}
