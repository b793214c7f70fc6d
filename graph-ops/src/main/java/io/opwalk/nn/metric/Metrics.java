package io.opwalk.nn.metric;

import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.loss.Classes;
import io.opwalk.nn.loss.Losses;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Metrics by the names of Keras: of classes, {@code MeanSquaredError}, of functions,
 * {@code mean_squared_error}, or short ones, {@code mse}.
 */
public final class Metrics {
  private Metrics() {}

  /**
   * The metric of a name, with Keras's defaults; it is reported under that name.
   *
   * @throws ConfigException where there is none of that name
   */
  public static Metric of(String name) {
    return fromConfig(name, Config.empty()).named(name);
  }

  /**
   * As {@link #of(String)}; {@code accuracy} and {@code acc}, {@code crossentropy} and {@code ce}
   * are those which suit labels and predictions.
   *
   * @param labels the shape of the labels
   */
  public static Metric of(String name, Shape labels, Tensor predictions) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "accuracy", "acc" -> accuracy(Classes.of(labels, predictions)).named(name);
      case "crossentropy", "ce" -> new LossMetric(Losses.of(name, labels, predictions)).named(name);
      default -> of(name);
    };
  }

  private static Metric accuracy(Classes kind) {
    return switch (kind) {
      case TWO -> BinaryAccuracy.ofProbabilities();
      case NUMBERED -> new SparseCategoricalAccuracy();
      case ONE_HOT -> new CategoricalAccuracy();
    };
  }

  /**
   * From a class name and a config, or from a short name and no config.
   *
   * @throws ConfigException where there is none of that name, or the config does not fit
   */
  public static Metric fromConfig(String className, Config config) {
    ConfigReader in = new ConfigReader(className, config).ignore("dtype");
    Metric made = NamedMetrics.read(className, in).orElseGet(() -> ofLoss(className, in.all()));
    String name = in.text("name", made.name());
    in.finish();
    return name.equals(made.name()) ? made : made.named(name);
  }

  /** What Keras has as a loss and as a metric; the latter has no reduction. */
  private static Metric ofLoss(String className, Config config) {
    Config own = config.without("name").without("dtype");
    if (own.has("reduction")) {
      throw new ConfigException(className + ": a metric has no 'reduction'");
    }
    return Losses.find(className, own)
        .map(LossMetric::new)
        .orElseThrow(() -> new ConfigException(NearNames.unknown(
            "metric named",
            className,
            Stream.concat(NamedMetrics.KNOWN.stream(), Losses.names().stream())
                .distinct()
                .toList())));
  }
}
