package io.opwalk.ops.linalg;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.Composite;
import java.util.List;

/**
 * How many singular values of matrices are larger than what rounding makes of 0: the largest times
 * the larger number of rows or columns times the machine epsilon of the dtype, as in NumPy.
 */
public record MatrixRank() implements Composite {
  @Override
  public String name() {
    return "MatrixRank";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(MatrixTypes.withBlock(MatrixTypes.matrices(inputs)).withDType(DType.INT64));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor a = inputs.get(0);
    Tensor values = new Svd(false).of(a).get(1);
    Tensor largest = Reductions.max(values, List.of(-1), true);
    Tensor larger = Arithmetic.maximum(
        Shapes.size(a, a.dtype(), List.of(-2)), Shapes.size(a, a.dtype(), List.of(-1)));
    double epsilon = a.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
    Tensor least = Arithmetic.multiply(largest, Arithmetic.multiply(epsilon, larger));
    Tensor counts = Tensors.cast(Logic.greater(values, least), DType.INT64);
    return List.of(Reductions.sum(counts, -1));
  }
}
