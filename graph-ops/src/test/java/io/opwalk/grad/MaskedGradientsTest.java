package io.opwalk.grad;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Activations.relu;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.clip;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Logic.greater;
import static io.opwalk.ops.Logic.isFinite;
import static io.opwalk.ops.Logic.isNaN;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Logic.lessEqual;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.walk.Walk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a choice did not choose adds 0 to a gradient, whatever it would have added. */
final class MaskedGradientsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private final Tensor x = placeholder("x", FLOAT64, UNKNOWN);
  private final Tensor y = placeholder("y", FLOAT64, UNKNOWN);

  private static double[] values(Tensor tensor, Feed feed) {
    return new ReferenceBackend().evaluate(List.of(tensor), feed).get(0).toDoubles();
  }

  private double[] slope(Tensor value, double... at) {
    return values(Gradients.gradient(sum(value), x), Feed.feed(x, NDArray.ofArray(at)));
  }

  @Test
  void entropyHasASlopeAtZero() {
    // 1 + log x where x > 0; the elements are exact but for one rounding of the logarithm.
    double[] found = slope(where(greater(x, 0), multiply(x, log(x)), 0), 0, 1, -1);
    assertArrayEquals(new double[] {0, 1, 0}, found);
    double[] other = slope(where(lessEqual(x, 0), 0, multiply(log(x), x)), 0, 1, -1);
    assertArrayEquals(new double[] {0, 1, 0}, other);
  }

  @Test
  void longChainsOfFunctionsBelowAChoice() {
    Tensor chain = exp(multiply(negative(divide(sqrt(x), x)), 2));
    double[] found = slope(where(greater(x, 0), chain, 7), 0, -3, 4);
    // exp(-2 / sqrt(x)) has the slope exp(-2 / sqrt(x)) / x^1.5, at 4 exp(-1) / 8.
    assertEquals(0, found[0]);
    assertEquals(0, found[1]);
    // A dozen roundings.
    assertEquals(Math.exp(-1) / 8, found[2], 1e-16);
  }

  @Test
  void whatIsNotFiniteIsMaskedForItsFactor() {
    Tensor loss = sum(where(isFinite(y), multiply(x, y), 0));
    Feed feed = Feed.feed(x, NDArray.of(2.0, 3.0, 4.0)).and(y, NDArray.of(5, INF, Double.NaN));
    assertArrayEquals(new double[] {5, 0, 0}, values(Gradients.gradient(loss, x), feed));
    assertArrayEquals(new double[] {2, 0, 0}, values(Gradients.gradient(loss, y), feed));
  }

  @Test
  void nanIsMaskedThroughAnyFunction() {
    Tensor smooth = where(isNaN(x), 0, square(sigmoid(x)));
    double[] found = slope(smooth, Double.NaN, 0);
    // 2 s s (1 - s) at s = 1/2.
    assertArrayEquals(new double[] {0, 0.25}, found);
  }

  @Test
  void choicesWithinChoices() {
    Tensor inner = where(less(x, 2), multiply(x, log(x)), multiply(x, log(add(x, -2))));
    double[] found = slope(where(greater(x, 0), inner, 0), 0, 1, 2, 3);
    // At 2 the inner choice takes x log(x - 2), whose slope is log 0 + 2 / 0.
    assertEquals(0, found[0]);
    assertEquals(1, found[1]);
    assertTrue(Double.isNaN(found[2]));
    assertEquals(3, found[3]);
  }

  @Test
  void clippingAndRectifyingMaskToo() {
    assertArrayEquals(new double[] {0, 6}, slope(relu(multiply(x, multiply(x, x))), -INF, 3), 21);
    Tensor clipped = clip(multiply(x, exp(x)), -1, 1);
    assertEquals(0, slope(clipped, 800)[0]);
  }

  @Test
  void aSecondDerivativeIsMaskedAsWell() {
    Tensor entropy = where(greater(x, 0), multiply(x, log(x)), 0);
    Tensor first = Gradients.gradient(sum(entropy), x);
    double[] found = values(Gradients.gradient(sum(first), x), Feed.feed(x, NDArray.of(0.0, 4.0)));
    assertArrayEquals(new double[] {0, 0.25}, found);
  }

  // A chain of masks must stay one mask: a second or so here, minutes where they pile up.
  @Test
  @Timeout(60)
  void longChainsOfChoicesAreLinear() {
    int length = 20_000;
    Tensor chain = x;
    for (int i = 0; i < length; i++) {
      chain = where(greater(chain, -1), multiply(chain, 1), 0);
    }
    Tensor slope = Gradients.gradient(sum(chain), x);
    assertTrue(Walk.ancestors(slope).size() < 10 * length);
    assertArrayEquals(new double[] {1, 0}, values(slope, Feed.feed(x, NDArray.of(3.0, -3.0))));
  }
}
