package io.opwalk.rules;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers at which rewrites go wrong: specials, extremes, and a random lot from all binades. */
final class Awkward {
  private static final int RANDOM = 16;

  private Awkward() {}

  /** Doubles that are values of the given floating dtype. */
  static List<Double> doubles(DType dtype) {
    List<Double> found = new ArrayList<>(List.of(
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -2.0,
        3.0,
        1e-3,
        -1e-8,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY));
    boolean single = dtype == DType.FLOAT32;
    double least = single ? Float.MIN_VALUE : Double.MIN_VALUE;
    double normal = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    double largest = single ? Float.MAX_VALUE : Double.MAX_VALUE;
    double next = single ? Math.nextUp(1f) : Math.nextUp(1.0);
    found.addAll(List.of(least, -least, 3 * least, normal, -normal, largest, -largest, next));
    Random random = new Random(7);
    for (int i = 0; i < RANDOM; i++) {
      found.add(
          single
              ? Float.intBitsToFloat(random.nextInt())
              : Double.longBitsToDouble(random.nextLong()));
      found.add(single ? (float) random.nextGaussian() : random.nextGaussian());
    }
    return found;
  }

  /** As many elements of a dtype as there are {@link #doubles}. */
  static NDArray vector(DType dtype) {
    int size = doubles(DType.FLOAT64).size();
    Random random = new Random(11);
    switch (dtype) {
      case FLOAT64:
        return NDArray.ofArray(
            doubles(dtype).stream().mapToDouble(Double::doubleValue).toArray());
      case FLOAT32:
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
          floats[i] = doubles(dtype).get(i).floatValue();
        }
        return NDArray.ofArray(floats);
      case INT64:
        long[] longs = random.longs(size).toArray();
        System.arraycopy(
            new long[] {0, 1, -1, 2, -2, 7, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, 5_000_000_000L
            },
            0,
            longs,
            0,
            10);
        return NDArray.ofArray(longs);
      case INT32:
        int[] ints = random.ints(size).toArray();
        System.arraycopy(
            new int[] {0, 1, -1, 2, -2, 7, Integer.MAX_VALUE, Integer.MIN_VALUE}, 0, ints, 0, 8);
        return NDArray.ofArray(ints);
      default:
        boolean[] truths = new boolean[size];
        for (int i = 0; i < size; i++) {
          truths[i] = random.nextBoolean();
        }
        return NDArray.ofArray(truths);
    }
  }

  /**
   * A square matrix of {@link #vector}'s elements: the same ones along every row, every column, or
   * scattered. The first two together pair each with each.
   */
  static NDArray matrix(DType dtype, int variant) {
    NDArray vector = vector(dtype);
    int size = vector.size();
    int[] rows = new int[size * size];
    Random random = new Random(variant);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = switch (variant) {
        case 0 -> i / size;
        case 1 -> i % size;
        default -> random.nextInt(size);
      };
    }
    return vector.take(rows).reshape(size, size);
  }
}
