package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnnouncementTest {
  @ParameterizedTest
  @EnumSource
  void saysHowToGetTheModule(Tier tier) {
    String text = Announcement.text(tier, false, true);
    assertTrue(text.contains("plain loops; for vector code"), text);
    assertTrue(text.contains("--add-modules jdk.incubator.vector"), text);
  }

  @Test
  void saysWhichCodeRunsAndHowToGetTheOther() {
    String adaptive = Announcement.text(Tier.ADAPTIVE, true, true);
    assertTrue(adaptive.contains("vector code where it is hot"), adaptive);
    assertTrue(adaptive.contains("Tier.SCALAR"), adaptive);
    String scalar = Announcement.text(Tier.SCALAR, true, true);
    assertTrue(scalar.contains("Tier.ADAPTIVE"), scalar);
    String interpreted = Announcement.text(Tier.ADAPTIVE, true, false);
    assertTrue(interpreted.contains("second compiler"), interpreted);
  }
}
