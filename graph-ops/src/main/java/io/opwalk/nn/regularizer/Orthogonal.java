package io.opwalk.nn.regularizer;

import static io.opwalk.ops.Arithmetic.abs;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Reductions.sum;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Norms;
import io.opwalk.ops.Shapes;

/**
 * Drives the rows, or the columns, of a matrix to be orthogonal: {@code factor} times half the sum
 * of the magnitudes of the products of different ones, each scaled to length 1, over the number of
 * pairs; Keras's OrthogonalRegularizer.
 *
 * @param factor of the penalty, not negative
 * @param rows whether it is about the rows
 */
public record Orthogonal(double factor, boolean rows) implements Regularizer {
  /** Checks the factor. */
  public Orthogonal {
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the factor must be 0 or more and finite, found " + factor);
    }
  }

  @Override
  public Tensor penalty(Tensor x) {
    int axis = rows ? 0 : 1;
    int vectors = Math.toIntExact(x.shape()
        .dim(axis)
        .fixedSize()
        .orElseThrow(() -> new IllegalArgumentException(
            "an orthogonal regularizer takes a matrix of known size, found " + x)));
    Tensor scaled = Norms.normalize(x, 1 - axis);
    Tensor transposed = Shapes.transpose(scaled);
    Tensor products = rows ? matmul(scaled, transposed) : matmul(transposed, scaled);
    Tensor others = multiply(products, subtract(1, Creation.eye(x.dtype(), vectors)));
    double pairs = Math.max(vectors * (vectors - 1.0) / 2, 1);
    return multiply(factor * 0.5 / pairs, sum(abs(others)));
  }

  @Override
  public String className() {
    return "OrthogonalRegularizer";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("factor", factor)
        .put("mode", rows ? "rows" : "columns")
        .build();
  }
}
