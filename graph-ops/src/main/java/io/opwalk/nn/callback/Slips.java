package io.opwalk.nn.callback;

import io.opwalk.internal.NearNames;
import java.util.Set;

/**
 * Names of numbers that no epoch will have, found before the first. A number that epochs do not
 * have by themselves may be one that a callback adds; but not where it is to be one of validation,
 * or its name is nearly that of another one.
 */
final class Slips {
  /** What the names of numbers of validation begin with. */
  private static final String VALIDATION = "val_";

  private Slips() {}

  /**
   * Refuses a number of validation where there will be none.
   *
   * @param who uses the number, and how: {@code EarlyStopping watches}
   * @param names of the numbers that epochs have by themselves
   */
  static void requireValidation(String who, String name, Set<String> names) {
    if (name.startsWith(VALIDATION) && !validates(names)) {
      throw new IllegalArgumentException(
          who + " '" + name + "', but nothing was given to validate with; epochs have " + names);
    }
  }

  private static boolean validates(Set<String> names) {
    return names.stream().anyMatch(each -> each.startsWith(VALIDATION));
  }

  /**
   * Refuses what cannot have been meant.
   *
   * @param who uses the number, and how: {@code EarlyStopping watches}
   * @param names of the numbers that epochs have by themselves
   */
  static void require(String who, String name, Set<String> names) {
    boolean isSlip = name.startsWith(VALIDATION)
        ? validates(names)
        : names.stream()
            .anyMatch(each -> NearNames.isSlip(name, each) || each.endsWith("_" + name));
    if (isSlip && !names.contains(name)) {
      throw new IllegalArgumentException(
          who + " '" + name + "', which no epoch will have; " + NearNames.near(name, names));
    }
  }
}
