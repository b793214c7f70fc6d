package io.opwalk.nn.regularizer;

import static io.opwalk.ops.Arithmetic.abs;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Reductions.sum;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * {@code l1 * sum(|x|) + l2 * sum(x^2)}; Keras's L1L2, and L1 and L2 where the other is 0.
 *
 * @param l1 the factor of the sum of magnitudes, not negative
 * @param l2 the factor of the sum of squares, not negative
 */
public record L1L2(double l1, double l2) implements Regularizer {
  /** Checks the factors. */
  public L1L2 {
    if (!(l1 >= 0 && l2 >= 0 && l1 < Double.POSITIVE_INFINITY && l2 < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the factors must be 0 or more and finite, found l1=" + l1 + " and l2=" + l2);
    }
  }

  /** Of magnitudes; Keras's default factor is 0.01. */
  public static L1L2 l1(double factor) {
    return new L1L2(factor, 0);
  }

  /** Of squares; Keras's default factor is 0.01. */
  public static L1L2 l2(double factor) {
    return new L1L2(0, factor);
  }

  @Override
  public Tensor penalty(Tensor x) {
    Tensor magnitudes = multiply(l1, sum(abs(x)));
    Tensor squares = multiply(l2, sum(square(x)));
    return l1 == 0 ? squares : l2 == 0 ? magnitudes : add(magnitudes, squares);
  }

  @Override
  public String className() {
    return "L1L2";
  }

  @Override
  public Config config() {
    return Config.builder().put("l1", l1).put("l2", l2).build();
  }
}
