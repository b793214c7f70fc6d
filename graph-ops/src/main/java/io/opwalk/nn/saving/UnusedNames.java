package io.opwalk.nn.saving;

import java.util.HashSet;
import java.util.Set;

/** Makes names for arrays that are unlike each other. */
final class UnusedNames {
  private final String prefix;
  private final Set<String> taken = new HashSet<>();

  UnusedNames(String prefix) {
    this.prefix = prefix;
  }

  /** The name behind the prefix, and a number behind it if that was given out before. */
  String of(String name) {
    String found = prefix + name;
    for (int i = 2; !taken.add(found); i++) {
      found = prefix + name + "#" + i;
    }
    return found;
  }
}
