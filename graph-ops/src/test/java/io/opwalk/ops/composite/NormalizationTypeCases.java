package io.opwalk.ops.composite;

import static io.opwalk.ops.TypeCase.of;
import static io.opwalk.ops.TypeCase.ramp;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.TypeCase;
import java.util.List;

/** Rows for normalizations. */
final class NormalizationTypeCases {
  private static final long ANY = Shape.UNKNOWN;

  private NormalizationTypeCases() {}

  static List<TypeCase> all() {
    NDArray four = ramp(4);
    NDArray single = four.cast(DType.FLOAT32);
    NDArray variances = NDArray.of(0.5, 1, 2, 3);
    return List.of(
        of(new Standardization(List.of(1), 1e-3), "(?, 4) float64").over(ramp(2, 4), ANY, 4),
        of(new LayerNormalization(List.of(1), 1e-3), "(?, 4) float64")
            .over(ramp(2, 4), ANY, 4)
            .over(four)
            .over(four),
        of(new LayerNormalization(List.of(1), 1e-3), "(2, 4) float32")
            .over(ramp(2, 4).cast(DType.FLOAT32), 2, ANY)
            .over(single)
            .over(single),
        of(new RmsNormalization(List.of(1), 1e-3), "(?, 4) float64")
            .over(ramp(2, 4), ANY, 4)
            .over(four),
        of(new GroupNormalization(2, 2, 1e-3), "(?, 3, 4) float64")
            .over(ramp(2, 3, 4), ANY, 3, 4)
            .over(four)
            .over(four),
        of(new InstanceNormalization(1, 1e-3), "(?, 4, 3) float64")
            .over(ramp(2, 4, 3), ANY, 4, 3)
            .over(four)
            .over(four),
        of(new BatchNormalization(1, 1e-3), "(?, 4) float64")
            .over(ramp(2, 4), ANY, 4)
            .over(four)
            .over(four)
            .over(four)
            .over(variances),
        of(
                new BatchNormalizationTraining(1, 1e-3, 0.9),
                "(?, 4) float64; (4,) float64; (4,) float64")
            .over(ramp(3, 4), ANY, 4)
            .over(four)
            .over(four)
            .over(four)
            .over(variances));
  }
}
