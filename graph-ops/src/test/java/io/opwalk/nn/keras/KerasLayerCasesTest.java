package io.opwalk.nn.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelLayer;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.Backends;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The models of layers.zip, made from their configs: every layer's output, what stands before
 * activations, and the gradients.
 *
 * <p>The references are float32, computed in another order, so they are off by some of its
 * roundings: 1e-5 of the largest magnitude of a tensor is what is allowed.
 */
final class KerasLayerCasesTest {
  private static final double TOLERANCE = 1e-5;

  /**
   * Below this magnitude, a tensor is rounding throughout: a gradient that is 0 in truth is a sum
   * of terms of magnitude 1.
   */
  private static final double FLOOR = 0.1;

  private static final CaseArchive ARCHIVE = new CaseArchive("layers.zip");

  /** Classes that no layer has been written for; the cases that need one are left out. */
  private static final Set<String> MISSING = Set.of();

  /** tfjs takes no notice of the dilation of a depthwise convolution, as its shape shows. */
  private static final Set<String> UNDILATED =
      Set.of("cases/depthwise/depthwise2d_valid_k3_s1_m1_d2");

  static Stream<Arguments> cases() {
    return ARCHIVE.folders("cases/", "model.json").stream()
        .filter(folder -> Collections.disjoint(classes(folder), MISSING))
        .flatMap(folder -> Stream.of(DType.FLOAT64, DType.FLOAT32)
            .map(dtype -> Arguments.of(folder.substring("cases/".length()), dtype)));
  }

  private static Set<String> classes(String folder) {
    Set<String> classes = new TreeSet<>();
    JsonNode topology = ARCHIVE.json(folder + "/model.json").get("modelTopology");
    for (JsonNode layer : topology.get("config").get("layers")) {
      classes.add(layer.get("class_name").asText());
    }
    classes.remove("InputLayer");
    return classes;
  }

  @Test
  void whatIsMissingIsNamed() {
    Set<String> unknown = new TreeSet<>();
    ARCHIVE.folders("cases/", "model.json").forEach(folder -> unknown.addAll(classes(folder)));
    unknown.removeAll(StandardLayers.registry().classNames());
    assertEquals(new TreeSet<>(MISSING), unknown);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void agrees(String name, DType dtype) {
    String folder = "cases/" + name + "/";
    JsonNode json = ARCHIVE.json(folder + "model.json");
    JsonNode io = ARCHIVE.json(folder + "io.json");
    Model model = TfjsModels.read(json, dtype, UNDILATED.contains("cases/" + name));
    TfjsModels.setWeights(model, json, ARCHIVE.bytes(folder + "weights.bin"));
    Feed feed = Feed.empty();
    for (int i = 0; i < io.get("inputs").size(); i++) {
      Tensor input = model.inputs().get(i);
      feed = feed.and(input, Values.read(io.get("inputs").get(i), input.dtype()));
    }
    Map<String, Tensor> fetched = new LinkedHashMap<>();
    Map<String, NDArray> expected = new LinkedHashMap<>();
    collect(model, io, dtype, fetched, expected);
    gradients(model, io, dtype, fetched, expected);
    List<NDArray> found =
        Backends.best().evaluate(List.copyOf(fetched.values()), needed(feed, fetched));
    int at = 0;
    for (String what : fetched.keySet()) {
      Values.assertClose(name + " " + what, expected.get(what), found.get(at++), TOLERANCE, FLOOR);
    }
    assertTrue(at >= io.get("outputs").size());
  }

  /** What the fetches need of the inputs. */
  private static Feed needed(Feed feed, Map<String, Tensor> fetched) {
    Feed needed = Feed.empty();
    for (Tensor input : feed.tensors()) {
      boolean used = fetched.values().stream().anyMatch(tensor -> Walk.dependsOn(tensor, input));
      needed = used ? needed.and(input, feed.get(input).orElseThrow()) : needed;
    }
    return needed;
  }

  private static void collect(
      Model model,
      JsonNode io,
      DType dtype,
      Map<String, Tensor> fetched,
      Map<String, NDArray> expected) {
    for (int i = 0; i < io.get("outputs").size(); i++) {
      fetched.put("output " + i, model.outputs().get(i));
      expected.put("output " + i, Values.read(io.get("outputs").get(i), dtype));
    }
    for (JsonNode layer : io.get("layers")) {
      String name = layer.get("layer").asText();
      ModelLayer found = model.layer(name);
      LayerCall call = found.calls().get(layer.get("node").asInt());
      String what = "layer " + name + " " + layer.get("node") + " " + layer.get("tensor");
      fetched.put(what, call.outputs().get(layer.get("tensor").asInt()));
      expected.put(what, Values.read(layer, dtype));
    }
    for (JsonNode before : io.get("preactivations")) {
      String name = before.get("layer").asText();
      fetched.put("before " + name, model.layer(name).calls().get(0).preActivation());
      expected.put("before " + name, Values.read(before, dtype));
    }
  }

  private static void gradients(
      Model model,
      JsonNode io,
      DType dtype,
      Map<String, Tensor> fetched,
      Map<String, NDArray> expected) {
    JsonNode vjp = io.get("vjp");
    if (vjp == null || vjp.isNull()) {
      return;
    }
    Tensor sum = null;
    for (int i = 0; i < vjp.get("cotangents").size(); i++) {
      Tensor cotangent = Tensors.constant(Values.read(vjp.get("cotangents").get(i), dtype));
      Tensor product = Reductions.sum(Arithmetic.multiply(model.outputs().get(i), cotangent));
      sum = sum == null ? product : Arithmetic.add(sum, product);
    }
    List<String> names = new ArrayList<>();
    List<Tensor> in = new ArrayList<>();
    for (int i = 0; i < vjp.get("input_grads").size(); i++) {
      JsonNode gradient = vjp.get("input_grads").get(i);
      if (gradient != null
          && !gradient.isNull()
          && model.inputs().get(i).dtype().isFloating()) {
        names.add("gradient of input " + i);
        in.add(model.inputs().get(i));
        expected.put("gradient of input " + i, Values.read(gradient, dtype));
      }
    }
    Map<String, Tensor> weights = TfjsModels.weights(model);
    WeightKeys keys = new WeightKeys();
    vjp.get("weight_grads").properties().forEach(entry -> {
      names.add("gradient of " + entry.getKey());
      in.add(weights.get(keys.of(entry.getKey())));
      expected.put("gradient of " + entry.getKey(), Values.read(entry.getValue(), dtype));
    });
    List<Tensor> gradients = Gradients.gradientOrZeros(sum, in);
    for (int i = 0; i < in.size(); i++) {
      fetched.put(names.get(i), gradients.get(i));
    }
  }
}
