package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.cpu.internal.loop.Index;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives every dim that a function mentions a place among its size parameters. */
final class SizeTable {
  private final Map<Dim, Index.Size> sizes = new LinkedHashMap<>();
  private final Set<Dim> counted = new HashSet<>();

  /** The dim as an index: a number if it is 0 or 1, which shapes the code; else a parameter. */
  Index of(Dim dim) {
    counted.add(dim);
    return signed(dim);
  }

  /** As {@link #of} for what may be negative: a stride, or where to begin. */
  Index signed(Dim dim) {
    if (dim.is(0) || dim.is(1) || dim.is(-1)) {
      return Index.of((int) dim.fixedSize().getAsLong());
    }
    return sizes.computeIfAbsent(dim, unseen -> new Index.Size(sizes.size()));
  }

  /** Those that may be negative. */
  Set<Dim> signed() {
    Set<Dim> signed = new HashSet<>(sizes.keySet());
    signed.removeAll(counted);
    return signed;
  }

  List<Dim> dims() {
    return List.copyOf(sizes.keySet());
  }
}
