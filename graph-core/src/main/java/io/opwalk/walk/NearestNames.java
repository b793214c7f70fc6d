package io.opwalk.walk;

import java.util.Comparator;
import java.util.List;

/** The names that somebody may have meant. */
final class NearestNames {
  private NearestNames() {}

  /** The {@code count} names that differ from {@code name} by the fewest edits, nearest first. */
  static List<String> of(String name, List<String> names, int count) {
    record Candidate(String name, int distance) {}

    return names.stream()
        .map(other -> new Candidate(other, distance(name, other)))
        .sorted(Comparator.comparingInt(Candidate::distance))
        .limit(count)
        .map(Candidate::name)
        .toList();
  }

  /**
   * How many letters must be put in, taken out or exchanged to make one word of the other:
   * Levenshtein's distance, by Wagner and Fischer's table, of which one row is kept.
   */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
