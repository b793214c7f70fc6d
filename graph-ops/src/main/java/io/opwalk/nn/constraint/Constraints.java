package io.opwalk.nn.constraint;

import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import java.util.List;

/** Constraints by the class names of Keras. */
public final class Constraints {
  private Constraints() {}

  /**
   * From a class name and a config, or from a short name and no config.
   *
   * @throws ConfigException where there is none of that name, or the config does not fit
   */
  public static Constraint fromConfig(String className, Config config) {
    ConfigReader in = new ConfigReader(className, config);
    Constraint made = switch (className) {
      case "NonNeg", "non_neg" -> new NonNegative();
      case "UnitNorm", "unit_norm" -> new UnitNorm(axes(in));
      case "MaxNorm", "max_norm" -> new NormBounds(0, in.number("max_value", 2), 1, axes(in));
      case "MinMaxNorm", "min_max_norm" ->
        new NormBounds(
            in.number("min_value", 0), in.number("max_value", 1), in.number("rate", 1), axes(in));
      default ->
        throw new ConfigException(NearNames.unknown(
            "constraint named", className, List.of("MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm")));
    };
    in.finish();
    return made;
  }

  private static List<Integer> axes(ConfigReader in) {
    return in.oneOrMore("axis").orElse(List.of(0));
  }
}
