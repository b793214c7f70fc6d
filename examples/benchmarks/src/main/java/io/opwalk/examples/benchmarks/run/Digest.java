package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What two engines' results are compared by: of each array its size, the mean of all elements, and
 * up to 509 of them.
 *
 * @param arrays the arrays
 */
record Digest(List<Part> arrays) {
  /** A prime, so that the places taken are spread over rows and columns. */
  private static final int ELEMENTS = 509;

  /**
   * One array's.
   *
   * @param size how many elements there are
   * @param values their mean, and some of them
   */
  record Part(int size, double[] values) {
    static Part of(JavaArray array) {
      int size = array.size();
      int count = Math.min(size, ELEMENTS);
      double[] values = new double[count + 1];
      for (int i = 0; i < size; i++) {
        values[0] += array.at(i) / size;
      }
      for (int i = 0; i < count; i++) {
        values[i + 1] = array.at((int) ((long) i * size / count));
      }
      return new Part(size, values);
    }

    private static Part parse(String text) {
      int colon = text.indexOf(':');
      double[] values = Arrays.stream(text.substring(colon + 1).split(","))
          .mapToDouble(Double::parseDouble)
          .toArray();
      return new Part(Integer.parseInt(text.substring(0, colon)), values);
    }

    @Override
    public String toString() {
      return size
          + ":"
          + Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }
  }

  /** Of results. */
  static Digest of(List<JavaArray> results) {
    return new Digest(results.stream().map(Part::of).toList());
  }

  /** From the text that {@link #toString} makes. */
  static Digest parse(String text) {
    List<Part> parts = new ArrayList<>();
    for (String part : text.split(";")) {
      parts.add(Part.parse(part));
    }
    return new Digest(parts);
  }

  /**
   * How another engine's results differ, if by more than a part of the largest element, or if they
   * are not numbers.
   */
  Optional<String> differenceTo(Digest other, double tolerance) {
    if (arrays.size() != other.arrays.size()) {
      return Optional.of(arrays.size() + " results, and " + other.arrays.size());
    }
    for (int a = 0; a < arrays.size(); a++) {
      Part mine = arrays.get(a);
      Part theirs = other.arrays.get(a);
      if (mine.size() != theirs.size()) {
        return Optional.of("result " + a + " of " + mine.size() + " and of " + theirs.size());
      }
      double largest = Arrays.stream(mine.values()).map(Math::abs).max().orElse(0);
      for (int i = 0; i < mine.values().length; i++) {
        double difference = Math.abs(mine.values()[i] - theirs.values()[i]);
        // Written so that a NaN is a difference.
        if (!(difference <= tolerance * largest)) {
          return Optional.of("result " + a + ": " + mine.values()[i] + " and "
              + theirs.values()[i] + " where up to " + tolerance * largest + " is allowed");
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return arrays.stream().map(Part::toString).collect(Collectors.joining(";"));
  }
}
