package io.opwalk.nn.optimizer;

import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import java.util.List;
import java.util.Locale;

/** Optimizers by the names of Keras: of classes, {@code RMSprop}, or in lower case. */
public final class Optimizers {
  private static final List<String> KNOWN = List.of(
      "SGD",
      "RMSprop",
      "Adam",
      "AdamW",
      "Adamax",
      "Nadam",
      "Adagrad",
      "Adadelta",
      "Ftrl",
      "Lion",
      "Muon");

  private Optimizers() {}

  /**
   * With Keras's defaults.
   *
   * @param name {@code "adam"}, say
   * @throws ConfigException where there is none of that name, listing those there are
   */
  public static Optimizer named(String name) {
    return fromConfig(name, Config.empty());
  }

  /**
   * From a class name and a config as Keras writes it; what is missing is Keras's default. A
   * learning rate is a number, or the class name and config of a schedule.
   *
   * @throws ConfigException where there is none of that name, or the config does not fit
   */
  public static Optimizer fromConfig(String className, Config config) {
    ConfigReader in =
        new ConfigReader(className, config).ignore("name", "jit_compile", "is_legacy_optimizer");
    requireKeras3(in);
    Optimizer rule = make(className, in);
    Common common = Common.read(in, rule instanceof AdamW || rule instanceof Muon);
    in.finish();
    return common.equals(Common.NONE) ? rule : new Adjusted(rule, common);
  }

  /**
   * Refuses what optimizers of earlier versions had, but for how they say that they did without.
   */
  private static void requireKeras3(ConfigReader in) {
    if (in.value("decay") instanceof Number decay && decay.doubleValue() != 0) {
      throw in.wrong(
          "decay",
          "must be 0: Keras 3 has InverseTimeDecay in its place, as the learning rate",
          decay);
    }
    in.mustBeUnsaid("Keras 3 has it no more", "caution");
  }

  private static Optimizer make(String className, ConfigReader in) {
    return switch (className.toLowerCase(Locale.ROOT)) {
      case "sgd" -> new SGD(rate(in, 0.01), in.number("momentum", 0), in.flag("nesterov", false));
      case "rmsprop" ->
        new RMSprop(
            rate(in, 0.001),
            in.number("rho", 0.9),
            in.number("momentum", 0),
            epsilon(in),
            in.flag("centered", false));
      case "adam" ->
        new Adam(
            rate(in, 0.001),
            beta1(in),
            beta2(in),
            epsilon(in),
            in.flag("amsgrad", false),
            in.flag("epsilon_hat", false));
      case "adamw" ->
        new AdamW(
            rate(in, 0.001),
            decay(in),
            beta1(in),
            beta2(in),
            epsilon(in),
            in.flag("amsgrad", false),
            in.flag("epsilon_hat", false));
      case "adamax" -> new Adamax(rate(in, 0.001), beta1(in), beta2(in), epsilon(in));
      case "nadam" -> new Nadam(rate(in, 0.001), beta1(in), beta2(in), epsilon(in));
      case "adagrad" ->
        new Adagrad(rate(in, 0.001), in.number("initial_accumulator_value", 0.1), epsilon(in));
      case "adadelta" -> new Adadelta(rate(in, 0.001), in.number("rho", 0.95), epsilon(in));
      case "lion" -> new Lion(rate(in, 0.001), beta1(in), in.number("beta_2", 0.99));
      case "ftrl" ->
        new Ftrl(
            rate(in, 0.001),
            in.number("learning_rate_power", -0.5),
            in.number("initial_accumulator_value", 0.1),
            in.number("l1_regularization_strength", 0),
            in.number("l2_regularization_strength", 0),
            in.number("l2_shrinkage_regularization_strength", 0),
            in.number("beta", 0));
      case "muon" -> Muon.read(in, rate(in, 0.001));
      default -> throw new ConfigException(NearNames.unknown("optimizer named", className, KNOWN));
    };
  }

  /** The number; where there is a schedule, the default, which is not used then. */
  private static double rate(ConfigReader in, double otherwise) {
    return in.value("learning_rate") instanceof Config
        ? otherwise
        : in.number("learning_rate", otherwise);
  }

  /** AdamW is about it: where it says that there is none, Adam is meant. */
  private static double decay(ConfigReader in) {
    if (in.isNull("weight_decay")) {
      throw in.wrong("weight_decay", "must be a number, and 0 for none", null);
    }
    return in.number("weight_decay", 0.004);
  }

  private static double beta1(ConfigReader in) {
    return in.number("beta_1", 0.9);
  }

  private static double beta2(ConfigReader in) {
    return in.number("beta_2", 0.999);
  }

  private static double epsilon(ConfigReader in) {
    return in.number("epsilon", 1e-7);
  }
}
