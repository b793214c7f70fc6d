package io.opwalk.ops;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A layer that TensorFlow.js computed: values that this project did not.
 *
 * @param name of the case
 * @param kind Keras's name of the layer
 * @param settings its settings, as text
 * @param arrays the arrays of each role, such as {@code weight}, as float64
 */
record KerasLayer(
    String name, String kind, Map<String, String> settings, Map<String, List<NDArray>> arrays) {
  /** The file's lines: a case, then its arrays, each a role, a shape and its elements. */
  static List<KerasLayer> readAll() throws IOException {
    List<KerasLayer> layers = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(KerasLayer.class.getResourceAsStream("keras-windows.txt.gz")),
        StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        if (words[0].equals("case")) {
          Map<String, String> settings = new TreeMap<>();
          Arrays.stream(words)
              .skip(3)
              .map(word -> word.split("="))
              .forEach(pair -> settings.put(pair[0], pair[1]));
          layers.add(new KerasLayer(words[1], words[2], settings, new TreeMap<>()));
        } else if (!words[0].equals("#")) {
          Map<String, List<NDArray>> arrays = layers.get(layers.size() - 1).arrays();
          arrays.computeIfAbsent(words[0], role -> new ArrayList<>()).add(array(words));
        }
      }
    }
    return layers;
  }

  private static NDArray array(String... words) {
    List<Integer> shape =
        Arrays.stream(words[1].split(",")).map(Integer::valueOf).toList();
    double[] values =
        Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray();
    return NDArray.of(shape, values).cast(DType.FLOAT64);
  }

  NDArray array(String role) {
    return arrays.get(role).get(0);
  }

  List<NDArray> all(String role) {
    return arrays.getOrDefault(role, List.of());
  }

  int[] numbers(String setting) {
    return Arrays.stream(settings.get(setting).split(","))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  DataFormat format() {
    return settings.get("format").equals("channels_first")
        ? DataFormat.CHANNELS_FIRST
        : DataFormat.CHANNELS_LAST;
  }

  WindowPadding padding() {
    return settings.get("padding").equals("same") ? WindowPadding.SAME : WindowPadding.VALID;
  }

  @Override
  public String toString() {
    return name;
  }
}
