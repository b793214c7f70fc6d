package io.opwalk.cpu.internal.loop;

/**
 * An int expression over loop counters and sizes: where to load and store, and how far to count.
 * Kept affine in the counters wherever possible, since that is what the JIT compiles well.
 */
public sealed interface Index {
  /** A number known when the code is emitted. */
  record Const(int value) implements Index {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** The int parameter {@code parameter} of the function: a dim, or a product of dims. */
  record Size(int parameter) implements Index {
    @Override
    public String toString() {
      return "n" + parameter;
    }
  }

  /** The counter of an enclosing loop. */
  record Counter(String name) implements Index {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The sum. */
  record Sum(Index left, Index right) implements Index {
    @Override
    public String toString() {
      return left + " + " + right;
    }
  }

  /** The product. */
  record Product(Index left, Index right) implements Index {
    @Override
    public String toString() {
      return group(left) + " * " + group(right);
    }

    private static String group(Index index) {
      return index instanceof Sum ? "(" + index + ")" : index.toString();
    }
  }

  /** {@code left - left % right}: the largest multiple of {@code right} that is not above left. */
  record FloorTo(Index left, int right) implements Index {
    @Override
    public String toString() {
      return "floorTo(" + left + ", " + right + ")";
    }
  }

  /** A number. */
  static Index of(int value) {
    return new Const(value);
  }

  /** The sum, without zeros. */
  default Index plus(Index other) {
    if (other.equals(of(0))) {
      return this;
    }
    return equals(of(0)) ? other : new Sum(this, other);
  }

  /** The product, without ones. */
  default Index times(Index other) {
    if (equals(of(0)) || other.equals(of(0))) {
      return of(0);
    }
    if (other.equals(of(1))) {
      return this;
    }
    return equals(of(1)) ? other : new Product(this, other);
  }
}
