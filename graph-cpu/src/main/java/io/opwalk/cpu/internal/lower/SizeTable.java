package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.cpu.internal.loop.Index;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives every dim that a function mentions a place among its size parameters. */
final class SizeTable {
  private final Map<Dim, Index.Size> sizes = new LinkedHashMap<>();

  /** The dim as an index: a number if it is 0 or 1, which shapes the code; else a parameter. */
  Index of(Dim dim) {
    if (dim.is(0) || dim.is(1)) {
      return Index.of(dim.is(0) ? 0 : 1);
    }
    return sizes.computeIfAbsent(dim, unseen -> new Index.Size(sizes.size()));
  }

  List<Dim> dims() {
    return List.copyOf(sizes.keySet());
  }
}
