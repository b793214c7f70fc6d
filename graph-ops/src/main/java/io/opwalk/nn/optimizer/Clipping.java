package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.clip;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.maximum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Reductions.sum;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;
import java.util.List;

/**
 * How gradients that are too large are made smaller.
 *
 * @param kind what is limited
 * @param limit to what, positive
 */
record Clipping(Kind kind, double limit) {
  /** What is limited, by Keras's names. */
  enum Kind {
    /** The Euclidean norm of each gradient. */
    CLIPNORM("clipnorm"),
    /** The Euclidean norm of all gradients together. */
    GLOBAL_CLIPNORM("global_clipnorm"),
    /** The magnitude of each element. */
    CLIPVALUE("clipvalue");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  Clipping {
    Hyperparameters.requirePositive("an optimizer", kind.key(), limit);
  }

  List<Tensor> apply(List<Tensor> gradients) {
    return switch (kind) {
      case CLIPNORM -> gradients.stream().map(this::byNorm).toList();
      case GLOBAL_CLIPNORM -> byGlobalNorm(gradients);
      case CLIPVALUE -> gradients.stream().map(g -> clip(g, -limit, limit)).toList();
    };
  }

  private Tensor byNorm(Tensor g) {
    return divide(multiply(g, limit), maximum(sqrt(sum(square(g))), limit));
  }

  /** As in Keras, a norm that is not finite makes all gradients NaN. */
  private List<Tensor> byGlobalNorm(List<Tensor> gradients) {
    boolean wide = gradients.stream().anyMatch(g -> g.dtype() == DType.FLOAT64);
    DType dtype = wide ? DType.FLOAT64 : gradients.get(0).dtype();
    Tensor squares = gradients.stream()
        .map(g -> Tensors.cast(sum(square(g)), dtype))
        .reduce(Arithmetic::add)
        .orElseThrow();
    Tensor norm = sqrt(squares);
    Tensor factor =
        Logic.where(Logic.isFinite(norm), divide(limit, maximum(norm, limit)), Double.NaN);
    return gradients.stream()
        .map(g -> multiply(g, Tensors.cast(factor, g.dtype())))
        .toList();
  }
}
