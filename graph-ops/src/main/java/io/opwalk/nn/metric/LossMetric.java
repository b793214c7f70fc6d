package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.loss.SampleWeights;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A loss as a metric: the mean of its values per sample, whatever its reduction is.
 *
 * @param loss whose values it is the mean of
 */
public record LossMetric(Loss loss) implements MeanMetric {
  /** Checks that there is a loss. */
  public LossMetric {
    Objects.requireNonNull(loss, "loss");
  }

  @Override
  public String name() {
    return loss.name();
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.DOWN);
  }

  @Override
  public TensorType labelType(Tensor predictions) {
    return loss.labelType(predictions);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    return loss.perSample(cast(labels, predictions), predictions);
  }

  @Override
  public List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    Tensor fitting = cast(labels, predictions);
    return MeanMetric.super.sums(
        fitting,
        predictions,
        loss.mask(fitting, predictions).map(weights::masked).orElse(weights));
  }

  private Tensor cast(Tensor labels, Tensor predictions) {
    return Labels.cast(labels, loss.labelType(predictions).dtype());
  }

  /** That of the loss, but for {@code LogCosh}, whose metric Keras calls {@code LogCoshError}. */
  @Override
  public String className() {
    return loss.className().equals("LogCosh") ? "LogCoshError" : loss.className();
  }

  @Override
  public Config config() {
    return loss.config().without("reduction");
  }
}
