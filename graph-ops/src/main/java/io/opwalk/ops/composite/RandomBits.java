package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Bits;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.primitive.Iota;
import java.util.List;
import java.util.Optional;

/**
 * Bits that pass for random, 64 for each element: {@link Bits#threefry} of the key and of the
 * element's place in row-major order. Inputs: the key, an INT64 of rank 0, and a tensor whose shape
 * counts and whose values do not; the output is INT64 of that shape.
 *
 * <p>Pure: the same key and shape give the same bits on every machine and in every backend.
 */
public record RandomBits() implements Composite, Differentiable {
  @Override
  public String name() {
    return "RandomBits";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.requireKeyed(inputs);
    return List.of(new TensorType(DType.INT64, inputs.get(1).shape()));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    return List.of(Bits.threefry(inputs.get(0), places(inputs.get(1))));
  }

  /** The place of each element in row-major order. */
  static Tensor places(Tensor like) {
    Tensor flat = Apply.of(new Iota(0, DType.INT64), Shapes.flatten(like)).output();
    return Shapes.reshapeLike(flat, like);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(Optional.empty(), Optional.empty());
  }
}
