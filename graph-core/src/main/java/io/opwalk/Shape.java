package io.opwalk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The sizes of a tensor's axes, outermost first. The rank is always known, a size need not be.
 *
 * <p>Prints as in NumPy and TensorFlow: {@code (?, 784)}, {@code (3,)}, {@code ()} for a scalar.
 * Axes may be given from the end: -1 is the last one. Instances are immutable; two shapes are equal
 * if their sizes are, so an anonymous size equals itself only.
 */
public final class Shape {
  /** Stands for a size not known yet in {@link #shape(long...)}. */
  public static final long UNKNOWN = -1L;

  private static final Shape SCALAR = new Shape(List.of());

  private final List<Dim> dims;
  private final int hash;

  private Shape(List<Dim> dims) {
    this.dims = dims;
    this.hash = dims.hashCode();
  }

  /**
   * Returns the shape of the given sizes; each {@link #UNKNOWN} is a fresh {@link Dim#unknown()}.
   *
   * <pre>{@code
   * shape(UNKNOWN, 784) // (?, 784)
   * }</pre>
   *
   * @throws IllegalArgumentException if a size is negative and not {@link #UNKNOWN}
   */
  public static Shape shape(long... dims) {
    List<Dim> list = new ArrayList<>(dims.length);
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] < 0 && dims[axis] != UNKNOWN) {
        throw new IllegalArgumentException("size "
            + dims[axis]
            + " at axis "
            + axis
            + " of "
            + Arrays.toString(dims)
            + ": a size is 0 or more, or UNKNOWN (-1)");
      }
      list.add(dims[axis] == UNKNOWN ? Dim.unknown() : Dim.of(dims[axis]));
    }
    return of(list);
  }

  /**
   * Returns the shape of the given sizes.
   *
   * @throws IllegalArgumentException if a size is a negative number
   */
  public static Shape of(Dim... dims) {
    return of(List.of(dims));
  }

  /**
   * Returns the shape of the given sizes.
   *
   * @throws IllegalArgumentException if a size is a negative number
   */
  public static Shape of(List<Dim> dims) {
    if (dims.isEmpty()) {
      return SCALAR;
    }
    Shape shape = new Shape(List.copyOf(dims));
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.dims.get(axis) instanceof Dim.Fixed fixed && fixed.size() < 0) {
        throw new IllegalArgumentException(
            "axis " + axis + " of shape " + shape + " has the negative size " + fixed.size());
      }
    }
    return shape;
  }

  /** Returns the shape of rank 0, which has one element. */
  public static Shape scalar() {
    return SCALAR;
  }

  /** Returns the number of axes. */
  public int rank() {
    return dims.size();
  }

  /** Returns the sizes, outermost first; the list cannot be changed. */
  public List<Dim> dims() {
    return dims;
  }

  /**
   * Returns the size of an axis.
   *
   * @param axis from {@code -rank} to {@code rank - 1}
   * @throws IllegalArgumentException if there is no such axis
   */
  public Dim dim(int axis) {
    return dims.get(normalizeAxis(axis));
  }

  /** Returns whether every size is a number. */
  public boolean isFixed() {
    boolean isFixed = true;
    for (Dim dim : dims) {
      isFixed &= dim.isFixed();
    }
    return isFixed;
  }

  /** Returns the number of elements, 1 for a scalar. */
  public Dim elements() {
    return Dim.product(dims);
  }

  /**
   * Returns the shape of an elementwise operation on operands of shapes {@code a} and {@code b}, by
   * NumPy's rule on axes aligned at the right.
   *
   * <p>An axis broadcasts if its size is the number 1, or if the operand lacks it. An unknown size
   * is never taken to be 1 (the rule of PyTensor): where it meets a different size, both must turn
   * out equal at run time. The result then has the size that is a number, or else that of
   * {@code a}.
   *
   * @throws IllegalArgumentException if two numbers other than 1 differ
   */
  public static Shape broadcast(Shape a, Shape b) {
    return ShapeBroadcast.broadcast(List.of(a, b));
  }

  /**
   * Returns the shape of an elementwise operation on any number of operands, as
   * {@link #broadcast(Shape, Shape)} from the first to the last; a scalar if there are none.
   *
   * @throws IllegalArgumentException if two numbers other than 1 differ
   */
  public static Shape broadcast(List<Shape> shapes) {
    return ShapeBroadcast.broadcast(shapes);
  }

  /**
   * Returns {@code axis} counted from the front.
   *
   * @param axis from {@code -rank} to {@code rank - 1}
   * @throws IllegalArgumentException if there is no such axis
   */
  public int normalizeAxis(int axis) {
    if (axis < -rank() || axis >= rank()) {
      throw new IllegalArgumentException(
          "axis " + axis + " is out of range for shape " + this + " of rank " + rank());
    }
    return axis < 0 ? axis + rank() : axis;
  }

  /**
   * Returns the axes counted from the front, in ascending order.
   *
   * @throws IllegalArgumentException if there is no such axis, or one is given twice
   */
  public List<Integer> normalizeAxes(List<Integer> axes) {
    TreeSet<Integer> sorted = new TreeSet<>();
    for (int axis : axes) {
      if (!sorted.add(normalizeAxis(axis))) {
        throw new IllegalArgumentException(
            "axis " + normalizeAxis(axis) + " is given twice in " + axes + " for shape " + this);
      }
    }
    return List.copyOf(sorted);
  }

  /**
   * Returns this shape with the size of one axis replaced.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  public Shape withDim(int axis, Dim dim) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(normalizeAxis(axis), dim);
    return of(changed);
  }

  /**
   * Returns this shape without the given axes.
   *
   * @throws IllegalArgumentException if there is no such axis, or one is given twice
   */
  public Shape withoutDims(List<Integer> axes) {
    List<Integer> removed = normalizeAxes(axes);
    List<Dim> kept = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      if (!removed.contains(axis)) {
        kept.add(dims.get(axis));
      }
    }
    return of(kept);
  }

  /** Returns this shape with one more axis at the end. */
  public Shape append(Dim dim) {
    return append(of(dim));
  }

  /** Returns the axes of this shape followed by those of {@code inner}. */
  public Shape append(Shape inner) {
    List<Dim> all = new ArrayList<>(dims);
    all.addAll(inner.dims);
    return of(all);
  }

  /**
   * Returns whether an array of the given sizes may have this shape: the ranks agree, and so does
   * every size that is a number. Whether sizes tied by a symbol agree is not looked at.
   */
  public boolean admits(List<Integer> sizes) {
    if (sizes.size() != rank()) {
      return false;
    }
    for (int axis = 0; axis < rank(); axis++) {
      int size = sizes.get(axis);
      if (size < 0 || (dims.get(axis).isFixed() && !dims.get(axis).is(size))) {
        return false;
      }
    }
    return true;
  }

  /** Returns this shape with every symbol replaced; a symbol may be mapped to itself. */
  public Shape substitute(Function<Dim.Symbol, Dim> replacement) {
    return isFixed()
        ? this
        : of(dims.stream().map(dim -> dim.substitute(replacement)).toList());
  }

  /**
   * Returns this shape with fresh anonymous symbols, so that two tensors made from one
   * {@code Shape} object are not tied to the same size. A symbol that occurs twice stays tied to
   * itself, and named symbols are kept.
   */
  public Shape refreshed() {
    if (isFixed()) {
      return this;
    }
    Map<Dim.Symbol, Dim> fresh = new HashMap<>();
    return substitute(
        symbol -> symbol.isNamed() ? symbol : fresh.computeIfAbsent(symbol, key -> Dim.unknown()));
  }

  /**
   * Returns the sizes for given values of the symbols.
   *
   * @throws IllegalArgumentException if a size comes out negative or above
   *     {@link Integer#MAX_VALUE}, or a symbol's value is negative
   * @throws ArithmeticException on a division by zero, or a result beyond 64 bits
   */
  public List<Integer> evaluate(ToLongFunction<Dim.Symbol> values) {
    List<Integer> sizes = new ArrayList<>(rank());
    for (int axis = 0; axis < rank(); axis++) {
      long size = dims.get(axis).evaluate(values);
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("axis " + axis + " of shape " + this + " comes to "
            + size + ", expected 0 to " + Integer.MAX_VALUE);
      }
      sizes.add((int) size);
    }
    return List.copyOf(sizes);
  }

  /**
   * Returns whether the shapes are equal but for the identity of anonymous symbols: each one here
   * must correspond to exactly one there. {@code (?, ?)} with two sizes is not the same structure
   * as {@code (?, ?)} with one size twice.
   */
  public boolean sameStructure(Shape other) {
    return ShapeStructure.same(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Shape shape && hash == shape.hash && dims.equals(shape.dims));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("(");
    for (int axis = 0; axis < rank(); axis++) {
      text.append(axis == 0 ? "" : ", ").append(dims.get(axis));
    }
    return text.append(rank() == 1 ? ",)" : ")").toString();
  }
}
