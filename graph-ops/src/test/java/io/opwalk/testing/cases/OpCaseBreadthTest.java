package io.opwalk.testing.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The rows of a function together run it in both floating dtypes, on nothing, along axes of size 1,
 * with sizes that are not known, and on what is not finite; or else it is said here why they do
 * not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpCaseBreadthTest {
  private enum Point {
    FLOAT64,
    FLOAT32,
    EMPTY,
    SIZE_ONE,
    UNKNOWN_SIZE,
    NOT_FINITE
  }

  /** Made of a key and sizes, of which none is an input. */
  private static final List<String> DRAWN = List.of(
      "Randoms.bits",
      "Randoms.exponential",
      "Randoms.foldIn",
      "Randoms.integers",
      "Randoms.normal",
      "Randoms.permutation",
      "Randoms.split",
      "Randoms.truncatedNormal",
      "Randoms.uniform");

  /** Of nothing there are no moments, and is no middle. */
  private static final List<String> OF_SOMETHING =
      List.of("Normalizations.batchNormTraining", "Sorting.median", "Sorting.quantile");

  /** Where a size makes the graph: into how many parts, groups or windows. */
  private static final List<String> SIZED = List.of(
      "Convolutions.depthwiseConv1d",
      "Convolutions.depthwiseConv2d",
      "Convolutions.separableConv1d",
      "Convolutions.separableConv2d",
      "Gates.glu",
      "Indexing.gatherNd",
      "Joining.unstack",
      "Normalizations.groupNorm",
      "Padding.centerCropPad",
      "Patches.overlap",
      "Rearranging.depthToSpace",
      "Scatters.putAlongAxis",
      "Scatters.scatterNd");

  /** An error for what is not finite: RefusalsTest has these. */
  private static final List<String> REFUSED = List.of(
      "LinearAlgebra.cholesky",
      "LinearAlgebra.choleskySolve",
      "LinearAlgebra.cond",
      "LinearAlgebra.det",
      "LinearAlgebra.eigh",
      "LinearAlgebra.eigvalsh",
      "LinearAlgebra.expm",
      "LinearAlgebra.inverse",
      "LinearAlgebra.logdet",
      "LinearAlgebra.lstsq",
      "LinearAlgebra.matrixPower",
      "LinearAlgebra.matrixRank",
      "LinearAlgebra.pinv",
      "LinearAlgebra.qr",
      "LinearAlgebra.slogdet",
      "LinearAlgebra.solve",
      "LinearAlgebra.svd",
      "LinearAlgebra.svdvals",
      "LinearAlgebra.triangularSolve");

  /**
   * Weights, probabilities and places that are not finite mean nothing; or the oracle's sums are of
   * another order than the op's, and infinities of both signs meet elsewhere.
   */
  private static final List<String> FINITE = List.of(
      "Convolutions.conv3dTranspose",
      "Convolutions.separableConv1d",
      "Convolutions.separableConv2d",
      "Counting.bincount",
      "Counting.searchSorted",
      "Normalizations.localResponseNorm",
      "Norms.cosineSimilarity",
      "Pooling.lpPool",
      "Pooling.maxPoolIndices",
      "Pooling.maxUnpool",
      "Randoms.bernoulli",
      "Randoms.categorical",
      "Sampling.affineGrid");

  private static final Map<Point, List<List<String>>> EXCUSED = Map.of(
      Point.FLOAT64, List.of(),
      Point.FLOAT32, List.of(),
      Point.EMPTY, List.of(DRAWN, OF_SOMETHING),
      Point.SIZE_ONE, List.of(DRAWN),
      Point.UNKNOWN_SIZE, List.of(DRAWN, SIZED),
      Point.NOT_FINITE, List.of(REFUSED, FINITE));

  private final Map<String, Set<Point>> seen = new TreeMap<>();
  private final Set<String> withInputs = new TreeSet<>();
  private final Set<String> floating = new TreeSet<>();

  OpCaseBreadthTest() {
    for (OpCase row : OpCases.all()) {
      Set<Point> points = new TreeSet<>();
      for (Trial trial : row.trials()) {
        points.addAll(ofTypes(trial.placeholders()));
        trial.sizes().forEach(sizes -> points.addAll(ofSizes(sizes)));
        trial.values().forEach(value -> points.addAll(ofValue(value)));
      }
      for (String function : row.covers()) {
        seen.computeIfAbsent(function, name -> new TreeSet<>()).addAll(points);
        if (!row.operands().isEmpty()) {
          withInputs.add(function);
        }
        if (points.contains(Point.FLOAT64) || points.contains(Point.FLOAT32)) {
          floating.add(function);
        }
      }
    }
  }

  private static Set<Point> ofTypes(List<Tensor> inputs) {
    Set<Point> points = new TreeSet<>();
    for (Tensor input : inputs) {
      if (input.dtype().isFloating()) {
        points.add(input.dtype() == DType.FLOAT64 ? Point.FLOAT64 : Point.FLOAT32);
      }
      if (!input.shape().isFixed()) {
        points.add(Point.UNKNOWN_SIZE);
      }
    }
    return points;
  }

  private static Set<Point> ofSizes(List<Integer> sizes) {
    Set<Point> points = new TreeSet<>();
    if (sizes.contains(0)) {
      points.add(Point.EMPTY);
    }
    if (sizes.contains(1)) {
      points.add(Point.SIZE_ONE);
    }
    return points;
  }

  private static Set<Point> ofValue(NDArray value) {
    if (value.dtype().isFloating()) {
      for (double element : value.cast(DType.FLOAT64).toDoubles()) {
        if (!Double.isFinite(element)) {
          return Set.of(Point.NOT_FINITE);
        }
      }
    }
    return Set.of();
  }

  @Test
  void everyFunctionIsRunEverywhereOrExcused() {
    for (Point point : Point.values()) {
      boolean ofFloats = Set.of(Point.FLOAT64, Point.FLOAT32, Point.NOT_FINITE).contains(point);
      Set<String> missing = new TreeSet<>(ofFloats ? floating : withInputs);
      missing.removeIf(function -> seen.get(function).contains(point));
      Set<String> excused = new TreeSet<>();
      EXCUSED.get(point).stream().flatMap(Collection::stream).forEach(excused::add);
      assertEquals(excused, missing, () -> "functions whose rows have no trial of " + point);
    }
  }
}
