package io.opwalk.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class NearestNamesTest {
  @Test
  void countsEdits() {
    assertEquals(3, NearestNames.distance("kitten", "sitting"));
    assertEquals(0, NearestNames.distance("", ""));
    assertEquals(4, NearestNames.distance("", "four"));
    assertEquals(2, NearestNames.distance("ab", "ba"));
  }

  @Property(tries = 300)
  void agreesWithItsDefinition(
      @ForAll @StringLength(max = 5) @CharRange(from = 'a', to = 'c') String from,
      @ForAll @StringLength(max = 5) @CharRange(from = 'a', to = 'c') String to) {
    assertEquals(byDefinition(from, to), NearestNames.distance(from, to));
  }

  private static int byDefinition(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return from.length() + to.length();
    }
    int same = from.charAt(0) == to.charAt(0) ? 0 : 1;
    int exchange = same + byDefinition(from.substring(1), to.substring(1));
    int remove = 1 + byDefinition(from.substring(1), to);
    int insert = 1 + byDefinition(from, to.substring(1));
    return Math.min(exchange, Math.min(remove, insert));
  }

  @Test
  void keepsTheOrderOfNamesEquallyNear() {
    assertEquals(
        List.of("ab", "abcd", "abX"),
        NearestNames.of("abc", List.of("far away", "ab", "abcd", "abX"), 3));
  }
}
