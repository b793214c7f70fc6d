package io.opwalk.ops.linalg;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.composite.Composite;
import java.util.List;

/**
 * The condition number of matrices in the 2-norm: the largest singular value over the smallest.
 * Positive infinity where that is 0; NaN for matrices of zeros, and where there are no elements.
 */
public record ConditionNumber() implements Composite {
  @Override
  public String name() {
    return "ConditionNumber";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(MatrixTypes.withBlock(MatrixTypes.matrices(inputs)));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor values = new Svd(false).of(inputs.get(0)).get(1);
    return List.of(Arithmetic.divide(Reductions.max(values, -1), Reductions.min(values, -1)));
  }
}
