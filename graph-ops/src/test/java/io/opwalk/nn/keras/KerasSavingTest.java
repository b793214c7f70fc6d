package io.opwalk.nn.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelLayer;
import io.opwalk.nn.saving.Models;
import io.opwalk.spi.Backends;
import io.opwalk.walk.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of layers.zip, saved and loaded: the same names, layers and bits. */
final class KerasSavingTest {
  private static final CaseArchive ARCHIVE = new CaseArchive("layers.zip");

  @TempDir
  Path directory;

  static Stream<String> cases() {
    return ARCHIVE.folders("cases/", "model.json").stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheSameWhenLoaded(String folder) {
    JsonNode json = ARCHIVE.json(folder + "/model.json");
    Model model = TfjsModels.read(json, DType.FLOAT32, false);
    TfjsModels.setWeights(model, json, ARCHIVE.bytes(folder + "/weights.bin"));
    Path file = directory.resolve("model");
    Models.save(model, file);
    Model loaded = Models.load(file);
    assertEquals(model.getClass(), loaded.getClass());
    assertEquals(model.name(), loaded.name());
    assertEquals(layers(model), layers(loaded));
    assertEquals(names(model.graph()), names(loaded.graph()));
    assertEquals(model.getWeights(), loaded.getWeights());
    assertEquals(
        model.trainableParameters().toString().replaceAll(" at .*?(,|])", "$1"),
        loaded.trainableParameters().toString().replaceAll(" at .*?(,|])", "$1"));
    assertEquals(model.config(), loaded.config());
    JsonNode inputs = ARCHIVE.json(folder + "/io.json").get("inputs");
    assertEquals(values(model, inputs), values(loaded, inputs));
  }

  private static List<String> names(Graph graph) {
    return graph.applies().stream().map(Apply::name).toList();
  }

  /** Each layer's name, weights, calls and what stands before its activations, as text. */
  private static List<String> layers(Model model) {
    List<String> texts = new ArrayList<>();
    for (ModelLayer layer : model.layers()) {
      StringBuilder text = new StringBuilder(layer.name());
      layer.layer().ifPresent(own -> {
        text.append(' ').append(own.className()).append(' ').append(own.isTrainable());
        own.variables()
            .forEach(weight -> text.append(' ')
                .append(weight.leaf())
                .append(weight.kind())
                .append(weight.parameter().name())
                .append(weight.parameter().shape()));
      });
      for (LayerCall call : layer.calls()) {
        text.append(call.name()).append(call.preActivations().keySet());
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static List<NDArray> values(Model model, JsonNode inputs) {
    List<Tensor> wanted = new ArrayList<>(model.outputs());
    for (ModelLayer layer : model.layers()) {
      for (LayerCall call : layer.calls()) {
        wanted.addAll(call.preActivations().values());
      }
    }
    Feed feed = Feed.empty();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = model.inputs().get(i);
      if (wanted.stream().anyMatch(tensor -> Walk.dependsOn(tensor, input))) {
        feed = feed.and(input, Values.read(inputs.get(i), input.dtype()));
      }
    }
    return Backends.best().evaluate(wanted, feed);
  }
}
