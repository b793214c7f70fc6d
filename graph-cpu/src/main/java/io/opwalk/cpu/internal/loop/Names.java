package io.opwalk.cpu.internal.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names that a function does not use yet. The same names whenever a pass meets the same function.
 */
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  Names(LoopFunction function) {
    Statements.forEach(function.body(), statement -> {
      Statements.declared(statement).ifPresent(local -> taken.add(local.name()));
      Statements.named(statement).ifPresent(counter -> taken.add(counter.name()));
    });
  }

  /** A new name that begins with the given one. */
  String fresh(String stem) {
    String name;
    do {
      int number = next.merge(stem, 1, Integer::sum) - 1;
      name = stem + number;
    } while (!taken.add(name));
    return name;
  }
}
