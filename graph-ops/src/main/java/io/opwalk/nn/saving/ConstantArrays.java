package io.opwalk.nn.saving;

import io.opwalk.NDArray;
import io.opwalk.nn.saving.graph.ArrayTable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the constants of a graph in an archive that is being written, each once. */
final class ConstantArrays implements ArrayTable {
  private static final String PREFIX = "constants/";

  private final Map<NDArray, Integer> numbers = new IdentityHashMap<>();
  private final List<NDArray> arrays = new ArrayList<>();

  /** Reads them from an archive. */
  static ArrayTable of(Archive archive) {
    return new ArrayTable() {
      @Override
      public String put(NDArray array) {
        throw new UnsupportedOperationException("constants are being read");
      }

      @Override
      public NDArray get(String name) {
        NDArray found = archive.arrays().get(name);
        if (found == null || !name.startsWith(PREFIX)) {
          throw new IllegalArgumentException("there is no constant named '" + name + "'");
        }
        return found;
      }
    };
  }

  @Override
  public String put(NDArray array) {
    int next = arrays.size();
    int number = numbers.computeIfAbsent(array, unseen -> next);
    if (number == next) {
      arrays.add(array);
    }
    return PREFIX + number;
  }

  @Override
  public NDArray get(String name) {
    throw new UnsupportedOperationException("constants are being written");
  }

  void addTo(Archive.Builder archive) {
    for (int i = 0; i < arrays.size(); i++) {
      archive.array(PREFIX + i, arrays.get(i));
    }
  }
}
