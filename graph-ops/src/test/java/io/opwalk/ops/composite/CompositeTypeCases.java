package io.opwalk.ops.composite;

import static io.opwalk.ops.TypeCase.of;
import static io.opwalk.ops.TypeCase.ramp;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.TypeCase;
import java.util.List;
import java.util.stream.Stream;

/** Rows for every composite. */
public final class CompositeTypeCases {
  private static final long ANY = Shape.UNKNOWN;

  private CompositeTypeCases() {}

  /** All rows. */
  public static List<TypeCase> all() {
    return Stream.of(
            general(),
            NormalizationTypeCases.all(),
            RandomTypeCases.all(),
            NormTypeCases.all(),
            ConvTypeCases.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<TypeCase> general() {
    Shape known = Shape.of(Dim.named("n"), Dim.of(3));
    NDArray labels = NDArray.of(List.of(2, 3), 0.2, 0.3, 0.5, 0, 1, 0);
    NDArray single = ramp(2, 3).cast(DType.FLOAT32);
    return List.of(
        of(new SizedLike(), "(?, 3) float64").over(ramp(2, 3), ANY, 3).over(ramp(2)),
        of(new Softmax(1), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(new Softmax(0), "(2, 3) float32").over(single),
        of(new Sparsemax(1), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(new Sparsemax(0), "(2, 3) float32").over(single),
        of(new LogSoftmax(1), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(new LogSoftmax(0), "(2, 3, 2) float64").over(ramp(2, 3, 2)),
        of(new LogSumExp(List.of(1), false), "(?,) float64").over(ramp(2, 3), ANY, 3),
        of(new LogSumExp(List.of(0, 1), true), "(1, 1) float64").over(ramp(2, 3), ANY, 3),
        of(new LogSumExp(List.of(), false), "(2,) float64").over(ramp(2)),
        of(new Mean(List.of(0), false), "(3,) float64").over(ramp(2, 3), ANY, 3),
        of(new Mean(List.of(0, 1), false), "() float64").over(ramp(2, 3), ANY, ANY),
        of(new Mean(List.of(1), true), "(2, 1) float32").over(single),
        of(new Variance(List.of(0), false), "(3,) float64").over(ramp(2, 3), ANY, 3),
        of(new Variance(List.of(0, 1), true), "(1, 1) float64").over(ramp(2, 3)),
        of(new CrossEntropy(1), "(?,) float64").over(labels, ANY, 3).over(ramp(2, 3), ANY, 3),
        of(new CrossEntropy(0), "(3,) float64").over(labels).over(ramp(2, 3), ANY, 3),
        of(new BinaryCrossEntropy(), "(n, 3) float64").over(labels, known).over(ramp(2, 3), known),
        of(new BinaryCrossEntropy(), "(2, ?) float64")
            .over(labels, ANY, ANY)
            .over(ramp(2, 3), 2, ANY),
        of(new BroadcastLike(), "(?, 3) float64").over(ramp(3)).over(ramp(2, 3), ANY, 3),
        of(new BroadcastLike(), "(?, 3) float64")
            .over(ramp(2, 1), ANY, 1)
            .over(NDArray.of(List.of(2, 3), 1, 2, 3, 4, 5, 6), ANY, 3),
        of(new ReshapeLike(), "(?, 3) float64").over(ramp(6), ANY).over(ramp(2, 3), ANY, 3),
        of(new Triangle(true, 0), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(new Triangle(false, -1), "(1, 2) bool").over(NDArray.of(true, false).reshape(1, 2)),
        of(new DiagonalMatrix(0), "(2, ?, ?) float64").over(ramp(2, 3), 2, ANY),
        of(new DiagonalMatrix(-2), "(5, 5) float32").over(ramp(3).cast(DType.FLOAT32)),
        of(new Identity(), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(new Identity(), "(2,) bool").over(NDArray.of(true, false)),
        of(new PlaceholderWithDefault(), "(2,) bool").over(NDArray.of(true, false)),
        of(new StopGradient(), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(new StopGradient(), "(2,) bool").over(NDArray.of(true, false)),
        of(new ScaleGradient(), "(?, 3) float64").over(ramp(2, 3), ANY, 3).over(ramp(3)),
        of(new ScaleGradient(), "(2, 3) float32").over(single).over(single, ANY, 3),
        of(new ClipGradient(-1, 2), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(new ClipGradientNorm(1.5), "(2, 3) float32").over(single));
  }
}
