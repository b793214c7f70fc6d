package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Its input, whose gradient as a whole is shortened to a Euclidean norm, keeping its direction
 * (Pascanu, Mikolov and Bengio, <i>On the difficulty of training recurrent neural networks</i>,
 * ICML 2013, algorithm 1). The norm of any finite gradient is found without overflow; where an
 * element is not finite, the result is not either.
 *
 * @param limit the longest that the gradient may be, positive and finite
 */
public record ClipGradientNorm(double limit) implements PassThrough {
  /** Checks the limit. */
  public ClipGradientNorm {
    if (!(limit > 0) || Double.isInfinite(limit)) {
      throw new IllegalArgumentException("expected a positive norm, found " + limit);
    }
  }

  @Override
  public String name() {
    return "ClipGradientNorm";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("limit", limit);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(gradients.get(0).map(this::shortened));
  }

  /** The gradient times limit / max(norm, limit), both divided by the largest element first. */
  private Tensor shortened(Tensor gradient) {
    Tensor largest = Reductions.max(Arithmetic.abs(gradient));
    // It cancels out, so that it is no part of the derivative.
    Tensor unit =
        Apply.of(new StopGradient(), Arithmetic.maximum(largest, limit)).output();
    Tensor scaled = Arithmetic.divide(gradient, unit);
    Tensor norm = Exponents.sqrt(Reductions.sum(Arithmetic.square(scaled)));
    Tensor least = Arithmetic.divide(limit, unit);
    return Arithmetic.multiply(scaled, Arithmetic.divide(limit, Arithmetic.maximum(norm, least)));
  }
}
