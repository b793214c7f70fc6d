package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.Identity;
import io.opwalk.ops.composite.PlaceholderWithDefault;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Parameter;
import io.opwalk.ops.primitive.Placeholder;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import java.util.List;
import java.util.Objects;

/** The leaves of a graph, and the way from one dtype to another. */
public final class Tensors {
  private Tensors() {}

  /**
   * A value that every call feeds.
   *
   * <pre>{@code
   * Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 784));
   * }</pre>
   *
   * @param name how it is called in print and in errors; need not be unique
   * @param shape its shape; unnamed unknown dims are this placeholder's own, even where two
   *     placeholders are given one {@code Shape}
   */
  public static Tensor placeholder(String name, DType dtype, Shape shape) {
    return leaf(new Placeholder(new TensorType(dtype, shape)), name);
  }

  /**
   * A value that every call feeds, of the given sizes; a scalar if there are none.
   *
   * @param dims sizes as in {@link Shape#shape(long...)}, {@link Shape#UNKNOWN} among them
   * @throws IllegalArgumentException where a size is negative and not {@link Shape#UNKNOWN}
   */
  public static Tensor placeholder(String name, DType dtype, long... dims) {
    return placeholder(name, dtype, Shape.shape(dims));
  }

  /**
   * A value that calls may feed, and that is {@code value} where they do not: a switch, a rate.
   *
   * <pre>{@code
   * Tensor training = placeholderWithDefault("training", constant(false));
   * y.evaluate(feed(x, image));                       // false
   * y.evaluate(feed(x, image).and(training, true));
   * }</pre>
   *
   * @param value the default, usually a constant; also the shape and the dtype of what may be fed
   */
  public static Tensor placeholderWithDefault(String name, Tensor value) {
    Objects.requireNonNull(name, "name");
    return Apply.of(new PlaceholderWithDefault(), List.of(value), name, CreationSite.capture())
        .output();
  }

  /** {@code x} as a node of its own, of any dtype. */
  public static Tensor identity(Tensor x) {
    return Apply.of(new Identity(), x).output();
  }

  /** A tensor whose value never changes. */
  public static Tensor constant(NDArray value) {
    return Apply.of(new Constant(value)).output();
  }

  /**
   * A tensor whose value never changes, from a Java number, boolean or array of any rank. The dtype
   * follows the Java type: {@code constant(1.5)} is a float64, {@code constant(new int[] {1, 2})}
   * an int32 of shape (2,).
   *
   * @throws IllegalArgumentException where {@link NDArray#ofArray} refuses the value
   */
  public static Tensor constant(Object javaValue) {
    return constant(javaValue instanceof NDArray array ? array : NDArray.ofArray(javaValue));
  }

  /**
   * A value that outlives calls and that an optimizer may change: a weight. It lives in a store of
   * its own; see {@link #slotOf} for how to read and set it.
   *
   * @param value the first value, which decides dtype and shape
   */
  public static Tensor parameter(String name, NDArray value) {
    return parameter(new ParameterStore(), name, value);
  }

  /** A parameter in a slot made for it in the given store. */
  public static Tensor parameter(ParameterStore store, String name, NDArray value) {
    return parameter(store.create(name, value), true);
  }

  /**
   * A parameter over a slot that exists: all parameters of one slot share its value.
   *
   * @param trainable whether an optimizer may change it
   */
  public static Tensor parameter(ParameterSlot slot, boolean trainable) {
    return leaf(new Parameter(slot, trainable), slot.name());
  }

  /**
   * The slot that holds a parameter's value.
   *
   * @throws IllegalArgumentException where the tensor is not a parameter
   */
  public static ParameterSlot slotOf(Tensor parameter) {
    if (parameter.owner().op() instanceof Parameter op) {
      return op.slot();
    }
    throw Refusal.of("slotOf", "not a parameter, so it has no slot", parameter);
  }

  /** Whether a tensor is a parameter, and {@link #slotOf} has an answer. */
  public static boolean isParameter(Tensor tensor) {
    return tensor.owner().op() instanceof Parameter;
  }

  /** Whether a tensor is a parameter that an optimizer may change. */
  public static boolean isTrainable(Tensor tensor) {
    return tensor.owner().op() instanceof Parameter op && op.trainable();
  }

  /** Zeros, or false, of the dtype and shape of {@code x}; the values of {@code x} are not read. */
  public static Tensor zerosLike(Tensor x) {
    return fullLike(x, 0);
  }

  /** Ones, or true, of the dtype and shape of {@code x}; the values of {@code x} are not read. */
  public static Tensor onesLike(Tensor x) {
    return fullLike(x, 1);
  }

  private static Tensor fullLike(Tensor x, double value) {
    return Shapes.broadcastLike(constant(NDArray.full(x.dtype(), value)), x);
  }

  private static Tensor leaf(Op op, String name) {
    Objects.requireNonNull(name, "name");
    return Apply.of(op, List.of(), name, CreationSite.capture()).output();
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

  static TypeException refusal(Number value, Tensor like, IllegalArgumentException cause) {
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
