package io.opwalk.cpu.internal.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names that a function does not use yet. The same names whenever a pass meets the same function.
 */
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  Names(LoopFunction function) {
    this(function.body());
  }

  Names(List<Statement> body) {
    take(body);
  }

  private void take(List<Statement> block) {
    for (Statement statement : block) {
      Optional<Local> local = Statements.declared(statement);
      if (local.isPresent()) {
        taken.add(local.get().name());
      }
      Optional<Index.Counter> counter = Statements.named(statement);
      if (counter.isPresent()) {
        taken.add(counter.get().name());
      }
      take(Statements.body(statement));
    }
  }

  /** A new name that begins with the given one. */
  String fresh(String stem) {
    String name;
    do {
      int number = next.getOrDefault(stem, 0);
      next.put(stem, number + 1);
      name = stem + number;
    } while (!taken.add(name));
    return name;
  }
}
