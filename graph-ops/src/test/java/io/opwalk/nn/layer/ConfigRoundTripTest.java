package io.opwalk.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.model.StandardLayers;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of layer keeps in its config all that it was told. */
final class ConfigRoundTripTest {
  private static final LayerRegistry REGISTRY = StandardLayers.registry();

  /** Models are layers too; their configs are of another form, see the tests of models. */
  private static final Set<String> MODELS = Set.of("Functional", "Model", "Sequential");

  /** What configs of Keras have, and ours can only be one way, or exclude what the row says. */
  private static final Set<String> FIXED = Set.of("unroll", "fill_mode", "crop_to_aspect_ratio");

  static Collection<LayerConfigs.Row> rows() {
    return LayerConfigs.all().values();
  }

  @Test
  void everyKindHasARow() {
    Set<String> expected = new TreeSet<>(REGISTRY.classNames());
    expected.removeAll(MODELS);
    assertEquals(expected, new TreeSet<>(LayerConfigs.all().keySet()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatItIsToldItSays(LayerConfigs.Row row) {
    Layer layer = REGISTRY.fromConfig(row.className(), row.all());
    Config said = layer.config();
    for (String key : row.all().keys()) {
      assertTrue(said.has(key), row.className() + " says nothing of " + key);
      assertEquals(row.all().get(key), said.get(key), row.className() + " " + key);
    }
    assertEquals(said, REGISTRY.fromConfig(layer.className(), said).config());
    assertFalse(layer.isTrainable());
    assertEquals("given", layer.name());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theRowSaysAllThereIsAndNothingThatGoesWithoutSaying(LayerConfigs.Row row) {
    Config.Builder least = Config.builder();
    row.required().forEach(key -> least.put(key, row.all().get(key)));
    Config unsaid = REGISTRY.fromConfig(row.className(), least.build()).config();
    for (String key : unsaid.keys()) {
      boolean fixed = FIXED.contains(key) || row.required().contains(key);
      if (!fixed) {
        assertTrue(row.all().has(key), row.className() + ": the row lacks " + key);
        assertNotEquals(unsaid.get(key), row.all().get(key), row.className() + " " + key);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aKeyThatIsNotKnownIsRefused(LayerConfigs.Row row) {
    Config misspelt = row.all().with("unitz", 1);
    ConfigException error =
        assertThrows(ConfigException.class, () -> REGISTRY.fromConfig(row.className(), misspelt));
    assertTrue(
        error.getMessage().contains("'given': unknown config keys [unitz]"), error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatMustBeSaidIsAskedFor(LayerConfigs.Row row) {
    for (String key : row.required()) {
      ConfigException error = assertThrows(
          ConfigException.class,
          () -> REGISTRY.fromConfig(row.className(), row.all().without(key)),
          row.className() + " without " + key);
      assertTrue(
          error.getMessage().contains(key.equals("cells") ? "cell" : "'" + key + "'"),
          error.getMessage());
    }
  }
}
