package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Constant;

/** The leaves of a graph, and the way from one dtype to another. */
public final class Tensors {
  private Tensors() {}

  /** A tensor whose value never changes. */
  public static Tensor constant(NDArray value) {
    return Apply.of(new Constant(value)).output();
  }

  /**
   * A number as a constant of rank 0 and of the dtype of {@code like}: what the overloads that take
   * a Java literal, such as {@code add(x, 1)}, make of it. A float32 gets the nearest float.
   *
   * @throws TypeException where an integer dtype cannot hold the value exactly, where the value is
   *     finite and beyond the largest float32, or where {@code like} is a bool
   */
  public static Tensor literal(double value, Tensor like) {
    DType dtype = like.dtype();
    boolean overflows =
        dtype == DType.FLOAT32 && Double.isFinite(value) && Float.isInfinite((float) value);
    if (dtype == DType.BOOL || overflows) {
      throw refusal(value, like, null);
    }
    try {
      return constant(NDArray.full(dtype, value));
    } catch (IllegalArgumentException inexact) {
      throw refusal(value, like, inexact);
    }
  }

  private static TypeException refusal(double value, Tensor like, IllegalArgumentException cause) {
    StringBuilder message = new StringBuilder("the literal ").append(value);
    message.append(" is not a value of ").append(like.dtype());
    message.append(", the dtype it takes from the other input; convert that with cast(x, dtype)");
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    message.append("\n  other input: ").append(like);
    return new TypeException(message.toString(), cause);
  }

  /**
   * The elements converted to another dtype, as {@link Cast} says: to an integer toward zero and
   * saturating, NaN to 0; to bool whether not zero; from bool 0 or 1. A tensor that has the dtype
   * already is returned as it is.
   */
  public static Tensor cast(Tensor x, DType dtype) {
    return x.dtype() == dtype ? x : Apply.of(new Cast(dtype), x).output();
  }
}
