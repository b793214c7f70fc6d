package io.opwalk.nn.loss;

import io.opwalk.nn.config.ConfigReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Losses by the names of Keras, and their arguments by those of its configs. */
final class NamedLosses {
  /** What there is, for messages. */
  static final List<String> KNOWN = List.of(
      "MeanSquaredError",
      "MeanAbsoluteError",
      "MeanAbsolutePercentageError",
      "MeanSquaredLogarithmicError",
      "Huber",
      "LogCosh",
      "Poisson",
      "KLDivergence",
      "CosineSimilarity",
      "Hinge",
      "SquaredHinge",
      "CategoricalHinge",
      "Dice",
      "Tversky",
      "Circle",
      "CTC",
      "BinaryCrossentropy",
      "BinaryFocalCrossentropy",
      "CategoricalCrossentropy",
      "CategoricalFocalCrossentropy",
      "SparseCategoricalCrossentropy",
      "CategoricalGeneralizedCrossEntropy");

  private NamedLosses() {}

  /** The loss, whose arguments are read; empty where there is none of that name. */
  static Optional<Loss> read(String className, ConfigReader in) {
    return Optional.ofNullable(
        switch (className.replace("_", "").toLowerCase(Locale.ROOT)) {
          case "meansquarederror", "mse" -> new MeanSquaredError();
          case "meanabsoluteerror", "mae" -> new MeanAbsoluteError();
          case "meanabsolutepercentageerror", "mape" -> new MeanAbsolutePercentageError();
          case "meansquaredlogarithmicerror", "msle" -> new MeanSquaredLogarithmicError();
          case "huber", "huberloss" -> new Huber(in.number("delta", 1));
          case "logcosh" -> new LogCosh();
          case "poisson" -> new Poisson();
          case "kldivergence", "kullbackleiblerdivergence", "kld" -> new KLDivergence();
          case "cosinesimilarity" -> new CosineSimilarity(in.integer("axis", -1));
          case "hinge" -> new Hinge();
          case "squaredhinge" -> new SquaredHinge();
          case "categoricalhinge" -> new CategoricalHinge();
          case "dice" -> new Dice(in.oneOrMore("axis").orElse(List.of()));
          case "tversky" ->
            new Tversky(
                in.number("alpha", 0.5),
                in.number("beta", 0.5),
                in.oneOrMore("axis").orElse(List.of()));
          case "circle" ->
            new Circle(
                in.number("gamma", 80), in.number("margin", 0.4), in.flag("remove_diagonal", true));
          case "ctc" -> new CTC();
          case "binarycrossentropy", "bce" ->
            new BinaryCrossentropy(
                in.flag("from_logits", false),
                in.number("label_smoothing", 0),
                in.integer("axis", -1));
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
                in.flag("from_logits", false),
                in.number("label_smoothing", 0),
                in.integer("axis", -1));
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
          case "categoricalgeneralizedcrossentropy" ->
            new CategoricalGeneralizedCrossEntropy(in.number("q", 0.5));
          default -> null;
        });
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
