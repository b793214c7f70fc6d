package io.opwalk.ops;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.scalar.BitFunctions;
import io.opwalk.ops.scalar.ThreefryFunction;

/**
 * Integers bit by bit, element by element, in two's complement. {@link Scalars} says what holds for
 * all of them. Integer dtypes only, without gradients; {@link Logic} has the connectives of bools.
 *
 * <pre>{@code
 * Tensor low = Bits.bitwiseAnd(x, 0xffffffffL);
 * Tensor high = Bits.logicalRightShift(x, 32);
 * }</pre>
 *
 * <p>Literals are {@code long}, so that all 64 bits of a mask can be written; an int32 takes those
 * from -2^31 to 2^31 - 1.
 *
 * <p>A shift by all bits of the dtype or more moves all of them out, as NumPy has it: what is left
 * is 0, or -1 where copies of a negative sign come in. A negative number of bits is taken for more
 * than there are.
 */
public final class Bits {
  private Bits() {}

  /** The bits that both have. */
  public static Tensor bitwiseAnd(Tensor x, Tensor y) {
    return Scalars.apply(BitFunctions.BITWISE_AND, x, y);
  }

  /** As {@link #bitwiseAnd(Tensor, Tensor)}. */
  public static Tensor bitwiseAnd(Tensor x, long y) {
    return bitwiseAnd(x, literal(y, x));
  }

  /** As {@link #bitwiseAnd(Tensor, Tensor)}. */
  public static Tensor bitwiseAnd(long x, Tensor y) {
    return bitwiseAnd(literal(x, y), y);
  }

  /** The bits that at least one has. */
  public static Tensor bitwiseOr(Tensor x, Tensor y) {
    return Scalars.apply(BitFunctions.BITWISE_OR, x, y);
  }

  /** As {@link #bitwiseOr(Tensor, Tensor)}. */
  public static Tensor bitwiseOr(Tensor x, long y) {
    return bitwiseOr(x, literal(y, x));
  }

  /** As {@link #bitwiseOr(Tensor, Tensor)}. */
  public static Tensor bitwiseOr(long x, Tensor y) {
    return bitwiseOr(literal(x, y), y);
  }

  /** The bits that exactly one has. */
  public static Tensor bitwiseXor(Tensor x, Tensor y) {
    return Scalars.apply(BitFunctions.BITWISE_XOR, x, y);
  }

  /** As {@link #bitwiseXor(Tensor, Tensor)}. */
  public static Tensor bitwiseXor(Tensor x, long y) {
    return bitwiseXor(x, literal(y, x));
  }

  /** As {@link #bitwiseXor(Tensor, Tensor)}. */
  public static Tensor bitwiseXor(long x, Tensor y) {
    return bitwiseXor(literal(x, y), y);
  }

  /** The bits that x has not: -1 - x. NumPy's invert. */
  public static Tensor bitwiseNot(Tensor x) {
    return Scalars.apply(BitFunctions.BITWISE_NOT, x);
  }

  /** x, moved left by y bits: x 2^y, wrapped to the dtype. ONNX: BitShift LEFT. */
  public static Tensor leftShift(Tensor x, Tensor y) {
    return Scalars.apply(BitFunctions.LEFT_SHIFT, x, y);
  }

  /** As {@link #leftShift(Tensor, Tensor)}. */
  public static Tensor leftShift(Tensor x, long y) {
    return leftShift(x, literal(y, x));
  }

  /** As {@link #leftShift(Tensor, Tensor)}. */
  public static Tensor leftShift(long x, Tensor y) {
    return leftShift(literal(x, y), y);
  }

  /** x, moved right by y bits, with copies of its sign coming in: the floor of x / 2^y. */
  public static Tensor rightShift(Tensor x, Tensor y) {
    return Scalars.apply(BitFunctions.RIGHT_SHIFT, x, y);
  }

  /** As {@link #rightShift(Tensor, Tensor)}. */
  public static Tensor rightShift(Tensor x, long y) {
    return rightShift(x, literal(y, x));
  }

  /** As {@link #rightShift(Tensor, Tensor)}. */
  public static Tensor rightShift(long x, Tensor y) {
    return rightShift(literal(x, y), y);
  }

  /**
   * x, moved right by y bits, with zeros coming in: the floor of x / 2^y, where the bits of x are
   * read as a number without a sign. ONNX: BitShift RIGHT, which is for such numbers.
   */
  public static Tensor logicalRightShift(Tensor x, Tensor y) {
    return Scalars.apply(BitFunctions.LOGICAL_RIGHT_SHIFT, x, y);
  }

  /** As {@link #logicalRightShift(Tensor, Tensor)}. */
  public static Tensor logicalRightShift(Tensor x, long y) {
    return logicalRightShift(x, literal(y, x));
  }

  /** As {@link #logicalRightShift(Tensor, Tensor)}. */
  public static Tensor logicalRightShift(long x, Tensor y) {
    return logicalRightShift(literal(x, y), y);
  }

  /**
   * Threefry-2x32 of 20 rounds: 64 bits that pass for random, from a key and a counter, both int64.
   * For one key all counters give different bits; for different keys the bits have nothing to do
   * with each other. The upper 32 bits of key, counter and result are the first word, the lower
   * ones the second.
   *
   * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as
   * easy as 1, 2, 3", SC 2011; it gives the bits of Random123's threefry2x32. Not for secrets.
   */
  public static Tensor threefry(Tensor key, Tensor counter) {
    return Scalars.apply(ThreefryFunction.THREEFRY, key, counter);
  }

  private static Tensor literal(long value, Tensor like) {
    if (like.dtype() == DType.INT64) {
      return Tensors.constant(NDArray.scalar(value));
    }
    if (like.dtype() == DType.INT32) {
      if (value != (int) value) {
        throw Tensors.refusal(value, like, null);
      }
      return Tensors.constant(NDArray.scalar((int) value));
    }
    // The type rule of the function refuses the dtype.
    return Tensors.literal(value, like);
  }
}
