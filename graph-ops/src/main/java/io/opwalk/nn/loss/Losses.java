package io.opwalk.nn.loss;

import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Losses by the names of Keras: of classes, {@code MeanSquaredError}, of functions,
 * {@code mean_squared_error}, or short ones, {@code mse}.
 */
public final class Losses {
  private Losses() {}

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
    ConfigReader in = new ConfigReader(className, config).ignore("dtype");
    Loss made = make(className, in);
    String name = in.text("name", made.name());
    // Keras's None is a reduction as well.
    boolean isNone = config.has("reduction") && config.get("reduction") == null;
    Reduction otherwise = isNone ? Reduction.NONE : made.reduction();
    Reduction reduction = in.oneOf("reduction", Reduction.class, otherwise);
    in.finish();
    boolean isPlain = name.equals(made.name()) && reduction == made.reduction();
    return isPlain ? made : new AdaptedLoss(made, name, reduction);
  }

  private static Loss make(String className, ConfigReader in) {
    return switch (className.replace("_", "").toLowerCase(Locale.ROOT)) {
      case "meansquarederror", "mse" -> new MeanSquaredError();
      case "meanabsoluteerror", "mae" -> new MeanAbsoluteError();
      case "meanabsolutepercentageerror", "mape" -> new MeanAbsolutePercentageError();
      case "meansquaredlogarithmicerror", "msle" -> new MeanSquaredLogarithmicError();
      case "huber", "huberloss" -> new Huber(in.number("delta", 1));
      case "logcosh", "logcosherror" -> new LogCosh();
      case "poisson" -> new Poisson();
      case "kldivergence", "kullbackleiblerdivergence", "kld" -> new KLDivergence();
      case "cosinesimilarity" -> new CosineSimilarity(in.integer("axis", -1));
      case "hinge" -> new Hinge();
      case "squaredhinge" -> new SquaredHinge();
      case "categoricalhinge" -> new CategoricalHinge();
      case "dice" -> new Dice(in.integers("axis").orElse(List.of()));
      case "tversky" ->
        new Tversky(
            in.number("alpha", 0.5), in.number("beta", 0.5), in.integers("axis").orElse(List.of()));
      case "circle" ->
        new Circle(
            in.number("gamma", 80), in.number("margin", 0.4), in.flag("remove_diagonal", true));
      case "ctc" -> new CTC();
      case "binarycrossentropy", "bce" ->
        new BinaryCrossentropy(
            in.flag("from_logits", false), in.number("label_smoothing", 0), in.integer("axis", -1));
      case "binaryfocalcrossentropy" ->
        new BinaryFocalCrossentropy(
            in.flag("apply_class_balancing", false),
            in.number("alpha", 0.25),
            in.number("gamma", 2),
            in.flag("from_logits", false),
            in.number("label_smoothing", 0),
            in.integer("axis", -1));
      case "categoricalcrossentropy" ->
        new CategoricalCrossentropy(
            in.flag("from_logits", false), in.number("label_smoothing", 0), in.integer("axis", -1));
      case "categoricalfocalcrossentropy" ->
        new CategoricalFocalCrossentropy(
            numbers(in, "alpha").orElse(List.of(0.25)),
            in.number("gamma", 2),
            in.flag("from_logits", false),
            in.number("label_smoothing", 0),
            in.integer("axis", -1));
      case "sparsecategoricalcrossentropy" ->
        new SparseCategoricalCrossentropy(
            in.flag("from_logits", false), label(in, "ignore_class"), in.integer("axis", -1));
      default ->
        throw new ConfigException("no loss named '" + className
            + "'; there are MeanSquaredError, MeanAbsoluteError, MeanAbsolutePercentageError,"
            + " MeanSquaredLogarithmicError, Huber, LogCosh, Poisson, KLDivergence,"
            + " CosineSimilarity, Hinge, SquaredHinge, CategoricalHinge, Dice, Tversky, Circle, CTC,"
            + " BinaryCrossentropy, BinaryFocalCrossentropy, CategoricalCrossentropy,"
            + " CategoricalFocalCrossentropy and SparseCategoricalCrossentropy");
    };
  }

  private static OptionalLong label(ConfigReader in, String key) {
    return in.value(key) == null ? OptionalLong.empty() : OptionalLong.of(in.integer(key));
  }

  /** One number, or a list of them. */
  private static Optional<List<Double>> numbers(ConfigReader in, String key) {
    if (!(in.value(key) instanceof List<?> list)) {
      return in.has(key) ? Optional.of(List.of(in.number(key))) : Optional.empty();
    }
    return Optional.of(list.stream()
        .map(each -> {
          if (each instanceof Number number) {
            return number.doubleValue();
          }
          throw in.wrong(key, "must be a number or a list of numbers", list);
        })
        .toList());
  }
}
