package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** One tensor of several, several of one, and one repeated. All dtypes. */
public final class Joining {
  private Joining() {}

  /**
   * Tensors one after the other along an axis: NumPy's {@code concatenate}.
   *
   * <pre>{@code
   * concat(List.of(a, b), 1);   // (n, 3) and (n, 4) -> (n, 7)
   * }</pre>
   *
   * @param xs at least one, of one dtype, and of sizes that agree along all other axes
   * @throws TypeException where they do not fit, there are none, or there is no such axis
   */
  public static Tensor concat(List<Tensor> xs, int axis) {
    requireSome("concat", xs);
    int at = Shapes.axis("concat", xs.get(0), axis);
    return Apply.of(new Concat(at), xs).output();
  }

  /**
   * Tensors of one shape along a new axis.
   *
   * @param axis where the new axis is in the result
   * @throws TypeException where they do not fit, there are none, or the result has no such axis
   */
  public static Tensor stack(List<Tensor> xs, int axis) {
    requireSome("stack", xs);
    int at = axis < 0 ? axis + xs.get(0).shape().rank() + 1 : axis;
    return concat(xs.stream().map(x -> Shapes.expandDims(x, at)).toList(), at);
  }

  private static void requireSome(String function, List<Tensor> xs) {
    if (xs.isEmpty()) {
      throw Refusal.of(function, "takes at least one tensor, found none");
    }
  }

  /**
   * The parts of a tensor along an axis, which goes: the inverse of {@link #stack}.
   *
   * @throws TypeException where there is no such axis, or its size is not known
   */
  public static List<Tensor> unstack(Tensor x, int axis) {
    int at = Shapes.axis("unstack", x, axis);
    long count = known("unstack", x, at);
    List<Tensor> parts = new ArrayList<>();
    for (Tensor part : split(x, (int) count, at)) {
      parts.add(Shapes.squeeze(part, at));
    }
    return List.copyOf(parts);
  }

  /**
   * Equal parts along an axis.
   *
   * @throws TypeException where there is no such axis, its size is not known, or no multiple of the
   *     number of parts
   */
  public static List<Tensor> split(Tensor x, int parts, int axis) {
    int at = Shapes.axis("split", x, axis);
    long size = known("split", x, at);
    if (parts < 0 || parts == 0 && size > 0 || parts > 0 && size % parts != 0) {
      throw Refusal.of(
          "split", "axis " + at + " of size " + size + " has no " + parts + " equal parts", x);
    }
    return parts == 0 ? List.of() : split(x, Collections.nCopies(parts, (int) (size / parts)), at);
  }

  /**
   * Parts of the given sizes along an axis: the inverse of {@link #concat}. Where the size of the
   * axis is not known, that they fill it is checked when it is.
   *
   * @throws TypeException where there is no such axis, a size is negative, or their sum is not the
   *     size of the axis
   */
  public static List<Tensor> split(Tensor x, List<Integer> sizes, int axis) {
    int at = Shapes.axis("split", x, axis);
    long sum = sizes.stream().mapToLong(Integer::longValue).sum();
    boolean negative = sizes.stream().anyMatch(size -> size < 0);
    Dim dim = x.shape().dim(at);
    if (negative || dim.isFixed() && !dim.is(sum)) {
      throw Refusal.of(
          "split", "sizes " + sizes + " do not add up to " + dim + ", the size of axis " + at, x);
    }
    // A reshape that must not change anything finds out whether an unknown size is the sum.
    Tensor whole = dim.isFixed() ? x : Shapes.reshape(x, x.shape().withDim(at, Dim.of(sum)));
    List<Tensor> parts = new ArrayList<>();
    long start = 0;
    for (int size : sizes) {
      parts.add(part(whole, at, Dim.of(start), Dim.of(size)));
      start += size;
    }
    return List.copyOf(parts);
  }

  private static long known(String function, Tensor x, int axis) {
    OptionalLong size = x.shape().dim(axis).fixedSize();
    if (size.isEmpty()) {
      throw Refusal.of(function, "the size of axis " + axis + " must be known", x);
    }
    return size.getAsLong();
  }

  /** A stretch of an axis, all of the others. */
  static Tensor part(Tensor x, int axis, Dim start, Dim size) {
    return part(x, axis, start, size, 1);
  }

