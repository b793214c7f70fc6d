package io.opwalk.ops.linalg;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.composite.Composite;
import java.util.List;
import java.util.Map;

/**
 * The logarithm of the determinant of square matrices, or of its magnitude, where the determinant
 * itself may overflow. Negative infinity where it is 0, and NaN where it is negative.
 *
 * @param magnitude whether the sign does not count
 */
public record LogDet(boolean magnitude) implements Composite {
  @Override
  public String name() {
    return "LogDet";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("magnitude", magnitude);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return new LogDeterminant().inferTypes(inputs).subList(0, 1);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    List<Tensor> both = new LogDeterminant().of(inputs.get(0));
    // The logarithm of a sign is 0, negative infinity or NaN, as it has to be.
    return List.of(
        magnitude ? both.get(1) : Arithmetic.add(Exponents.log(both.get(0)), both.get(1)));
  }
}
