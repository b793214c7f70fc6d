package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.composite.ReshapeLike;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.DimSize;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same elements under another shape: reshaping, transposing, broadcasting and its inverse. All
 * dtypes, unless said otherwise. Axes may be counted from the end: -1 is the last.
 */
public final class Shapes {
  private Shapes() {}

  /**
   * The same elements in row-major order under another shape; one size may be -1, and is worked out
   * from the others.
   *
   * <pre>{@code
   * reshape(images, -1, 784);   // (?, 28, 28) -> (?, 784)
   * }</pre>
   *
   * <p>Where unknown dims leave open whether the elements fit, that is checked when they are known.
   *
   * @throws TypeException where the number of elements differs, a size is negative and not -1,
   *     there are several -1, or the size that -1 stands for is not determined
   */
  public static Tensor reshape(Tensor x, long... dims) {
    Shape target = Refusal.naming("reshape", List.of(x), () -> OpenShape.close(x.shape(), dims));
    return reshape(x, target);
  }

  /**
   * The same elements in row-major order under another shape.
   *
   * @throws TypeException where the number of elements is known to differ
   */
  public static Tensor reshape(Tensor x, Shape shape) {
    return Apply.of(new Reshape(shape), x).output();
  }

  /**
   * The same elements in row-major order under the shape of {@code like}, whose values are not
   * read.
   *
   * @throws TypeException where the number of elements is known to differ
   */
  public static Tensor reshapeLike(Tensor x, Tensor like) {
    return like.shape().isFixed()
        ? reshape(x, like.shape())
        : Apply.of(new ReshapeLike(), x, like).output();
  }

  /** All elements in row-major order along one axis. */
  public static Tensor flatten(Tensor x) {
    return flatten(x, 0);
  }

  /**
   * The axes from {@code fromAxis} on made into one; {@code flatten(x, 1)} keeps the batch.
   *
   * @param fromAxis from {@code -rank} to {@code rank}; {@code rank} adds an axis of size 1
   * @throws TypeException where there is no such axis
   */
  public static Tensor flatten(Tensor x, int fromAxis) {
    int rank = x.shape().rank();
    int from = fromAxis == rank ? rank : axis("flatten", x, fromAxis);
    List<Dim> dims = x.shape().dims();
    Shape outer = Shape.of(dims.subList(0, from));
    return reshape(x, outer.append(Dim.product(dims.subList(from, rank))));
  }

  /**
   * New axes of size 1.
   *
   * <pre>{@code
   * expandDims(x, 0);       // (3, 4) -> (1, 3, 4)
   * expandDims(x, 1, -1);   // (3, 4) -> (3, 1, 4, 1)
   * }</pre>
   *
   * @param axes where they are in the result
   * @throws TypeException where the result has no such axis, or one is given twice
   */
  public static Tensor expandDims(Tensor x, int... axes) {
    return expandDims(x, Arrays.stream(axes).boxed().toList());
  }

  /** As {@link #expandDims(Tensor, int...)}. */
  public static Tensor expandDims(Tensor x, List<Integer> axes) {
    Dim one = Dim.of(1);
    List<Dim> dims = new ArrayList<>(Collections.nCopies(x.shape().rank() + axes.size(), one));
    Shape ones = Shape.of(dims);
    List<Integer> added = Refusal.naming("expandDims", List.of(x), () -> ones.normalizeAxes(axes));
    int next = 0;
    for (int axis = 0; axis < dims.size(); axis++) {
      if (!added.contains(axis)) {
        dims.set(axis, x.shape().dim(next++));
      }
    }
    return reshape(x, Shape.of(dims));
  }

  /** Without the axes whose size is known to be 1. */
  public static Tensor squeeze(Tensor x) {
    Shape shape = x.shape();
    return reshape(x, Shape.of(shape.dims().stream().filter(dim -> !dim.is(1)).toList()));
  }

  /**
   * Without the given axes.
   *
   * @throws TypeException where there is no such axis, or its size is not 1; an unknown size is
   *     never taken for 1
   */
  public static Tensor squeeze(Tensor x, int... axes) {
    Shape shape = x.shape();
    List<Integer> removed = axes("squeeze", x, Arrays.stream(axes).boxed().toList());
    for (int axis : removed) {
      if (!shape.dim(axis).is(1)) {
        throw Refusal.of(
            "squeeze", "axis " + axis + " has size " + shape.dim(axis) + ", expected 1", x);
      }
    }
    return reshape(x, shape.withoutDims(removed));
  }

  /** The axes in reverse order. */
  public static Tensor transpose(Tensor x) {
    int rank = x.shape().rank();
    return transposed(x, IntStream.range(0, rank).map(i -> rank - 1 - i).boxed().toList());
  }

  /**
   * The axes in another order.
   *
   * <pre>{@code
   * transpose(x, 0, 2, 1);   // (n, 3, 4) -> (n, 4, 3)
   * }</pre>
   *
   * @param permutation for each axis of the result, the axis of {@code x} that it is
   * @throws TypeException where it does not name each axis of {@code x} once
   */
  public static Tensor transpose(Tensor x, int... permutation) {
    List<Integer> axes = Arrays.stream(permutation)
        .map(axis -> axis("transpose", x, axis))
        .boxed()
        .toList();
    return Refusal.naming("transpose", List.of(x), () -> transposed(x, axes));
  }

  private static Tensor transposed(Tensor x, List<Integer> permutation) {
    return Apply.of(new Transpose(permutation), x).output();
  }

