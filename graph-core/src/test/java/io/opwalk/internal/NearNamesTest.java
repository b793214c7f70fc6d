package io.opwalk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class NearNamesTest {
  @Test
  void distanceCountsLettersPutInLeftOutAndChanged() {
    assertEquals(0, NearNames.distance("log1p", "log1p"));
    assertEquals(3, NearNames.distance("kitten", "sitting"));
    assertEquals(4, NearNames.distance("", "fuse"));
    assertEquals(1, NearNames.distance("fuse", "fue"));
    assertEquals(1, NearNames.distance("rleu", "relu"));
  }

  @Test
  void theNearestComeFirstAndTheListIsShort() {
    List<String> known = List.of("zz", "stable", "special", "staple", "a", "b", "c", "d");
    assertEquals(List.of("stable", "staple"), NearNames.nearest("stabl", known).subList(0, 2));
    assertEquals(3, NearNames.nearest("stabl", known).size());
  }

  @Test
  void theMessageSaysOfHowManyNamesItShowsAFew() {
    assertEquals(
        "there is no tensor 'bb'; near are 'b', 'a', 'c', of 4",
        NearNames.unknown("tensor", "bb", List.of("a", "c", "d", "b")));
    assertEquals(
        "there is no tensor 'bb'; near are 'b', 'a'",
        NearNames.unknown("tensor", "bb", List.of("a", "b")));
  }

  @Property(tries = 300)
  void distanceAgreesWithItsDefinition(
      @ForAll @StringLength(max = 5) @CharRange(from = 'a', to = 'c') String from,
      @ForAll @StringLength(max = 5) @CharRange(from = 'a', to = 'c') String to) {
    assertEquals(byDefinition(from, to), NearNames.distance(from, to));
  }

  private static int byDefinition(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return from.length() + to.length();
    }
    int changed = from.charAt(0) == to.charAt(0) ? 0 : 1;
    int change = changed + byDefinition(from.substring(1), to.substring(1));
    int leaveOut = 1 + byDefinition(from.substring(1), to);
    int putIn = 1 + byDefinition(from, to.substring(1));
    int least = Math.min(change, Math.min(leaveOut, putIn));
    boolean isExchanged = from.length() > 1
        && to.length() > 1
        && from.charAt(0) == to.charAt(1)
        && from.charAt(1) == to.charAt(0);
    return isExchanged
        ? Math.min(least, 1 + byDefinition(from.substring(2), to.substring(2)))
        : least;
  }

  @Test
  void withNothingKnownTheMessageSaysSo() {
    assertEquals(
        "there is no phase 'x': there are none at all", NearNames.unknown("phase", "x", List.of()));
  }
}
