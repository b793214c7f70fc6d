package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Bits;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Uniform numbers from 0 to below 1, multiples of 2^-53 (FLOAT64) or 2^-24 (FLOAT32), each as
 * likely as any other. Inputs as those of {@link RandomBits}.
 *
 * @param dtype the dtype of the output, a floating one
 */
public record RandomUniform(DType dtype) implements Composite, Differentiable {
  /** Checks the dtype. */
  public RandomUniform {
    Inputs.requireFloating(dtype);
  }

  @Override
  public String name() {
    return "RandomUniform";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("dtype", dtype);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.requireKeyed(inputs);
    return List.of(new TensorType(dtype, inputs.get(1).shape()));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor bits = Apply.of(new RandomBits(), inputs).output();
    int digits = dtype == DType.FLOAT64 ? 53 : 24;
    Tensor whole = Tensors.cast(Bits.logicalRightShift(bits, Long.SIZE - digits), dtype);
    return List.of(Arithmetic.multiply(whole, Math.scalb(1.0, -digits)));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(Optional.empty(), Optional.empty());
  }
}
