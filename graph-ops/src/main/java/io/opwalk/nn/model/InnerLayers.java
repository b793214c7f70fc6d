package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.internal.NearNames;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/** Layers of a model by their names, and layers within layers, found where these were applied. */
final class InnerLayers {
  private InnerLayers() {}

  /**
   * The layer of a name, or of a path of names with slashes between them.
   *
   * @throws NoSuchElementException where there is none, naming those that are near
   */
  static ModelLayer find(String path, List<ModelLayer> layers) {
    Objects.requireNonNull(path, "the name of a layer");
    for (ModelLayer layer : layers) {
      if (layer.name().equals(path)) {
        return layer;
      }
    }
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    for (ModelLayer layer : layers) {
      if (layer.name().equals(first)) {
        return find(path.substring(slash + 1), layer.layers());
      }
    }
    throw new NoSuchElementException(NearNames.unknown(
        "layer named", path, layers.stream().map(ModelLayer::name).toList()));
  }

  /** The name under which a layer is among these. */
  static String nameOf(Layer layer, List<ModelLayer> layers) {
    return layers.stream()
        .filter(found -> found.layer().filter(own -> own == layer).isPresent())
        .findFirst()
        .orElseThrow()
        .name();
  }

  /** Those of a layer, in the order in which values reach them. */
  static List<ModelLayer> of(ModelLayer outer) {
    Map<Layer, List<LayerCall>> calls = new LinkedHashMap<>();
    for (LayerCall call : outer.calls()) {
      Set<LayerCall> met = new HashSet<>(Set.of(call));
      for (Apply apply : Walk.ancestorsUpTo(call.outputs(), new HashSet<>(call.inputs()))) {
        apply
            .maker()
            .filter(LayerCall.class::isInstance)
            .map(LayerCall.class::cast)
            .filter(met::add)
            .ifPresent(inner -> calls
                .computeIfAbsent(inner.layer(), unseen -> new ArrayList<>())
                .add(inner));
      }
    }
    Map<Layer, String> names = names(outer, calls);
    List<ModelLayer> inner = new ArrayList<>();
    calls.forEach((layer, own) -> {
      if (names.containsKey(layer)) {
        inner.add(ModelLayer.of(names.get(layer), own));
      }
    });
    return List.copyOf(inner);
  }

  /** Those right within it: by a model's names for its layers, else by their own. */
  private static Map<Layer, String> names(ModelLayer outer, Map<Layer, List<LayerCall>> calls) {
    Map<Layer, String> names = new IdentityHashMap<>();
    if (outer.layer().orElse(null) instanceof ModelAsLayer nested) {
      nested
          .model()
          .layers()
          .forEach(layer -> layer.layer().ifPresent(own -> names.put(own, layer.name())));
    } else {
      Set<Integer> depths = new HashSet<>();
      outer.calls().forEach(call -> depths.add(depth(call) + 1));
      calls.forEach((layer, own) -> {
        if (depths.contains(depth(own.get(0)))) {
          names.put(layer, layer.name());
        }
      });
    }
    return names;
  }

  /** In how many scopes the nodes of a call are. */
  private static int depth(LayerCall call) {
    return (int) call.name().chars().filter(letter -> letter == '/').count();
  }
}
