package io.opwalk.nn.metric;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Reductions;
import java.util.List;
import java.util.Optional;

/**
 * How near labels and predictions are to being equal along an axis, twice the covariance over the
 * sum of both variances and the square of the difference of the means, from -1 to 1; Keras's
 * ConcordanceCorrelation, which adds 1e-7 to what is divided by. Lin, 1989, <a
 * href="https://doi.org/10.2307/2532051"><i>A concordance correlation coefficient to evaluate
 * reproducibility</i></a>.
 *
 * @param axis along which it is computed
 */
public record ConcordanceCorrelation(int axis) implements MeanMetric {
  private static final double EPSILON = 1e-7;

  /** Along the last axis. */
  public ConcordanceCorrelation() {
    this(-1);
  }

  @Override
  public String name() {
    return "concordance_correlation";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor y = pair.labels();
    Tensor p = pair.predictions();
    Tensor meanOfY = Reductions.mean(y, List.of(axis), true);
    Tensor meanOfP = Reductions.mean(p, List.of(axis), true);
    Tensor covariance = Reductions.mean(multiply(subtract(y, meanOfY), subtract(p, meanOfP)), axis);
    Tensor apart = Reductions.mean(square(subtract(meanOfY, meanOfP)), axis);
    Tensor spread = add(Reductions.variance(y, axis), Reductions.variance(p, axis));
    return divide(multiply(2, covariance), add(add(spread, apart), EPSILON));
  }

  @Override
  public Config config() {
    return MeanMetric.super.config().with("axis", axis);
  }
}
