package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.For;
import java.util.HashSet;
import java.util.Set;

/** What the sizes of a function are for: how far innermost loops go, or others; or neither. */
public final class Bounds {
  private final Set<Integer> starts = new HashSet<>();
  private final Set<Integer> innermost = new HashSet<>();
  private final Set<Integer> outer = new HashSet<>();

  private Bounds() {}

  /** Of a function. */
  public static Bounds of(LoopFunction function) {
    Bounds bounds = new Bounds();
    for (Statement statement : Statements.all(function.body())) {
      if (statement instanceof For loop) {
        boolean hasLoops =
            loop.body().stream().anyMatch(inner -> !Statements.body(inner).isEmpty());
        collect(loop.to(), hasLoops ? bounds.outer : bounds.innermost);
        collect(loop.from(), bounds.starts);
      }
    }
    return bounds;
  }

  private static void collect(Index index, Set<Integer> into) {
    if (index instanceof Index.Size size) {
      into.add(size.parameter());
    } else if (index instanceof Index.Sum sum) {
      collect(sum.left(), into);
      collect(sum.right(), into);
    } else if (index instanceof Index.Product product) {
      collect(product.left(), into);
      collect(product.right(), into);
    } else if (index instanceof Index.FloorTo floor) {
      collect(floor.left(), into);
    }
  }

  /**
   * Smaller sizes: loops begin at 0, innermost ones go no further than {@code inner} and others no
   * further than {@code outside}; steps between elements are no larger than {@code inner} either.
   */
  public int[] shrink(int[] sizes, int inner, int outside) {
    int[] shrunk = sizes.clone();
    for (int i = 0; i < shrunk.length; i++) {
      int most = outer.contains(i) && !innermost.contains(i) ? outside : inner;
      shrunk[i] = starts.contains(i) ? 0 : Math.max(-most, Math.min(most, sizes[i]));
    }
    return shrunk;
  }
}