  /** As the other one, at distances. */
  static Tensor part(Tensor x, int axis, Dim start, Dim size, int step) {
    int rank = x.shape().rank();
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    List<Dim> sizes = new ArrayList<>(x.shape().dims());
    List<Integer> steps = new ArrayList<>(Collections.nCopies(rank, 1));
    starts.set(axis, start);
    sizes.set(axis, size);
    steps.set(axis, step);
    return Apply.of(new Slice(starts, sizes, steps), x).output();
  }

  /**
   * The tensor laid out several times along its axes: NumPy's {@code tile}.
   *
   * <pre>{@code
   * tile(x, 2, 1);   // 1 2 / 3 4 -> 1 2 / 3 4 / 1 2 / 3 4
   * }</pre>
   *
   * @param repeats how many times along each axis; where there are more than axes, new ones come in
   *     front, where there are fewer, they are those of the last axes
   * @throws TypeException where one is negative
   */
  public static Tensor tile(Tensor x, int... repeats) {
    requireNotNegative("tile", x, repeats);
    int rank = Math.max(x.shape().rank(), repeats.length);
    List<Dim> apart = new ArrayList<>();
    List<Dim> wide = new ArrayList<>();
    List<Dim> tiled = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int axis = i - (rank - x.shape().rank());
      int repeat = i - (rank - repeats.length);
      Dim size = axis < 0 ? Dim.of(1) : x.shape().dim(axis);
      Dim times = Dim.of(repeat < 0 ? 1 : repeats[repeat]);
      apart.addAll(List.of(Dim.of(1), size));
      wide.addAll(List.of(times, size));
      tiled.add(times.times(size));
    }
    Tensor spread = Shapes.broadcastTo(Shapes.reshape(x, Shape.of(apart)), Shape.of(wide));
    return Shapes.reshape(spread, Shape.of(tiled));
  }

  /**
   * Each element several times, in row-major order along one axis: NumPy's {@code repeat}.
   *
   * @throws TypeException where the number is negative
   */
  public static Tensor repeat(Tensor x, int times) {
    return repeat(Shapes.flatten(x), times, 0);
  }

  /**
   * Each slice along an axis several times: {@code 1 2} becomes {@code 1 1 2 2}.
   *
   * @throws TypeException where the number is negative, or there is no such axis
   */
  public static Tensor repeat(Tensor x, int times, int axis) {
    requireNotNegative("repeat", x, times);
    int at = Shapes.axis("repeat", x, axis);
    Tensor apart = Shapes.expandDims(x, at + 1);
    Tensor wide = Shapes.broadcastTo(apart, apart.shape().withDim(at + 1, Dim.of(times)));
    return Shapes.reshape(wide, x.shape().withDim(at, x.shape().dim(at).times(times)));
  }

  private static void requireNotNegative(String function, Tensor x, int... repeats) {
    if (IntStream.of(repeats).anyMatch(times -> times < 0)) {
      throw Refusal.of(
          function,
          "nothing is repeated a negative number of times: "
              + IntStream.of(repeats).boxed().toList(),
          x);
    }
  }

  /**
   * Vectors as coordinates of a grid: for each one a tensor of the grid's shape that holds its
   * elements along its own axis. NumPy's {@code meshgrid} with {@code indexing='ij'}.
   *
   * @throws TypeException where one is no vector
   */
  public static List<Tensor> meshgrid(List<Tensor> vectors) {
    List<Dim> dims = new ArrayList<>();
    for (Tensor vector : vectors) {
      if (vector.shape().rank() != 1) {
        throw Refusal.of("meshgrid", "takes vectors, found " + vector.shape(), vector);
      }
      dims.add(vector.shape().dim(0));
    }
    List<Tensor> grid = new ArrayList<>();
    for (int axis = 0; axis < dims.size(); axis++) {
      List<Dim> column = new ArrayList<>(Collections.nCopies(dims.size(), Dim.of(1)));
      column.set(axis, dims.get(axis));
      grid.add(
          Shapes.broadcastTo(Shapes.reshape(vectors.get(axis), Shape.of(column)), Shape.of(dims)));
    }
    return List.copyOf(grid);
  }
}
