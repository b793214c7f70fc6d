package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Pad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** Tensors made larger at the ends of their axes. All dtypes. */
public final class Padding {
  private Padding() {}

  /** What new elements are taken from, in NumPy's words. */
  public enum Mode {
    /** The mirror image, without the edge itself: {@code 3 2 | 1 2 3 | 2 1}. */
    REFLECT,
    /** The mirror image, edge and all: {@code 2 1 | 1 2 3 | 3 2}. */
    SYMMETRIC,
    /** The edge: {@code 1 1 | 1 2 3 | 3 3}. */
    EDGE,
    /** The other end: {@code 2 3 | 1 2 3 | 1 2}. */
    WRAP
  }

  /** As {@link #pad(Tensor, List, List, Tensor)} with zeros, or false. */
  public static Tensor pad(Tensor x, List<Integer> before, List<Integer> after) {
    return pad(x, before, after, Tensors.constant(NDArray.full(x.dtype(), 0)));
  }

  /**
   * As {@link #pad(Tensor, List, List, Tensor)} with a number.
   *
   * @throws TypeException where the dtype of {@code x} cannot hold it
   */
  public static Tensor pad(Tensor x, List<Integer> before, List<Integer> after, double value) {
    return pad(x, before, after, Tensors.literal(value, x));
  }

  /**
   * Copies of one value around a tensor.
   *
   * <pre>{@code
   * pad(x, List.of(0, 1), List.of(0, 2), value);   // (n, 3) -> (n, 6)
   * }</pre>
   *
   * @param before how many come before the first element of each axis
   * @param after how many come after the last
   * @param value of rank 0, and of the dtype of {@code x}
   * @throws TypeException where there is not one number per axis, one is negative, or the value
   *     does not fit
   */
  public static Tensor pad(Tensor x, List<Integer> before, List<Integer> after, Tensor value) {
    require(x, before, after);
    Pad op = new Pad(dims(before), dims(after), Collections.nCopies(before.size(), 0));
    return Apply.of(op, x, value).output();
  }

  private static List<Dim> dims(List<Integer> sizes) {
    return sizes.stream().map(size -> Dim.of(size)).toList();
  }

  private static void require(Tensor x, List<Integer> before, List<Integer> after) {
    int rank = x.shape().rank();
    boolean negative =
        before.stream().anyMatch(size -> size < 0) || after.stream().anyMatch(size -> size < 0);
    if (negative || before.size() != rank || after.size() != rank) {
      throw Refusal.of(
          "pad",
          "padding is 0 or more, at both ends of " + rank + " axes, found " + before + " and "
              + after,
          x);
    }
  }

  /**
   * Elements of the tensor itself around it, one axis after the other.
   *
   * @param before how many come before the first element of each axis; no more than there are
   *     elements to take them from, but for {@link Mode#EDGE}
   * @param after how many come after the last, no more than that either
   * @throws TypeException where there is not one number per axis, one is negative, or an axis is
   *     known to be too short
   */
  public static Tensor pad(Tensor x, List<Integer> before, List<Integer> after, Mode mode) {
    require(x, before, after);
    Tensor padded = x;
    for (int axis = 0; axis < before.size(); axis++) {
      requireLength(padded, axis, Math.max(before.get(axis), after.get(axis)), mode);
      List<Tensor> parts = new ArrayList<>();
      if (before.get(axis) > 0) {
        parts.add(front(padded, axis, Dim.of(before.get(axis)), mode));
      }
      parts.add(padded);
      if (after.get(axis) > 0) {
        parts.add(back(padded, axis, Dim.of(after.get(axis)), mode));
      }
      padded = parts.size() == 1 ? padded : Joining.concat(parts, axis);
    }
    return padded;
  }

  /**
   * The middle of a tensor, or zeros around it, so that axes have given sizes: ONNX's
   * CenterCropPad. Where the difference is odd, the end has one more cut off or added.
   *
   * @param sizes the new size of each of the axes
   * @param axes the axes, whose sizes must be known
   * @throws TypeException where there is not one size per axis, one is negative, there is no such
   *     axis, one is given twice, or its size is not known
   */
  public static Tensor centerCropPad(Tensor x, List<Integer> sizes, List<Integer> axes) {
    Shapes.axes("centerCropPad", x, axes);
    if (sizes.size() != axes.size() || sizes.stream().anyMatch(size -> size < 0)) {
      throw Refusal.of(
          "centerCropPad",
          "takes a size of 0 or more for each of the axes " + axes + ", found " + sizes,
          x);
    }
    Tensor result = x;
    for (int i = 0; i < sizes.size(); i++) {
      int axis = Shapes.axis("centerCropPad", x, axes.get(i));
      OptionalLong size = x.shape().dim(axis).fixedSize();
      if (size.isEmpty()) {
        throw Refusal.of("centerCropPad", "the size of axis " + axis + " must be known", x);
      }
      result = centered(result, axis, (int) size.getAsLong(), sizes.get(i));
    }
    return result;
  }

  private static Tensor centered(Tensor x, int axis, int from, int to) {
    if (to <= from) {
      return to == from ? x : Joining.part(x, axis, Dim.of((from - to) / 2), Dim.of(to));
    }
    int front = (to - from) / 2;
    List<Integer> before = new ArrayList<>(Collections.nCopies(x.shape().rank(), 0));
    List<Integer> after = new ArrayList<>(before);
    before.set(axis, front);
    after.set(axis, to - from - front);
    return pad(x, before, after);
  }

  private static void requireLength(Tensor x, int axis, int size, Mode mode) {
    long needed = switch (mode) {
      case REFLECT -> size == 0 ? 0 : size + 1L;
      case SYMMETRIC, WRAP -> size;
      case EDGE -> size == 0 ? 0 : 1;
    };
    Dim dim = x.shape().dim(axis);
    if (dim.isFixed() && dim.fixedSize().getAsLong() < needed) {
      throw Refusal.of(
          "pad",
          "axis " + axis + " of size " + dim + " is too short for a padding of " + size
              + " in the mode " + mode + ", which takes " + needed,
          x);
    }
  }

  private static Tensor front(Tensor x, int axis, Dim size, Mode mode) {
    Dim length = x.shape().dim(axis);
    return switch (mode) {
      case REFLECT -> Joining.part(x, axis, size, size, -1);
      case SYMMETRIC -> Joining.part(x, axis, size.minus(1), size, -1);
      case EDGE -> edge(x, axis, Dim.of(0), size);
      case WRAP -> Joining.part(x, axis, length.minus(size), size);
    };
  }

  private static Tensor back(Tensor x, int axis, Dim size, Mode mode) {
    Dim length = x.shape().dim(axis);
    return switch (mode) {
      case REFLECT -> Joining.part(x, axis, length.minus(2), size, -1);
      case SYMMETRIC -> Joining.part(x, axis, length.minus(1), size, -1);
      case EDGE -> edge(x, axis, length.minus(1), size);
      case WRAP -> Joining.part(x, axis, Dim.of(0), size);
    };
  }

  private static Tensor edge(Tensor x, int axis, Dim at, Dim size) {
    Tensor single = Joining.part(x, axis, at, Dim.of(1));
    return Shapes.broadcastTo(single, x.shape().withDim(axis, size));
  }
}
