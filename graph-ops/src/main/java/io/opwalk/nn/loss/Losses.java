package io.opwalk.nn.loss;

import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Losses by the names of Keras: of classes, {@code MeanSquaredError}, of functions,
 * {@code mean_squared_error}, or short ones, {@code mse}.
 */
public final class Losses {
  private Losses() {}

  /** The class names there are. */
  public static List<String> names() {
    return NamedLosses.KNOWN;
  }

  /**
   * The loss of a name, with Keras's defaults: from probabilities where there is a choice.
   *
   * @throws ConfigException where there is none of that name
   */
  public static Loss of(String name) {
    return fromConfig(name, Config.empty());
  }

  /**
   * As {@link #of(String)}; {@code crossentropy} and {@code ce} are that which suits labels and
   * predictions.
   *
   * @param labels the shape of the labels
   */
  public static Loss of(String name, Shape labels, Tensor predictions) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "crossentropy", "ce" -> crossentropy(Classes.of(labels, predictions));
      default -> of(name);
    };
  }

  private static Loss crossentropy(Classes kind) {
    return switch (kind) {
      case TWO -> BinaryCrossentropy.ofProbabilities();
      case NUMBERED -> SparseCategoricalCrossentropy.ofProbabilities();
      case ONE_HOT -> CategoricalCrossentropy.ofProbabilities();
    };
  }

  /**
   * From a class name and a config, or from a short name and no config.
   *
   * @throws ConfigException where there is none of that name, or the config does not fit
   */
  public static Loss fromConfig(String className, Config config) {
    return find(className, config)
        .orElseThrow(() ->
            new ConfigException(NearNames.unknown("loss named", className, NamedLosses.KNOWN)));
  }

  /**
   * As {@link #fromConfig}; empty where there is none of that name.
   *
   * @throws ConfigException where the config does not fit
   */
  public static Optional<Loss> find(String className, Config config) {
    ConfigReader in = new ConfigReader(className, config).ignore("dtype");
    return NamedLosses.read(className, in).map(made -> adapted(made, in, config));
  }

  private static Loss adapted(Loss made, ConfigReader in, Config config) {
    String name = in.text("name", made.name());
    // Keras's None is a reduction as well.
    boolean isNone = config.has("reduction") && config.get("reduction") == null;
    Reduction otherwise = isNone ? Reduction.NONE : made.reduction();
    // Keras 2 writes auto for its default, which is that of Keras 3.
    Reduction reduction = "auto".equals(in.value("reduction"))
        ? made.reduction()
        : in.oneOf("reduction", Reduction.class, otherwise);
    in.finish();
    boolean isPlain = name.equals(made.name()) && reduction == made.reduction();
    return isPlain ? made : new AdaptedLoss(made, name, reduction);
  }
}
