package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.Dropout;
import io.opwalk.ops.composite.RandomBits;
import io.opwalk.ops.composite.RandomNormal;
import io.opwalk.ops.composite.RandomUniform;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.Erf;

/**
 * Random numbers as pure functions of a key: the same key gives the same bits on every machine, in
 * every backend and with any number of threads. There is no generator with a state, so what is
 * drawn does not depend on what was drawn before.
 *
 * <pre>{@code
 * Tensor key = Randoms.key(42);
 * List<Tensor> keys = Randoms.split(key, 2);
 * Tensor noise = Randoms.normal(keys.get(0), FLOAT64, Shape.shape(3, 4));
 * Tensor order = Randoms.uniform(keys.get(1), FLOAT64, Shape.shape(3));
 * }</pre>
 *
 * <p>A key is an int64 of rank 0 and may be computed or fed as any tensor. Use each for one draw
 * only: two draws from one key are the same numbers under other names. {@link #split} and
 * {@link #foldIn} make new keys of one; a training step folds in its number. Source of the bits:
 * {@link Bits#threefry}. Not for secrets.
 */
public final class Randoms {
  private Randoms() {}

  /** The key of a seed: any number will do, 0 included. */
  public static Tensor key(long seed) {
    return Tensors.constant(seed);
  }

  /**
   * A key of its own for each number, such as the number of a training step.
   *
   * @param data an int64 of rank 0, not negative
   */
  public static Tensor foldIn(Tensor key, Tensor data) {
    // Draws count from 0 up, keys from -1 down: so a key made of a key is none of its draws.
    return Bits.threefry(key, Bits.bitwiseNot(data));
  }

  /** As {@link #foldIn(Tensor, Tensor)}. */
  public static Tensor foldIn(Tensor key, long data) {
    return foldIn(key, Tensors.constant(data));
  }

