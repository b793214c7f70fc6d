package io.opwalk.ops.primitive;

import static io.opwalk.ops.TypeCase.of;
import static io.opwalk.ops.TypeCase.ramp;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.TypeCase;
import java.util.List;
import java.util.stream.Stream;

/** Rows for the primitives that move elements about, or run along an axis. */
final class IndexingTypeCases {
  private static final long ANY = Shape.UNKNOWN;
  private static final Dim ZERO = Dim.of(0);
  private static final Dim ONE = Dim.of(1);

  private IndexingTypeCases() {}

  static List<TypeCase> all() {
    return Stream.of(regions(), rows(), running()).flatMap(List::stream).toList();
  }

  private static List<TypeCase> regions() {
    Dim n = Dim.named("n");
    Slice tail = new Slice(List.of(ONE, ZERO), List.of(n.minus(1), ONE), List.of(1, 1));
    Slice every = new Slice(List.of(Dim.of(3)), List.of(Dim.of(2)), List.of(-2));
    return List.of(
        of(every, "(2,) float64").over(ramp(5)),
        of(every, "(2,) float64").over(ramp(5), ANY),
        of(tail, "(n - 1, 1) float64").over(ramp(4, 3), Shape.of(n, Dim.of(3))),
        of(new Pad(List.of(ONE, ZERO), List.of(ZERO, Dim.of(2)), List.of(2, 0)), "(5, 5) float64")
            .over(ramp(2, 3))
            .over(ramp()),
        of(new Pad(List.of(ONE), List.of(ONE), List.of(0)), "(n + 2,) float64")
            .over(ramp(3), Shape.of(n))
            .over(ramp()),
        of(new Concat(0), "(n + 2, 3) float64")
            .over(ramp(4, 3), Shape.of(n, Dim.of(3)))
            .over(ramp(2, 3), 2, ANY),
        of(new Concat(1), "(2, 3) float64").over(ramp(2, 3)),
        of(new Iota(1, DType.INT64), "(n,) int64").over(ramp(2, 4), Shape.of(Dim.of(2), n)),
        of(new Iota(0, DType.FLOAT32), "(2,) float32").over(ramp(2, 4)));
  }

  private static List<TypeCase> rows() {
    NDArray indices = NDArray.of(List.of(2, 3), 1L, -4, 1, 0, 3, -1);
    NDArray narrow = NDArray.of(List.of(2, 1), 1, -4);
    Dim n = Dim.named("n");
    return Stream.concat(
            Stream.of(
                of(new Gather(), "(2, 3, 5) float64").over(ramp(2, 4, 5)).over(indices),
                of(new Gather(), "(2, ?, 5) float64")
                    .over(ramp(2, 4, 5), ANY, 4, 5)
                    .over(indices, 2, ANY),
                of(new Gather(), "(2, 1, 5) float64").over(ramp(2, 4, 5)).over(narrow)),
            Stream.of(Scatter.Kind.values())
                .map(kind -> of(new Scatter(kind), "(n, 4, 5) float64")
                    .over(ramp(2, 4, 5), Shape.of(n, Dim.of(4), Dim.of(5)))
                    .over(indices)
                    .over(ramp(2, 3, 5), ANY, 3, 5)))
        .toList();
  }

  private static List<TypeCase> running() {
    return Stream.concat(
            Stream.of(Cumulate.Kind.values())
                .map(kind -> of(new Cumulate(kind, 1, false, false), "(?, 4) float64")
                    .over(ramp(3, 4), ANY, 4)),
            Stream.of(
                of(new Cumulate(Cumulate.Kind.SUM, 0, true, true), "(3, 4) float64")
                    .over(ramp(3, 4)),
                of(new LinearRecurrence(0, false), "(3, 4) float64")
                    .over(ramp(3, 4))
                    .over(ramp(3, 4), ANY, 4),
                of(new LinearRecurrence(1, true), "(3, 4) float64")
                    .over(ramp(3, 4))
                    .over(ramp(3, 4))))
        .toList();
  }
}
