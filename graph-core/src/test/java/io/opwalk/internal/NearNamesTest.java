package io.opwalk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearNamesTest {
  @Test
  void distanceCountsLettersPutInLeftOutAndChanged() {
    assertEquals(0, NearNames.distance("log1p", "log1p"));
    assertEquals(3, NearNames.distance("kitten", "sitting"));
    assertEquals(4, NearNames.distance("", "fuse"));
    assertEquals(1, NearNames.distance("fuse", "fue"));
  }

  @Test
  void theNearestComeFirstAndTheListIsShort() {
    List<String> known = List.of("zz", "stable", "special", "staple", "a", "b", "c", "d");
    assertEquals(List.of("stable", "staple"), NearNames.nearest("stabl", known).subList(0, 2));
    assertEquals(5, NearNames.nearest("stabl", known).size());
  }

  @Test
  void withNothingKnownTheMessageSaysSo() {
    assertEquals(
        "there is no phase 'x': there are none at all", NearNames.unknown("phase", "x", List.of()));
  }
}
