package io.opwalk.nn.regularizer;

import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import java.util.List;

/** Regularizers by the class names of Keras. */
public final class Regularizers {
  private Regularizers() {}

  /**
   * From a class name and a config, or from a short name and no config.
   *
   * @throws ConfigException where there is none of that name, or the config does not fit
   */
  public static Regularizer fromConfig(String className, Config config) {
    ConfigReader in = new ConfigReader(className, config);
    Regularizer made = switch (className) {
      case "L1", "l1" -> L1L2.l1(in.number("l1", 0.01));
      case "L2", "l2" -> L1L2.l2(in.number("l2", 0.01));
      case "L1L2" -> new L1L2(in.number("l1", 0), in.number("l2", 0));
      case "l1_l2" -> new L1L2(in.number("l1", 0.01), in.number("l2", 0.01));
      case "OrthogonalRegularizer", "orthogonal_regularizer" ->
        new Orthogonal(in.number("factor", 0.01), areRows(in));
      default ->
        throw new ConfigException(NearNames.unknown(
            "regularizer named", className, List.of("L1", "L2", "L1L2", "OrthogonalRegularizer")));
    };
    in.finish();
    return made;
  }

  private static boolean areRows(ConfigReader in) {
    String mode = in.text("mode", "rows");
    if (!mode.equals("rows") && !mode.equals("columns")) {
      throw in.wrong("mode", "must be rows or columns", mode);
    }
    return mode.equals("rows");
  }
}
