package io.opwalk.print;

import io.opwalk.Apply;
import io.opwalk.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What leaves and lines of one formula are called: no two different things alike. */
final class FormulaNames {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> numbered = new HashMap<>();
  private final Map<String, Map<Op, String>> leaves = new HashMap<>();
  private int temporaries;

  /**
   * How a leaf is called: its name, or what its op calls itself. Leaves of one name are told apart
   * by a number, unless their ops are equal, for then they are the same value.
   */
  String leaf(Apply leaf) {
    Notation notation = leaf.op().notation();
    boolean named = !leaf.name().isEmpty();
    if (!named && notation.form() == Notation.Form.LITERAL) {
      return OneLine.oneLine(notation.symbol());
    }
    String base = named ? identifier(leaf.name()) : OneLine.oneLine(notation.symbol());
    return leaves
        .computeIfAbsent(base, key -> new HashMap<>())
        .computeIfAbsent(leaf.op(), key -> unused(base));
  }

  /** A name for the line that defines a node: the user's own, or {@code t1}, {@code t2} ... */
  String line(Apply apply) {
    if (!apply.name().isEmpty()) {
      return unused(identifier(apply.name()));
    }
    do {
      temporaries++;
    } while (!taken.add("t" + temporaries));
    return "t" + temporaries;
  }

  /** {@code base}, else {@code base_2}, {@code base_3} ... */
  String unused(String base) {
    String name = base;
    while (!taken.add(name)) {
      name = base + "_" + (numbered.merge(base, 1, Integer::sum) + 1);
    }
    return name;
  }

  /** The name without what would read as an operator; scopes are joined with dots. */
  private static String identifier(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/') {
        text.append('.');
      } else {
        text.append(Character.isLetterOrDigit(c) || c == '.' || c == '\'' ? c : '_');
      }
    }
    return text.toString();
  }
}
