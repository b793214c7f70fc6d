package io.opwalk.ops.composite;

import static io.opwalk.ops.TypeCase.of;
import static io.opwalk.ops.TypeCase.ramp;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.TypeCase;
import java.util.List;
import java.util.OptionalDouble;

/** Rows for random numbers, and for attention. */
final class RandomTypeCases {
  private static final long ANY = Shape.UNKNOWN;

  private RandomTypeCases() {}

  static List<TypeCase> all() {
    NDArray key = NDArray.scalar(42L);
    NDArray single = ramp(2, 3).cast(DType.FLOAT32);
    ScaledDotProductAttention attention =
        new ScaledDotProductAttention(OptionalDouble.empty(), false);
    ScaledDotProductAttention causal = new ScaledDotProductAttention(OptionalDouble.of(0.5), true);
    NDArray mask = NDArray.of(List.of(2, 4), true, false, true, true, false, true, true, false);
    return List.of(
        of(new RandomBits(), "(?, 3) int64").over(key).over(ramp(2, 3), ANY, 3),
        of(new RandomUniform(DType.FLOAT64), "(?, 3) float64").over(key).over(ramp(2, 3), ANY, 3),
        of(new RandomNormal(DType.FLOAT32), "(2, 3) float32").over(key).over(single),
        of(new Dropout(0.25), "(?, 3) float64").over(ramp(2, 3), ANY, 3).over(key),
        of(new Dropout(1), "(2, 3) float32").over(single).over(key),
        of(attention, "(?, 2, 5) float64")
            .over(ramp(3, 2, 6), ANY, 2, 6)
            .over(ramp(3, 4, 6), ANY, 4, 6)
            .over(ramp(3, 4, 5), ANY, 4, 5),
        of(attention, "(2, 5) float64")
            .over(ramp(2, 6))
            .over(ramp(4, 6))
            .over(ramp(4, 5))
            .over(mask),
        of(causal, "(2, 5) float64").over(ramp(2, 6)).over(ramp(4, 6)).over(ramp(4, 5)));
  }
}
