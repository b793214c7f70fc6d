package io.opwalk.nn.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelLayer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The models of keras3.zip, made from the configs that Keras 3 writes: their outputs.
 *
 * <p>Keras computed them in float32, in another order, so they are off by some of its roundings,
 * whatever type is computed in here: 1e-5 of the largest magnitude of an output is what is allowed.
 */
final class Keras3CasesTest {
  private static final double TOLERANCE = 1e-5;

  /** No output is rounding throughout: the largest magnitude of each is one to measure by. */
  private static final double FLOOR = 0;

  private static final int CASES = 390;

  private static final CaseArchive ARCHIVE = new CaseArchive("keras3.zip");

  static Stream<Arguments> cases() {
    return ARCHIVE.folders("", "model.json").stream()
        .flatMap(name ->
            Stream.of(DType.FLOAT64, DType.FLOAT32).map(dtype -> Arguments.of(name, dtype)));
  }

  @Test
  void noCaseIsMissing() {
    assertEquals(CASES, ARCHIVE.folders("", "model.json").size());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void agrees(String name, DType dtype) {
    JsonNode json = ARCHIVE.json(name + "/model.json");
    ByteBuffer values =
        ByteBuffer.wrap(ARCHIVE.bytes(name + "/values.bin")).order(ByteOrder.LITTLE_ENDIAN);
    Model model = Model.fromConfig(ofDtype(CaseArchive.config(json.get("config")), dtype));
    setWeights(model, json.get("weights"), values);
    assertEquals(json.get("inputs").size(), model.inputs().size());
    Feed feed = Feed.empty();
    for (int i = 0; i < model.inputs().size(); i++) {
      Tensor input = model.inputs().get(i);
      feed = feed.and(input, next(json.get("inputs").get(i), values).cast(input.dtype()));
    }
    List<NDArray> outputs = model.predict(feed);
    assertEquals(json.get("outputs").size(), outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      NDArray expected = next(json.get("outputs").get(i), values);
      Values.assertClose(name + " output " + i, expected, outputs.get(i), TOLERANCE, FLOOR);
    }
    assertFalse(values.hasRemaining());
  }

  /** A config as it would be of another dtype. */
  private static Config ofDtype(Config config, DType dtype) {
    Config.Builder changed = Config.builder();
    config.keys().forEach(key -> changed.put(key, changed(config.get(key), dtype)));
    return changed.build();
  }

  private static Object changed(Object value, DType dtype) {
    if (value instanceof Config nested) {
      return ofDtype(nested, dtype);
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(changed(element, dtype)));
      return elements;
    }
    return "float32".equals(value) ? dtype.name().toLowerCase(Locale.ROOT) : value;
  }

  /** Sets the weights of each layer, in the order of Keras's {@code get_weights}. */
  private static void setWeights(Model model, JsonNode groups, ByteBuffer values) {
    Set<String> set = new TreeSet<>();
    for (JsonNode group : groups) {
      ModelLayer layer = model.layer(group.get("layer").asText());
      assertEquals(layer.weights().size(), group.get("shapes").size(), layer.name());
      List<NDArray> own = new ArrayList<>();
      for (Tensor weight : layer.weights()) {
        own.add(next(group.get("shapes").get(own.size()), values).cast(weight.dtype()));
      }
      layer.setWeights(own);
      set.add(layer.name());
    }
    Set<String> having = model.layers().stream()
        .filter(layer -> !layer.weights().isEmpty())
        .map(ModelLayer::name)
        .collect(Collectors.toSet());
    assertEquals(having, set);
  }

  private static NDArray next(JsonNode shape, ByteBuffer values) {
    List<Integer> sizes = new ArrayList<>();
    shape.forEach(size -> sizes.add(size.asInt()));
    float[] floats = new float[sizes.stream().reduce(1, Math::multiplyExact)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.getFloat();
    }
    return NDArray.of(sizes, floats);
  }
}
