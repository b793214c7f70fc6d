package io.opwalk.ops.primitive;

import static io.opwalk.ops.TypeCase.of;
import static io.opwalk.ops.TypeCase.ramp;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.TypeCase;
import java.util.List;

/** Rows for convolutions and windows. */
final class ConvTypeCases {
  private static final long ANY = Shape.UNKNOWN;

  private ConvTypeCases() {}

  static List<TypeCase> all() {
    Windows windows = new Windows(List.of(0, 2), List.of(2, 3), List.of(1, 2), List.of(2, 1));
    Dim n = Dim.named("n");
    return List.of(
        of(new Conv(List.of(1), List.of(1), 1), "(?, 3, ? - 1) float64")
            .over(ramp(2, 2, 4), ANY, 2, ANY)
            .over(ramp(3, 2, 2)),
        of(new Conv(List.of(2, 1), List.of(1, 2), 2), "(1, 4, 2, 3) float64")
            .over(ramp(1, 2, 5, 5))
            .over(ramp(4, 1, 3, 2)),
        of(new Conv(List.of(), List.of(), 1), "(2, 3) float64").over(ramp(2, 4)).over(ramp(3, 4)),
        of(new WinogradConv(3, List.of(1, 0), List.of(1, 0)), "(?, ?, 1, 2) float64")
            .over(ramp(1, 2, 3, 2), ANY, ANY, 3, 2)
            .over(ramp(3, 3, 2, 2)),
        of(new WinogradKernelGradient(3, List.of(1, 0), List.of(1, 0)), "(3, 3, 2, 5) float64")
            .over(ramp(1, 2, 3, 2), ANY, ANY, 3, 2)
            .over(ramp(1, 2, 1, 5)),
        of(windows, "(2, 3, 2, 2, 3) float64").over(ramp(4, 3, 5)),
        of(windows, "(n - 2, 3, 2, 2, 3) float64")
            .over(ramp(4, 3, 5), Shape.of(n, Dim.of(3), Dim.of(5))),
        of(windows, "(1, 1, 1, 2, 3) bool").over(NDArray.zeros(DType.BOOL, 3, 1, 3)),
        of(new Overlap(windows, List.of(Dim.of(4), Dim.of(6))), "(4, 3, 6) float64")
            .over(ramp(2, 3, 2, 2, 3)),
        of(new Overlap(windows, List.of(n.plus(2), Dim.of(5))), "(n + 2, 3, 5) float64")
            .over(ramp(2, 3, 2, 2, 3), Shape.of(n, Dim.of(3), Dim.of(2), Dim.of(2), Dim.of(3))));
  }
}
