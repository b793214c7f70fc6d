package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Bits;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Normal numbers of mean 0 and standard deviation 1, each from two draws by the transformation of
 * Box and Muller (<i>A Note on the Generation of Random Normal Deviates</i>, 1958), in FLOAT64 also
 * where the result is FLOAT32. None is beyond 8.6. Inputs as those of {@link RandomBits}.
 *
 * @param dtype the dtype of the output, a floating one
 */
public record RandomNormal(DType dtype) implements Composite, Differentiable {
  private static final int UNUSED_BITS = 11;
  private static final double UNIT = 0x1p-53;

  /** Checks the dtype. */
  public RandomNormal {
    Inputs.requireFloating(dtype);
  }

  @Override
  public String name() {
    return "RandomNormal";
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
    Tensor key = inputs.get(0);
    Tensor even = Arithmetic.multiply(2, RandomBits.places(inputs.get(1)));
    // From 2^-53 to 1, so that the logarithm is finite.
    Tensor first = Arithmetic.multiply(Arithmetic.add(whole(key, even), 1), UNIT);
    Tensor turn = Arithmetic.multiply(whole(key, Arithmetic.add(even, 1)), 2 * Math.PI * UNIT);
    Tensor radius = Exponents.sqrt(Arithmetic.multiply(-2, Exponents.log(first)));
    Tensor normal = Arithmetic.multiply(radius, Trigonometry.cos(turn));
    return List.of(Tensors.cast(normal, dtype));
  }

  private static Tensor whole(Tensor key, Tensor counter) {
    Tensor bits = Bits.threefry(key, counter);
    return Tensors.cast(Bits.logicalRightShift(bits, UNUSED_BITS), DType.FLOAT64);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(Optional.empty(), Optional.empty());
  }
}
