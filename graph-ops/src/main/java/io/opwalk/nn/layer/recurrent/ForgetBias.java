package io.opwalk.nn.layer.recurrent;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.initializer.Initializer;
import java.util.Arrays;
import java.util.List;

/**
 * A bias that is one for the forget gate of an LSTM, and as said for the others (Jozefowicz et al.,
 * <i>An Empirical Exploration of Recurrent Network Architectures</i>, 2015).
 */
record ForgetBias(Initializer others, int units) implements Initializer {
  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    double[] values = others.initialize(DType.FLOAT64, shape, seed).toDoubles();
    Arrays.fill(values, units, 2 * units, 1);
    return NDArray.of(shape, values).cast(dtype);
  }
}
