package io.opwalk.cpu.internal.loop;

/**
 * An int expression over loop counters and sizes: where to load and store, and how far to count.
 * Kept affine in the counters wherever possible, since that is what the JIT compiles well.
 */
public sealed interface Index {
  /** A number known when the code is emitted. */
  record Const(int value) implements Index {
    // Written out, since a fresh JVM takes a millisecond to make these up.
    @Override
    public boolean equals(Object other) {
      return other instanceof Const that && value == that.value;
    }

    @Override
    public int hashCode() {
      return value;
    }

    private Index addedTo(Index other) {
      if (value == 0) {
        return other;
      }
      if (other instanceof Sum sum && sum.right() instanceof Const more) {
        return sum.left().plus(of(value + more.value()));
      }
      return new Sum(other, this);
    }

    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** The int parameter {@code parameter} of the function: a dim, or a product of dims. */
  record Size(int parameter) implements Index {
    @Override
    public boolean equals(Object other) {
      return other instanceof Size that && parameter == that.parameter;
    }

    @Override
    public int hashCode() {
      return 31 + parameter;
    }

    @Override
    public String toString() {
      return "n" + parameter;
    }
  }

  /** The counter of an enclosing loop, or what a {@link Statement.Mark} named. */
  record Counter(String name) implements Index {
    @Override
    public boolean equals(Object other) {
      return other instanceof Counter that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

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

  /** The largest multiple of {@code right} that is not above {@code left}. */
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

  /** The sum, with numbers added up and moved to the right. */
  default Index plus(Index other) {
    if (this instanceof Const number) {
      return other instanceof Const more
          ? of(number.value() + more.value())
          : number.addedTo(other);
    }
    return other instanceof Const number ? number.addedTo(this) : new Sum(this, other);
  }

  /** The difference. */
  default Index minus(Index other) {
    return equals(other) ? of(0) : plus(other.times(of(-1)));
  }

  /** The product, with numbers multiplied. */
  default Index times(Index other) {
    if (equals(of(0)) || other.equals(of(0))) {
      return of(0);
    }
    if (this instanceof Const left && other instanceof Const right) {
      return of(left.value() * right.value());
    }
    if (other.equals(of(1))) {
      return this;
    }
    return equals(of(1)) ? other : new Product(this, other);
  }
}
