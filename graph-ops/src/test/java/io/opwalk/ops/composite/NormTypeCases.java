package io.opwalk.ops.composite;

import static io.opwalk.ops.TypeCase.of;
import static io.opwalk.ops.TypeCase.ramp;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.ops.TypeCase;
import java.util.List;

/** Rows for norms and what is made of them. */
final class NormTypeCases {
  private static final long ANY = Shape.UNKNOWN;

  private NormTypeCases() {}

  static List<TypeCase> all() {
    return List.of(
        of(new L2Norm(List.of(1), false), "(?,) float64").over(ramp(2, 3), ANY, 3),
        of(new L2Norm(List.of(0, 1), true), "(1, 1) float32")
            .over(ramp(2, 3).cast(DType.FLOAT32), ANY, ANY),
        of(new L2Norm(List.of(), false), "(2,) float64").over(ramp(2)),
        of(new PNorm(3, List.of(0), false), "(3,) float64").over(ramp(2, 3), ANY, 3),
        of(new PNorm(1.5, List.of(1), true), "(2, 1) float64").over(ramp(2, 3)),
        of(new Normalize(2, 1, 1e-12), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(new Normalize(3, 0, 1e-12), "(2, 3) float64").over(ramp(2, 3)),
        of(new CosineSimilarity(-1, 1e-12), "(?,) float64")
            .over(ramp(2, 3), ANY, 3)
            .over(ramp(1, 3)),
        of(new CosineSimilarity(-2, 1e-12), "(3,) float64").over(ramp(2, 3)).over(ramp(2, 3)),
        of(new PairwiseDistance(2), "(?, 4) float64").over(ramp(2, 3), ANY, 3).over(ramp(4, 3)),
        of(new PairwiseDistance(3), "(2, 2, 4) float64")
            .over(ramp(2, 2, 3))
            .over(ramp(4, 3), 4, ANY));
  }
}
