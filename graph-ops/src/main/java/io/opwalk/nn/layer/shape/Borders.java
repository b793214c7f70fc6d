package io.opwalk.nn.layer.shape;

import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.DataFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * How many elements at both ends of each axis of space.
 *
 * @param before at the beginning of each
 * @param after at the end of each
 */
public record Borders(List<Integer> before, List<Integer> after) {
  /** Checks that there is a pair for each axis, and none is negative. */
  public Borders {
    before = List.copyOf(before);
    after = List.copyOf(after);
    boolean negative = before.stream().anyMatch(n -> n < 0) || after.stream().anyMatch(n -> n < 0);
    if (before.size() != after.size() || negative) {
      throw new IllegalArgumentException(
          "expected two numbers of 0 or more for each axis, found " + before + " and " + after);
    }
  }

  /** One number for all ends of so many axes. */
  public static Borders all(int axes, int count) {
    List<Integer> each = java.util.Collections.nCopies(axes, count);
    return new Borders(each, each);
  }

  /** A number for all, one for each axis, or a pair for each axis. */
  static Borders read(ConfigReader in, String key, int axes, int otherwise) {
    Object value = in.value(key);
    if (value == null) {
      return all(axes, otherwise);
    }
    if (value instanceof Number) {
      return all(axes, in.integer(key));
    }
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    if (value instanceof List<?> list && axes == 1 && list.size() == 2) {
      pair(list, before, after, in, key);
    } else if (value instanceof List<?> list && list.size() == axes) {
      list.forEach(element -> pair(element, before, after, in, key));
    } else {
      throw in.wrong(key, "must be a whole number, or one or two for each axis", value);
    }
    return new Borders(before, after);
  }

  private static void pair(
      Object value, List<Integer> before, List<Integer> after, ConfigReader in, String key) {
    if (isWhole(value)) {
      before.add(((Number) value).intValue());
      after.add(((Number) value).intValue());
    } else if (value instanceof List<?> pair
        && pair.size() == 2
        && pair.stream().allMatch(Borders::isWhole)) {
      before.add(((Number) pair.get(0)).intValue());
      after.add(((Number) pair.get(1)).intValue());
    } else {
      throw in.wrong(key, "must be a whole number, or one or two for each axis", value);
    }
  }

  private static boolean isWhole(Object value) {
    return value instanceof Number number && number.doubleValue() == number.intValue();
  }

  int axes() {
    return before.size();
  }

  /** As a config has it. */
  List<Object> toConfig() {
    List<Object> pairs = new ArrayList<>();
    for (int i = 0; i < axes(); i++) {
      pairs.add(List.of(before.get(i), after.get(i)));
    }
    return axes() == 1 ? List.of(before.get(0), after.get(0)) : pairs;
  }

  /** The numbers at the beginnings, or ends, of all axes of a tensor: 0 but for those of space. */
  static List<Integer> overAll(List<Integer> spatial, DataFormat format) {
    List<Integer> all = new ArrayList<>(java.util.Collections.nCopies(spatial.size() + 2, 0));
    for (int i = 0; i < spatial.size(); i++) {
      all.set(format.firstSpatialAxis() + i, spatial.get(i));
    }
    return all;
  }
}
