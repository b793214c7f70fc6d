package io.opwalk.nn.optimizer.schedule;

import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Schedules by the class names of Keras. */
public final class LearningRateSchedules {
  private LearningRateSchedules() {}

  /**
   * From a class name and a config.
   *
   * @throws ConfigException where there is none of that name, or the config does not fit
   */
  public static LearningRateSchedule fromConfig(String className, Config config) {
    ConfigReader in = new ConfigReader(className, config).ignore("name");
    LearningRateSchedule made = make(className, in);
    in.finish();
    return made;
  }

  private static LearningRateSchedule make(String className, ConfigReader in) {
    return switch (className) {
      case "ExponentialDecay" ->
        new ExponentialDecay(
            initial(in),
            in.integer("decay_steps"),
            in.number("decay_rate"),
            in.flag("staircase", false));
      case "InverseTimeDecay" ->
        new InverseTimeDecay(
            initial(in),
            in.number("decay_steps"),
            in.number("decay_rate"),
            in.flag("staircase", false));
      case "PiecewiseConstantDecay" ->
        new PiecewiseConstantDecay(
            in.integers("boundaries").orElse(List.of()), numbers(in, "values"));
      case "PolynomialDecay" ->
        new PolynomialDecay(
            initial(in),
            in.integer("decay_steps"),
            in.number("end_learning_rate", 0.0001),
            in.number("power", 1),
            in.flag("cycle", false));
      case "CosineDecay" ->
        new CosineDecay(
            initial(in),
            in.integer("decay_steps"),
            in.number("alpha", 0),
            in.has("warmup_target")
                ? OptionalDouble.of(in.number("warmup_target"))
                : none(in, "warmup_target"),
            in.integer("warmup_steps", 0));
      case "CosineDecayRestarts" ->
        new CosineDecayRestarts(
            initial(in),
            in.integer("first_decay_steps"),
            in.number("t_mul", 2),
            in.number("m_mul", 1),
            in.number("alpha", 0));
      default ->
        throw new ConfigException(NearNames.unknown(
            "learning rate schedule named",
            className,
            List.of(
                "ExponentialDecay",
                "InverseTimeDecay",
                "PiecewiseConstantDecay",
                "PolynomialDecay",
                "CosineDecay",
                "CosineDecayRestarts")));
    };
  }

  private static double initial(ConfigReader in) {
    return in.number("initial_learning_rate");
  }

  private static OptionalDouble none(ConfigReader in, String key) {
    in.ignore(key);
    return OptionalDouble.empty();
  }

  private static List<Double> numbers(ConfigReader in, String key) {
    List<Double> numbers = new ArrayList<>();
    if (in.value(key) instanceof List<?> list) {
      for (Object element : list) {
        if (!(element instanceof Number number)) {
          throw in.wrong(key, "must be a list of numbers", list);
        }
        numbers.add(number.doubleValue());
      }
      return numbers;
    }
    throw in.wrong(key, "must be a list of numbers", in.value(key));
  }
}
