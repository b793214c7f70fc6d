package io.opwalk.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what somebody who wrote an unknown name may have meant. */
public final class NearNames {
  private static final int SHOWN = 3;

  private NearNames() {}

  /**
   * The message for a name that is not known.
   *
   * @param what what is named, as in {@code rewrite rule}
   */
  public static String unknown(String what, String name, Collection<String> known) {
    return "there is no " + what + " '" + name + "'" + (known.isEmpty() ? ": " : "; ")
        + near(name, known);
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** What is put behind a message that says that a name is not known: the nearest ones. */
  public static String near(String name, Collection<String> known) {
    return known.isEmpty()
        ? "there are none at all"
        : "near are "
            + nearest(name, known).stream()
                .map(near -> "'" + near + "'")
                .collect(Collectors.joining(", "))
            + (known.size() > SHOWN ? ", of " + known.size() : "");
  }

  /** Whether somebody who wrote the one may well have meant the other. */
  public static boolean isSlip(String name, String other) {
    return distance(plain(name), plain(other)) <= 2;
  }

  /**
   * The nearest of the known names, nearest first. That one has capitals where another has
   * underscores says little of what was meant.
   */
  static List<String> nearest(String name, Collection<String> known) {
    record Candidate(String name, int distance, int written) {}

    return known.stream()
        .map(other ->
            new Candidate(other, distance(plain(name), plain(other)), distance(name, other)))
        .sorted(Comparator.comparingInt(Candidate::distance)
            .thenComparingInt(Candidate::written)
            .thenComparing(Candidate::name))
        .limit(SHOWN)
        .map(Candidate::name)
        .toList();
  }

  /**
   * How many letters must be put in, left out or changed, or neighbours exchanged, to get from one
   * to the other, if none is touched twice.
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(last[j], row[j - 1]));
        if (isExchanged(a, i, b, j)) {
          row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
        }
      }
    }
    return row[b.length()];
  }

  private static boolean isExchanged(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
