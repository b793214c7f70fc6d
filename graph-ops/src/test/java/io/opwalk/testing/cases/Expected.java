package io.opwalk.testing.cases;

import io.opwalk.NDArray;
import java.util.BitSet;

/**
 * What an oracle expects.
 *
 * @param values the values; float64 where the result is float32, if the oracle knows them better
 * @param scale for each element of a floating dtype the magnitude whose ulp the tolerance is
 *     counted in: that of the value, or larger where terms may cancel
 * @param open the elements that the oracle does not know
 */
public record Expected(NDArray values, double[] scale, BitSet open) {
  /** Values that are all known. */
  public Expected(NDArray values, double[] scale) {
    this(values, scale, new BitSet());
  }

  /** Values whose own ulp counts. */
  public static Expected of(NDArray values) {
    double[] scale = values.dtype().isFloating() ? Elements.doubles(values) : new double[0];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = Math.abs(scale[i]);
    }
    return new Expected(values, scale);
  }
}
