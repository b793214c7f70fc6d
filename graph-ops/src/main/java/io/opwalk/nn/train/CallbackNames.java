package io.opwalk.nn.train;

import io.opwalk.NDArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Callbacks by the names of their classes, the later ones of a class numbered. */
final class CallbackNames {
  private CallbackNames() {}

  private static Map<String, Callback> named(List<Callback> callbacks) {
    Map<String, Callback> named = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Callback callback : callbacks) {
      String name = callback.getClass().getName().replace('/', '.');
      int number = counts.merge(name, 1, Integer::sum);
      named.put(number == 1 ? name : name + "#" + number, callback);
    }
    return named;
  }

  /** What those of them must know to go on that keep anything. */
  static Map<String, Map<String, NDArray>> states(List<Callback> callbacks) {
    Map<String, Map<String, NDArray>> states = new LinkedHashMap<>();
    named(callbacks).forEach((name, callback) -> {
      Map<String, NDArray> state = callback.state();
      if (!state.isEmpty()) {
        states.put(name, state);
      }
    });
    return states;
  }

  /** Has each go on from its own state, where there is one. */
  static void restore(List<Callback> callbacks, Map<String, Map<String, NDArray>> states) {
    named(callbacks).forEach((name, callback) -> {
      Map<String, NDArray> state = states.get(name);
      if (state != null) {
        callback.restore(state);
      }
    });
  }
}
