package io.opwalk.nn.callback;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of arrays within the state of a callback. */
final class StateArrays {
  private StateArrays() {}

  static void put(Map<String, NDArray> state, String name, List<NDArray> arrays) {
    state.put(name, NDArray.scalar(arrays.size()));
    for (int i = 0; i < arrays.size(); i++) {
      state.put(name + "/" + i, arrays.get(i));
    }
  }

  /** The list of the given name, if the state has it. */
  static Optional<List<NDArray>> get(Map<String, NDArray> state, String name) {
    NDArray count = state.get(name);
    if (count == null) {
      return Optional.empty();
    }
    List<NDArray> arrays = new ArrayList<>();
    for (int i = 0; i < count.intValue(); i++) {
      arrays.add(state.get(name + "/" + i));
    }
    return Optional.of(arrays);
  }
}
