package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Product;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A product of random axes over random arrays, and its result by the definition. */
final class RandomProduct {
  private static final List<Double> SPECIAL = List.of(
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 1e300, -1e300);

  private final SplittableRandom random;
  private final List<int[]> axes = new ArrayList<>();
  private final int[] counts = new int[4];
  private final int[] starts = new int[2];
  private final int[] lengths = new int[3];

  final DType dtype;
  final Product product;
  final int[] sizes;
  final Object[] buffers;

  RandomProduct(DType dtype, long seed) {
    this.random = new SplittableRandom(seed);
    this.dtype = dtype;
    boolean[][] has = {
      {true, true, true}, {true, false, true}, {false, true, true}, {true, true, false}
    };
    // Every fourth has a single row, or is large and has short sums; some have more inner places
    // than any block.
    boolean isLarge = seed % 4 == 1;
    int[] most = {3, seed % 4 == 0 ? 2 : isLarge ? 250 : 70, isLarge ? 800 : 90, isLarge ? 40 : 2200
    };
    for (int kind = 0; kind < 4; kind++) {
      counts[kind] = random.nextInt(kind == 0 ? 0 : 1, 3);
      int left = random.nextInt(1, most[kind]);
      for (int i = 0; i < counts[kind]; i++) {
        int extent = i == counts[kind] - 1 ? left : random.nextInt(1, Math.min(5, left + 1));
        left = Math.max(1, left / extent);
        axes.add(
            new int[] {extent, has[kind][0] ? 1 : 0, has[kind][1] ? 1 : 0, has[kind][2] ? 1 : 0});
      }
    }
    for (int array = 0; array < 3; array++) {
      layOut(array);
    }
    this.product = new Product(
        dtype,
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        false,
        Optional.empty(),
        List.of(),
        Optional.empty());
    this.sizes = sizes();
    this.buffers = new Object[3];
    for (int array = 0; array < 3; array++) {
      buffers[array] = Array.newInstance(dtype.componentType(), lengths[array]);
      for (int i = 0; i < lengths[array]; i++) {
        set(buffers[array], i, array == 2 ? -7 : draw());
      }
    }
  }

  private double draw() {
    return random.nextInt(200) == 0
        ? SPECIAL.get(random.nextInt(SPECIAL.size()))
        : random.nextDouble() * 2 - 1;
  }

  /** The result is dense, mostly in the order of axes; the others may be reversed as well. */
  private void layOut(int array) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, axes.size())
        .filter(axis -> axes.get(axis)[1 + array] != 0)
        .boxed()
        .toList());
    if (array < 2 ? random.nextBoolean() : random.nextInt(3) == 0) {
      Collections.shuffle(order, new java.util.Random(random.nextLong()));
    }
    int stride = 1;
    for (int i = order.size() - 1; i >= 0; i--) {
      int[] axis = axes.get(order.get(i));
      boolean reversed = array < 2 && random.nextInt(8) == 0;
      axis[1 + array] = reversed ? -stride : stride;
      if (reversed) {
        starts[array] += stride * (axis[0] - 1);
      }
      stride *= axis[0];
      if (array < 2 && random.nextInt(4) == 0) {
        stride += random.nextInt(3);
      }
    }
    lengths[array] = stride;
  }

  private int[] sizes() {
    List<Integer> all = new ArrayList<>(List.of(starts[0], starts[1]));
    axes.forEach(axis -> Arrays.stream(axis).forEach(all::add));
    int first = 0;
    for (int kind = 0; kind < 3; kind++) {
      all.add(0);
      all.add(places(first, counts[kind]).size());
      first += counts[kind];
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The offsets in the three arrays of all places of some axes. */
  private List<int[]> places(int first, int count) {
    List<int[]> places = List.of(new int[3]);
    for (int axis = first; axis < first + count; axis++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] place : places) {
        for (int at = 0; at < axes.get(axis)[0]; at++) {
          int[] next = place.clone();
          for (int array = 0; array < 3; array++) {
            next[array] += at * axes.get(axis)[1 + array];
          }
          longer.add(next);
        }
      }
      places = longer;
    }
    return places;
  }

  /** Every element by the definition. */
  Object expected() {
    Object result = Array.newInstance(dtype.componentType(), lengths[2]);
    List<int[]> inner = places(counts[0] + counts[1] + counts[2], counts[3]);
    for (int[] outer : places(0, counts[0] + counts[1] + counts[2])) {
      double sum = 0;
      for (int[] at : inner) {
        int a = starts[0] + outer[0] + at[0];
        int b = starts[1] + outer[1] + at[1];
        sum = dtype == DType.FLOAT64
            ? Math.fma(((double[]) buffers[0])[a], ((double[]) buffers[1])[b], sum)
            : Math.fma(((float[]) buffers[0])[a], ((float[]) buffers[1])[b], (float) sum);
      }
      set(result, outer[2], sum);
    }
    return result;
  }

  /** Cuts the ranges of the whole into two along one axis, or does not. */
  List<int[]> parts() {
    int range = product.ranges() + 2 * random.nextInt(3);
    int middle = random.nextInt(sizes[range + 1] + 1);
    int[] first = sizes.clone();
    int[] second = sizes.clone();
    first[range + 1] = middle;
    second[range] = middle;
    return List.of(first, second);
  }

  private static void set(Object array, int at, double value) {
    if (array instanceof double[] doubles) {
      doubles[at] = value;
    } else {
      ((float[]) array)[at] = (float) value;
    }
  }

  @Override
  public String toString() {
    return product + " of " + Arrays.toString(sizes);
  }
}
