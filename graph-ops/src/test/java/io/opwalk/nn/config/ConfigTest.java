package io.opwalk.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigTest {
  private enum Side {
    LEFT,
    RIGHT
  }

  private static ConfigReader reader(Config config) {
    return new ConfigReader("Dense 'a'", config);
  }

  @Test
  void givesBackWhatWasPut() {
    Config config = Config.of(Map.of("units", 3, "rate", 0.5f, "inner", Map.of("a", List.of(1))));
    assertEquals(3L, config.get("units"));
    assertEquals(0.5, config.get("rate"));
    assertEquals(Map.of("a", List.of(1L)), config.toMap().get("inner"));
    assertEquals(config, config.with("x", 1).without("x"));
  }

  @Test
  void readsByKind() {
    Config config = Config.builder()
        .put("units", 3.0)
        .put("flag", false)
        .put("side", "right")
        .put("one", 2)
        .put("two", List.of(4, 5))
        .put("none", null)
        .build();
    ConfigReader in = reader(config);
    assertEquals(3, in.integer("units"));
    assertEquals(false, in.flag("flag", true));
    assertEquals(Side.RIGHT, in.oneOf("side", Side.class, Side.LEFT));
    assertEquals(Optional.of(List.of(2, 2)), in.integers("one", 2));
    assertEquals(Optional.of(List.of(4, 5)), in.integers("two", 2));
    assertEquals(7, in.integer("none", 7));
    in.finish();
  }

  @Test
  void namesWhatDoesNotFit() {
    Config config = Config.builder().put("units", "three").put("unitz", 3).build();
    ConfigReader in = reader(config);
    assertMessage(
        "Dense 'a': 'units' must be a whole number of 32 bits, found 'three'",
        () -> in.integer("units"));
    assertMessage(
        "Dense 'a': 'rate' is missing; there are [units, unitz]", () -> in.number("rate"));
    assertMessage(
        "Dense 'a': unknown config keys [unitz]; 'unitz': near are 'units', 'rate'", in::finish);
    assertMessage(
        "Dense 'a': 'units' must be one of [left, right], found 'three'",
        () -> in.oneOf("units", Side.class, Side.LEFT));
  }

  private static void assertMessage(String expected, Runnable run) {
    assertEquals(expected, assertThrows(ConfigException.class, run::run).getMessage());
  }

  @Test
  void holdsNoObjects() {
    ConfigException thrown = assertThrows(
        ConfigException.class, () -> Config.builder().put("f", new StringBuilder("x")));
    assertEquals(
        "'f' has a value that no config holds: x of class java.lang.StringBuilder",
        thrown.getMessage());
  }
}
