package io.opwalk.nn.layer.norm;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean and variance of each channel over what a mask lets through. Where nothing is, both are 0.
 *
 * @param mean for each channel
 * @param variance for each channel
 */
record MaskedMoments(Tensor mean, Tensor variance) {
  /** What Keras adds to the number of elements. */
  private static final double EPSILON = 1e-7;

  /**
   * Of an input.
   *
   * @param mask a bool of the axes of the input but the last
   * @param axis of the channels
   */
  static MaskedMoments of(Tensor x, Tensor mask, int axis) {
    int rank = x.shape().rank();
    int channels = axis < 0 ? axis + rank : axis;
    List<Integer> others =
        IntStream.range(0, rank).filter(each -> each != channels).boxed().toList();
    Tensor counts = Shapes.expandDims(Tensors.cast(mask, x.dtype()), -1);
    Tensor weights = Arithmetic.add(counts, Shapes.broadcastLike(Tensors.literal(0, x), x));
    Tensor number = Arithmetic.add(Reductions.sum(weights, others, true), EPSILON);
    Tensor mean =
        Arithmetic.divide(Reductions.sum(Arithmetic.multiply(weights, x), others, true), number);
    Tensor apart = Arithmetic.subtract(x, mean);
    Tensor squares = Arithmetic.multiply(weights, Arithmetic.multiply(apart, apart));
    Tensor variance = Arithmetic.divide(Reductions.sum(squares, others, true), number);
    return new MaskedMoments(flat(mean, others), flat(variance, others));
  }

  private static Tensor flat(Tensor kept, List<Integer> others) {
    return Reductions.sum(kept, others, false);
  }
}