  /**
   * New keys, whose draws have nothing to do with each other, nor with those of {@code key}. The
   * i-th is {@code foldIn(key, i)}.
   */
  public static List<Tensor> split(Tensor key, int count) {
    List<Tensor> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      keys.add(foldIn(key, i));
    }
    return List.copyOf(keys);
  }

  /** 64 bits for each element, as int64. */
  public static Tensor bits(Tensor key, Shape shape) {
    return bitsLike(key, anyOf(shape));
  }

  /** 64 bits for each element of {@code like}, whose values do not count, as int64. */
  public static Tensor bitsLike(Tensor key, Tensor like) {
    return Apply.of(new RandomBits(), key, like).output();
  }

  /**
   * Uniform numbers from 0 to below 1, multiples of 2^-53, in float32 of 2^-24.
   *
   * @param dtype a floating one
   * @throws TypeException where the key is none
   */
  public static Tensor uniform(Tensor key, DType dtype, Shape shape) {
    return draw("uniform", key, anyOf(shape), dtype);
  }

  /**
   * Uniform numbers from {@code low} to below {@code high}; rounding may reach {@code high}.
   *
   * @param dtype a floating one
   */
  public static Tensor uniform(Tensor key, DType dtype, Shape shape, double low, double high) {
    return Arithmetic.add(Arithmetic.multiply(uniform(key, dtype, shape), high - low), low);
  }

  /** Uniform numbers from 0 to below 1 of the type of {@code like}, whose values do not count. */
  public static Tensor uniformLike(Tensor key, Tensor like) {
    return draw("uniformLike", key, like, like.dtype());
  }

  private static Tensor draw(String function, Tensor key, Tensor like, DType dtype) {
    Op op = Refusal.naming(function, List.of(key), () -> new RandomUniform(dtype));
    return Apply.of(op, key, like).output();
  }

  /**
   * Whole numbers from {@code low} to below {@code high}. Of 2^63 draws some numbers get one more
   * than others: no test will tell for ranges below 2^40.
   *
   * @param dtype an integer one
   * @throws TypeException where the range is empty, or not of the dtype
   */
  public static Tensor integers(Tensor key, DType dtype, Shape shape, long low, long high) {
    long range = high - low;
    boolean fits = dtype == DType.INT64
        || (dtype == DType.INT32 && low >= Integer.MIN_VALUE && high - 1 <= Integer.MAX_VALUE);
    if (low >= high || range < 0 || !fits) {
      throw Refusal.of("integers", "no " + dtype + " from " + low + " to below " + high, key);
    }
    Tensor magnitude = Bits.logicalRightShift(bits(key, shape), 1);
    Tensor within = Arithmetic.remainder(magnitude, Tensors.constant(range));
    return Tensors.cast(Arithmetic.add(within, Tensors.constant(low)), dtype);
  }

  /**
   * Normal numbers of mean 0 and standard deviation 1.
   *
   * @param dtype a floating one
   */
  public static Tensor normal(Tensor key, DType dtype, Shape shape) {
    Op op = Refusal.naming("normal", List.of(key), () -> new RandomNormal(dtype));
    return Apply.of(op, key, anyOf(shape)).output();
  }

  /** Normal numbers of the type of {@code like}, whose values do not count. */
  public static Tensor normalLike(Tensor key, Tensor like) {
    Op op = Refusal.naming("normalLike", List.of(key, like), () -> new RandomNormal(like.dtype()));
    return Apply.of(op, key, like).output();
  }

  /**
   * Normal numbers of mean 0 and standard deviation 1 that fall between two bounds, of a floating
   * dtype: by the inverse of the cumulative distribution, in float64. Keras draws initial weights
   * between -2 and 2.
   *
   * @param low below {@code high}, and both within 5 of 0, where the distribution has digits
   * @throws TypeException where the bounds are none
   */
  public static Tensor truncatedNormal(
      Tensor key, DType dtype, Shape shape, double low, double high) {
    if (!(low < high && Math.abs(low) <= 5 && Math.abs(high) <= 5)) {
      throw Refusal.of("truncatedNormal", "no bounds from " + low + " to " + high, key);
    }
    double below = Erf.value(low * Math.sqrt(0.5));
    double width = Erf.value(high * Math.sqrt(0.5)) - below;
    Tensor drawn = uniform(key, DType.FLOAT64, shape);
    Tensor level = Arithmetic.add(Arithmetic.multiply(drawn, width), below);
    Tensor normal = Arithmetic.multiply(Special.erfinv(level), Math.sqrt(2));
    return Tensors.cast(Arithmetic.clip(normal, low, high), dtype);
  }

  /** The numbers from 0 to below {@code count}, an int64 vector in an order drawn at random. */
  public static Tensor permutation(Tensor key, long count) {
    return Sorting.argSort(bits(key, Shape.shape(count)));
  }

  /**
   * {@code x} with its slices along an axis in an order drawn at random.
   *
   * @throws TypeException where there is no such axis
   */
  public static Tensor shuffle(Tensor key, Tensor x, int axis) {
    int counted = Shapes.axis("shuffle", x, axis);
    Tensor order = Sorting.argSort(bitsLike(key, Creation.arangeLike(x, counted, DType.INT64)));
    return Indexing.take(x, order, counted);
  }

  /**
   * True with the probability {@code p}, element by element.
   *
   * @param p probabilities, of a floating dtype; the result has their shape
   */
  public static Tensor bernoulli(Tensor key, Tensor p) {
    return Logic.less(uniformLike(key, p), p);
  }

  /** Exponential numbers of mean 1, of a floating dtype. */
  public static Tensor exponential(Tensor key, DType dtype, Shape shape) {
    return Arithmetic.negative(Exponents.log1p(Arithmetic.negative(uniform(key, dtype, shape))));
  }

  /**
   * Numbers of the standard Gumbel distribution, of the shape of {@code like} and of float64: added
   * to logits, the largest is a draw from their softmax.
   */
  public static Tensor gumbelLike(Tensor key, Tensor like) {
    Tensor whole = Tensors.cast(Bits.logicalRightShift(bitsLike(key, like), 12), DType.FLOAT64);
    // Neither 0 nor 1, so that both logarithms are finite.
    Tensor inside = Arithmetic.multiply(Arithmetic.add(whole, 0.5), 0x1p-52);
    Tensor exponential = Arithmetic.negative(Exponents.log(inside));
    return Arithmetic.negative(Exponents.log(exponential));
  }

  /**
   * Draws of a class from the {@link Probability#softmax softmax} of logits, as int64.
   *
   * <pre>{@code
   * categorical(key, logits, 5);   // (n, 10) -> (n, 5)
   * }</pre>
   *
   * @param logits [..., classes], of a floating dtype
   * @param samples how many draws for each row of logits
   * @throws TypeException where there are no rows, or the number of draws is negative
   */
  public static Tensor categorical(Tensor key, Tensor logits, int samples) {
    Shapes.axis("categorical", logits, -1);
    if (samples < 0) {
      throw Refusal.of(
          "categorical", "takes 0 draws of each row or more, found " + samples, key, logits);
    }
    Tensor rows = Shapes.expandDims(Tensors.cast(logits, DType.FLOAT64), -2);
    Tensor wide = Arithmetic.add(rows, Tensors.constant(new double[samples][1]));
    return Reductions.argMax(Arithmetic.add(wide, gumbelLike(key, wide)), -1);
  }

  /**
   * Each element is 0 with the probability {@code rate}, else divided by {@code 1 - rate}, so that
   * the mean stays what it was. What is dropped depends on the key and the shape alone.
   *
   * @param x of a floating dtype
   * @param rate from 0 to 1
   * @throws TypeException where the dtype is not floating, or there is no such rate
   */
  public static Tensor dropout(Tensor x, double rate, Tensor key) {
    Op op = Refusal.naming("dropout", List.of(x), () -> new Dropout(rate));
    return Apply.of(op, x, key).output();
  }

  private static Tensor anyOf(Shape shape) {
    return Shapes.broadcastTo(Tensors.constant(false), shape);
  }
}
