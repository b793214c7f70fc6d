package io.opwalk.nn.keras;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of weights without what stands between the layer's name and the last part: layers in layers
 * are named by each library in its own way. What is then the same is numbered, in order.
 */
final class WeightKeys {
  private final Map<String, Integer> counts = new HashMap<>();

  String of(String name) {
    String layer = name.substring(0, name.indexOf('/'));
    String leaf = name.substring(name.lastIndexOf('/') + 1);
    String key = layer + "/" + leaf;
    return key + "/" + counts.merge(key, 1, Integer::sum);
  }
}
