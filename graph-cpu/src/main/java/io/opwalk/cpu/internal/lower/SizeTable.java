package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.cpu.internal.loop.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives every dim that a function mentions a place among its size parameters. */
final class SizeTable {
  private final List<Dim> dims = new ArrayList<>();
  private final Map<Dim, Index.Size> sizes = new HashMap<>();
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
    Index.Size known = sizes.get(dim);
    if (known == null) {
      known = own(dim);
      sizes.put(dim, known);
    }
    return known;
  }

  /** A parameter that no other use of the dim shares. */
  Index.Size own(Dim dim) {
    dims.add(dim);
    return new Index.Size(dims.size() - 1);
  }

  /** Those that may be negative. */
  Set<Dim> signed() {
    Set<Dim> signed = new HashSet<>(sizes.keySet());
    signed.removeAll(counted);
    return signed;
  }

  List<Dim> dims() {
    return List.copyOf(dims);
  }
}