  /**
   * Repeated along axes of size 1, and along new axes in front, to a given shape. Where {@code x}
   * has it already, that is {@code x} itself.
   *
   * @throws TypeException where {@code x} does not broadcast to the shape
   */
  public static Tensor broadcastTo(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : Apply.of(new Broadcast(shape), x).output();
  }

  /**
   * Repeated to the shape of {@code like}, whose values and dtype do not count. Where {@code x} has
   * that shape already, that is {@code x} itself.
   *
   * <p>Prefer this to {@link #broadcastTo} where dims are unknown: the result depends on
   * {@code like} and with it on the inputs that tell the sizes.
   *
   * @throws TypeException where {@code x} does not broadcast to the shape
   */
  public static Tensor broadcastLike(Tensor x, Tensor like) {
    if (x.shape().equals(like.shape()) || like.shape().isFixed()) {
      return broadcastTo(x, like.shape());
    }
    return Apply.of(new BroadcastLike(), x, like).output();
  }

  /**
   * The inverse of broadcasting, in the sense in which a gradient needs it: summed over the axes
   * along which {@code shape} was repeated to give the shape of {@code x}. Where {@code x} has the
   * shape already, that is {@code x} itself. Numeric dtypes.
   *
   * @throws TypeException where {@code shape} does not broadcast to that of {@code x}
   */
  public static Tensor sumTo(Tensor x, Shape shape) {
    return broadcastTo(summed("sumTo", x, shape), shape);
  }

  /**
   * As {@link #sumTo} with the shape of {@code like}, whose values and dtype do not count.
   *
   * @throws TypeException where {@code like} does not broadcast to the shape of {@code x}
   */
  public static Tensor sumLike(Tensor x, Tensor like) {
    return broadcastLike(summed("sumLike", x, like.shape()), like);
  }

  private static Tensor summed(String function, Tensor x, Shape shape) {
    int front = x.shape().rank() - shape.rank();
    List<Integer> axes = new ArrayList<>();
    boolean fits = front >= 0;
    for (int axis = 0; fits && axis < x.shape().rank(); axis++) {
      Dim from = x.shape().dim(axis);
      if (axis < front) {
        axes.add(axis);
      } else if (shape.dim(axis - front).is(1)) {
        if (!from.is(1)) {
          axes.add(axis);
        }
      } else {
        Dim to = shape.dim(axis - front);
        fits = from.equals(to) || !from.isFixed() || !to.isFixed();
      }
    }
    if (!fits) {
      throw Refusal.of(function, shape + " does not broadcast to " + x.shape(), x);
    }
    if (axes.isEmpty()) {
      return x;
    }
    boolean keepDims = front == 0;
    Tensor sum = Apply.of(new Reduce(Reduce.Kind.SUM, axes, keepDims), x).output();
    return sum.shape().rank() == shape.rank() ? sum : reshape(sum, kept(x.shape(), axes, front));
  }

  /** The shape that is left of {@code shape} when its first {@code front} axes go. */
  private static Shape kept(Shape shape, List<Integer> axes, int front) {
    List<Dim> dims = new ArrayList<>(shape.dims());
    axes.forEach(axis -> dims.set(axis, Dim.of(1)));
    return Shape.of(dims.subList(front, dims.size()));
  }

  /** How many elements there are, as a rank-0 int64; known at run time where dims are unknown. */
  public static Tensor size(Tensor x) {
    return size(x, DType.INT64, allAxes(x));
  }

  /**
   * The product of the sizes of the given axes, as a rank-0 int64.
   *
   * @throws TypeException where there is no such axis, or one is given twice
   */
  public static Tensor size(Tensor x, int... axes) {
    return size(x, DType.INT64, Arrays.stream(axes).boxed().toList());
  }

  /**
   * The product of the sizes of the given axes, as a rank-0 tensor of a numeric dtype. A constant
   * where the sizes are known; else a {@link DimSize}, which does not read the values of {@code x}.
   *
   * @throws TypeException where there is no such axis, or one is given twice
   */
  public static Tensor size(Tensor x, DType dtype, List<Integer> axes) {
    List<Integer> normal = axes("size", x, axes);
    DimSize op = Refusal.naming("size", List.of(x), () -> new DimSize(normal, dtype));
    Dim size = Dim.product(normal.stream().map(axis -> x.shape().dim(axis)).toList());
    return size.fixedSize().isPresent()
        ? Tensors.constant(NDArray.scalar(size.fixedSize().getAsLong()).cast(dtype))
        : Apply.of(op, x).output();
  }

  /**
   * The size of every axis as a vector of int64: NumPy's and ONNX's {@code shape}. A constant where
   * all are known; the values of {@code x} are not read.
   */
  public static Tensor shapeOf(Tensor x) {
    int rank = x.shape().rank();
    if (rank == 0) {
      return Tensors.constant(new long[0]);
    }
    if (x.shape().isFixed()) {
      return Tensors.constant(x.shape().dims().stream()
          .mapToLong(dim -> dim.fixedSize().getAsLong())
          .toArray());
    }
    return Joining.stack(
        IntStream.range(0, rank)
            .mapToObj(axis -> size(x, DType.INT64, List.of(axis)))
            .toList(),
        0);
  }

  static List<Integer> allAxes(Tensor x) {
    return IntStream.range(0, x.shape().rank()).boxed().toList();
  }

  static List<Integer> axes(String function, Tensor x, List<Integer> axes) {
    return Refusal.naming(function, List.of(x), () -> x.shape().normalizeAxes(axes));
  }

  static int axis(String function, Tensor x, int axis) {
    return Refusal.naming(function, List.of(x), () -> x.shape().normalizeAxis(axis));
  }
}
