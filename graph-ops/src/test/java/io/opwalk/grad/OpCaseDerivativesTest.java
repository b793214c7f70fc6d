package io.opwalk.grad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of gradients and derivatives in a direction, of every row of the table of ops. */
@Tag("second-tier")
class OpCaseDerivativesTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  /** Gradients have several times the nodes of what they are of, so arrays are kept small. */
  private static final int ELEMENTS = 12;

  private static final int SAMPLES = 6;

  static Stream<OpCase> rows() {
    return OpCases.all().stream()
        .filter(row -> !row.smoothTrials(DType.FLOAT64, ELEMENTS).isEmpty());
  }

  @Test
  void thereAreRows() {
    assertTrue(rows().count() > 100);
  }

  /** An op at a point where it is smooth. */
  private record Point(Tensor output, List<Tensor> wrt, Feed feed) {
    static List<Point> of(OpCase row, DType dtype) {
      List<Point> points = new ArrayList<>();
      for (Trial trial : row.smoothTrials(dtype, ELEMENTS)) {
        List<Tensor> inputs = trial.placeholders();
        List<NDArray> values = trial.values();
        List<Tensor> wrt = trial.differentiable(inputs).stream()
            .filter(input -> values.get(inputs.indexOf(input)).size() > 0)
            .toList();
        if (!wrt.isEmpty()) {
          points.add(new Point(trial.output(inputs), wrt, Trial.feed(inputs, values)));
        }
      }
      return points;
    }

    NDArray value(Tensor tensor) {
      CompiledFunction function =
          BACKEND.compile(List.copyOf(feed.tensors()), List.of(tensor), CompileOptions.defaults());
      return function.callSingle(feed);
    }

    /** Of the coarsest dtype there is. */
    double epsilon() {
      return Stream.concat(Stream.of(output), wrt.stream())
              .anyMatch(tensor -> tensor.dtype() == DType.FLOAT32)
          ? Math.ulp(1f)
          : Math.ulp(1d);
    }
  }

  /** As finite differences cannot: their step in float32 is so wide that it meets kinks. */
  @ParameterizedTest
  @MethodSource("rows")
  void gradientsInFloat32AreThoseInFloat64(OpCase row) {
    for (Trial trial : row.smoothTrials(DType.FLOAT32, ELEMENTS)) {
      List<NDArray> values = trial.values();
      List<NDArray> single = gradients(trial, values);
      Trial wide = new Trial(row, DType.FLOAT64, trial.sizes(), trial.symbolic(), trial.feeding());
      List<NDArray> exact = gradients(wide, values);
      for (int i = 0; i < single.size(); i++) {
        double[] found = single.get(i).cast(DType.FLOAT64).toDoubles();
        double[] expected = exact.get(i).cast(DType.FLOAT64).toDoubles();
        for (int k = 0; k < found.length; k++) {
          // Condition numbers of some thousands, of terms that may cancel to less than 1.
          double tolerance = 1e4 * Math.ulp(1f) * Math.max(1, Math.abs(expected[k]));
          assertEquals(expected[k], found[k], tolerance, () -> trial.toString());
        }
      }
    }
  }

  /** The gradients of the sum of the outputs, at values converted to the dtypes of a trial. */
  private static List<NDArray> gradients(Trial trial, List<NDArray> values) {
    List<Tensor> inputs = trial.placeholders();
    Feed feed = Feed.empty();
    for (int i = 0; i < inputs.size(); i++) {
      feed = feed.and(inputs.get(i), values.get(i).cast(inputs.get(i).dtype()));
    }
    Tensor output = trial.output(inputs);
    List<Tensor> slopes = Gradients.vjpOrZeros(
        List.of(output), List.of(Tensors.onesLike(output)), trial.differentiable(inputs));
    return BACKEND.compile(inputs, slopes, CompileOptions.defaults()).call(feed);
  }

  /** Irregular numbers of both signs, none of them small. */
  private static NDArray weights(NDArray like, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = random.doubles(like.size(), 0.5, 1.5).toArray();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextBoolean() ? weights[i] : -weights[i];
    }
    return NDArray.of(like.shape(), weights).cast(like.dtype());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientsOfGradientsAreThoseOfFiniteDifferences(OpCase row) {
    for (Point point : Point.of(row, DType.FLOAT64)) {
      Tensor cotangent = Tensors.constant(weights(point.value(point.output()), 1));
      List<Tensor> slopes =
          Gradients.vjpOrZeros(List.of(point.output()), List.of(cotangent), point.wrt());
      for (Tensor slope : slopes) {
        List<Tensor> known =
            point.wrt().stream().filter(input -> isKnown(slope, input)).toList();
        // Only these have second derivatives that are not stated.
        assertTrue(
            known.size() == point.wrt().size() || row.toString().matches(".*(gammainc|betainc).*"),
            row::toString);
        if (known.isEmpty()) {
          continue;
        }
        GradientCheck.Report report = GradientCheck.of(slope, known.toArray(Tensor[]::new))
            .on(BACKEND)
            .withSamples(SAMPLES)
            .run(point.feed());
        assertTrue(report.passed(), () -> row + ": " + report);
      }
    }
  }

  /** Whether there is a rule; where there is none, the error says so and names the function. */
  private static boolean isKnown(Tensor slope, Tensor input) {
    try {
      Gradients.vjpOrZeros(List.of(slope), List.of(Tensors.onesLike(slope)), List.of(input));
      return true;
    } catch (IllegalArgumentException thrown) {
      assertTrue(thrown.getMessage().contains("its rule does not know how"), thrown.getMessage());
      return false;
    }
  }

  /**
   * The product of Jacobian and direction, times weights, is that of the gradient and the
   * direction; and the gradient is tested against finite differences.
   */
  @ParameterizedTest
  @MethodSource("rows")
  void derivativesInADirectionAgreeWithGradients(OpCase row) {
    List<Point> points = new ArrayList<>(Point.of(row, DType.FLOAT64));
    points.addAll(Point.of(row, DType.FLOAT32));
    for (Point point : points) {
      NDArray weights = weights(point.value(point.output()), 2);
      List<NDArray> along = point.wrt().stream()
          .map(tensor -> weights(point.value(tensor), 3 + point.wrt().indexOf(tensor)))
          .toList();
      Tensor moved = Jacobians.jvpOrZeros(
              List.of(point.output()),
              point.wrt(),
              along.stream().map(Tensors::constant).toList())
          .get(0);
      assertEquals(point.output().dtype(), moved.dtype());
      NDArray found = point.value(moved);
      assertEquals(weights.shape(), found.shape());
      double forward = dot(weights, found);
      double size = magnitude(weights, found);
      List<Tensor> slopes = Gradients.vjpOrZeros(
          List.of(point.output()), List.of(Tensors.constant(weights)), point.wrt());
      double backward = 0;
      for (int i = 0; i < slopes.size(); i++) {
        NDArray slope = point.value(slopes.get(i));
        backward += dot(slope, along.get(i));
        size += magnitude(slope, along.get(i));
      }
      // Some hundred roundings, and condition numbers of some hundreds.
      assertEquals(forward, backward, 1e4 * point.epsilon() * size, () -> row.toString());
    }
  }

  private static double dot(NDArray a, NDArray b) {
    double[] left = a.cast(DType.FLOAT64).toDoubles();
    double[] right = b.cast(DType.FLOAT64).toDoubles();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  private static double magnitude(NDArray a, NDArray b) {
    double[] left = a.cast(DType.FLOAT64).toDoubles();
    double[] right = b.cast(DType.FLOAT64).toDoubles();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.abs(left[i] * right[i]);
    }
    return sum;
  }
}
