package io.opwalk.examples.benchmarks.workload;

import java.util.List;

/**
 * Inputs and weights that are the same for every engine, in every language and on every run: the
 * finaliser of Stafford's "Mix13", as in SplitMix64, of a seed and a place. All are floats, so that
 * both precisions compute with the same numbers.
 */
final class Values {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Values() {}

  /** Numbers between {@code -scale} and {@code scale}. */
  static JavaArray uniform(Precision precision, long seed, double scale, Integer... dims) {
    List<Integer> shape = List.of(dims);
    Object flat = precision.newArray(JavaArray.size(shape));
    if (flat instanceof double[] doubles) {
      for (int i = 0; i < doubles.length; i++) {
        doubles[i] = at(seed, i, scale);
      }
    } else {
      float[] floats = (float[]) flat;
      for (int i = 0; i < floats.length; i++) {
        floats[i] = at(seed, i, scale);
      }
    }
    return new JavaArray(flat, shape);
  }

  /** As Glorot's: uniform, with the variance 2 / (inputs + outputs). */
  static JavaArray glorot(Precision precision, long seed, int fanIn, int fanOut, Integer... dims) {
    return uniform(precision, seed, Math.sqrt(6.0 / (fanIn + fanOut)), dims);
  }

  /** One-hot rows. */
  static JavaArray oneHot(Precision precision, long seed, int rows, int classes) {
    Object flat = precision.newArray(rows * classes);
    for (int row = 0; row < rows; row++) {
      int hot = row * classes + (int) ((at(seed, row, 0.5) + 0.5f) * classes);
      if (flat instanceof double[] doubles) {
        doubles[hot] = 1;
      } else {
        ((float[]) flat)[hot] = 1;
      }
    }
    return new JavaArray(flat, List.of(rows, classes));
  }

  private static float at(long seed, long place, double scale) {
    long z = seed * GOLDEN + place * 0xD1342543DE82EF95L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    // 24 random bits, in [-1, 1).
    return (float) (((z >>> 40) * 0x1p-23 - 1) * scale);
  }
}
