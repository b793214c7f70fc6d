package io.opwalk.ops.linalg;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.Composite;
import java.util.List;
import java.util.Map;

/**
 * An integer power of square matrices by repeated squaring: the identity for 0, a power of the
 * inverse for negative ones.
 *
 * @param exponent the power
 */
public record MatrixPower(int exponent) implements Composite {
  @Override
  public String name() {
    return "MatrixPower";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("exponent", exponent);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(MatrixTypes.square(inputs));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    if (exponent == 0) {
      return List.of(Diagonals.tril(Diagonals.triu(Tensors.onesLike(x))));
    }
    Tensor square = exponent < 0 ? new Inverse().of(x).get(0) : x;
    Tensor power = null;
    // A long, since the magnitude of the least int is none.
    for (long rest = Math.abs((long) exponent); rest > 0; rest /= 2) {
      if (rest % 2 == 1) {
        power = power == null ? square : Linear.matmul(power, square);
      }
      if (rest > 1) {
        square = Linear.matmul(square, square);
      }
    }
    return List.of(power);
  }
}
