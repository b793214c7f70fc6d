package io.opwalk.grad;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradients of the gradients of every scalar function, against finite differences of the first.
 * The first derivatives themselves are tested beside the functions.
 */
class SecondDerivativesTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();
  private static final int SAMPLES = 20;

  static Stream<ScalarCase> rows() {
    return ScalarCases.all().stream().filter(row -> !row.smooth().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void areThoseOfFiniteDifferences(ScalarCase row) {
    List<double[]> points = row.smoothSamples(DType.FLOAT64, SAMPLES, 6);
    List<Tensor> inputs = new ArrayList<>();
    Feed feed = Feed.empty();
    for (int i = 0; i < row.function().arity(); i++) {
      int argument = i;
      DType dtype = row.inputType(i, DType.FLOAT64);
      double[] values = points.stream().mapToDouble(point -> point[argument]).toArray();
      Tensor input = Tensors.placeholder("x" + i, dtype, points.size());
      inputs.add(input);
      feed = feed.and(input, NDArray.of(values).cast(dtype));
    }
    Tensor output = Apply.of(new Elementwise(row.function()), inputs).output();
    // Such as the order of a polygamma function, in which it is not differentiated.
    List<Tensor> floating = inputs.stream()
        .filter(input -> input.dtype().isFloating())
        .filter(input -> row.function().derivative(inputs.indexOf(input)).isPresent())
        .toList();
    List<Tensor> slopes =
        Gradients.vjpOrZeros(List.of(output), List.of(Tensors.onesLike(output)), floating);
    for (int i = 0; i < slopes.size(); i++) {
      int first = inputs.indexOf(floating.get(i));
      Tensor[] second = floating.stream()
          .filter(input -> row.hasSecondDerivative(first, inputs.indexOf(input)))
          .toArray(Tensor[]::new);
      GradientCheck.Report report =
          GradientCheck.of(slopes.get(i), second).on(BACKEND).run(feed);
      assertTrue(report.passed(), report::toString);
    }
  }
}
