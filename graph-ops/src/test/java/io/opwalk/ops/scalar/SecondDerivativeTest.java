package io.opwalk.ops.scalar;

import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Reductions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Scalars;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives are graphs, and can be differentiated: to the right values, and behind masks. */
class SecondDerivativeTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  /**
   * In units of 2^-52 of the larger of 1 and the second derivative: some tens of roundings, in sums
   * that cancel to less than their terms.
   */
  private static final double TOLERANCE = 500;

  static Stream<Arguments> pairs() {
    return ScalarCases.all().stream()
        .flatMap(row -> arguments(row)
            .flatMap(first -> arguments(row)
                .filter(second -> row.hasSecondDerivative(first, second))
                .map(second -> Arguments.of(row, first, second))));
  }

  private static Stream<Integer> arguments(ScalarCase row) {
    return IntStream.range(0, row.function().arity())
        .filter(i -> row.function().derivative(i).isPresent())
        .boxed();
  }

  @ParameterizedTest(name = "{0} in arguments {1} and {2}")
  @MethodSource("pairs")
  void isTheDifferenceQuotientOfTheFirst(ScalarCase row, int first, int second) {
    List<double[]> points = row.smoothSamples(DType.FLOAT64, 50, 25);
    double[] actual = secondDerivatives(row, first, second, points, out -> out);
    for (int i = 0; i < actual.length; i++) {
      double expected = row.derivative(first, second, points.get(i)).doubleValue();
      double allowed = TOLERANCE * 0x1p-52 * Math.max(1, Math.abs(expected));
      assertEquals(expected, actual[i], allowed, row + " at " + Arrays.toString(points.get(i)));
    }
  }

  /**
   * Behind a mask that lets nothing pass, no edge of a domain may make NaN of 0; but for mixed
   * derivatives where a slope is infinite, which multiply it with what the other argument is.
   */
  @ParameterizedTest(name = "{0} in arguments {1} and {2}")
  @MethodSource("pairs")
  void isZeroBehindAMask(ScalarCase row, int first, int second) {
    List<double[]> points = new ArrayList<>(row.smoothSamples(DType.FLOAT64, 5, 26));
    row.slopes().stream()
        .filter(slope -> slope.args().stream().allMatch(Double::isFinite))
        .filter(slope -> first == second || Double.isFinite(slope.expected()))
        .forEach(slope ->
            points.add(slope.args().stream().mapToDouble(Double::doubleValue).toArray()));
    Tensor never = Tensors.constant(NDArray.scalar(false));
    double[] actual = secondDerivatives(row, first, second, points, out -> where(never, out, 0));
    for (int i = 0; i < actual.length; i++) {
      // Adding 0.0 takes the sign from a zero.
      assertEquals(0.0, actual[i] + 0.0, row + " at " + Arrays.toString(points.get(i)));
    }
  }

  private static double[] secondDerivatives(
      ScalarCase row, int first, int second, List<double[]> points, UnaryOperator<Tensor> mask) {
    List<Tensor> args = new ArrayList<>();
    Feed feed = Feed.empty();
    for (int i = 0; i < row.function().arity(); i++) {
      int argument = i;
      DType dtype = row.inputType(i, DType.FLOAT64);
      Tensor arg = Tensors.placeholder("x" + i, dtype, points.size());
      NDArray column = NDArray.of(points.stream().mapToDouble(p -> p[argument]).toArray());
      feed = feed.and(arg, column.cast(dtype));
      args.add(arg);
    }
    Tensor output = mask.apply(Scalars.apply(row.function(), args.toArray(new Tensor[0])));
    Tensor slope = Gradients.gradientOrZeros(sum(output), args.get(first));
    Tensor slopeOfSlope = Gradients.gradientOrZeros(sum(slope), args.get(second));
    // With the output, which needs all that is fed.
    return BACKEND.evaluate(List.of(output, slopeOfSlope), feed).get(1).toDoubles();
  }
}
