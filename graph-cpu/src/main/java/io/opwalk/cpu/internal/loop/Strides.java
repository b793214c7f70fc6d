package io.opwalk.cpu.internal.loop;

import java.util.OptionalInt;

/** How indices change with the counter of a loop. */
public final class Strides {
  private Strides() {}

  /**
   * By how much the index grows from one iteration to the next; empty where that is not the same
   * number for any sizes.
   */
  public static OptionalInt of(Index index, Index.Counter counter) {
    if (index instanceof Index.Counter other) {
      return OptionalInt.of(other.equals(counter) ? 1 : 0);
    }
    if (index instanceof Index.Sum sum) {
      OptionalInt left = of(sum.left(), counter);
      OptionalInt right = of(sum.right(), counter);
      return left.isPresent() && right.isPresent()
          ? OptionalInt.of(left.getAsInt() + right.getAsInt())
          : OptionalInt.empty();
    }
    if (index instanceof Index.Product product) {
      return product(product, counter);
    }
    if (index instanceof Index.FloorTo floor) {
      OptionalInt left = of(floor.left(), counter);
      return left.equals(OptionalInt.of(0)) ? left : OptionalInt.empty();
    }
    return OptionalInt.of(0);
  }

  private static OptionalInt product(Index.Product product, Index.Counter counter) {
    OptionalInt left = of(product.left(), counter);
    OptionalInt right = of(product.right(), counter);
    OptionalInt none = OptionalInt.of(0);
    if (left.equals(none) && right.equals(none)) {
      return none;
    }
    if (product.right() instanceof Index.Const number && left.isPresent()) {
      return OptionalInt.of(left.getAsInt() * number.value());
    }
    return product.left() instanceof Index.Const number && right.isPresent()
        ? OptionalInt.of(number.value() * right.getAsInt())
        : OptionalInt.empty();
  }
}
