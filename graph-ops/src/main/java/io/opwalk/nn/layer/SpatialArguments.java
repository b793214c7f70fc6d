package io.opwalk.nn.layer;

import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.WindowPadding;
import java.util.List;
import java.util.Locale;

/** The arguments that layers over space share, as configs have them. */
public final class SpatialArguments {
  private SpatialArguments() {}

  /** {@code channels_last} or {@code channels_first}; the former where it is not said. */
  public static DataFormat dataFormat(ConfigReader in) {
    return in.oneOf("data_format", DataFormat.class, DataFormat.CHANNELS_LAST);
  }

  /** As a config has it. */
  public static String text(DataFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** {@code valid}, {@code same} or, where it may be, {@code causal}, in any case of letters. */
  public static WindowPadding padding(ConfigReader in, boolean causal) {
    String name = in.text("padding", "valid").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "valid" -> WindowPadding.VALID;
      case "same" -> WindowPadding.SAME;
      case "causal" -> {
        if (causal) {
          yield WindowPadding.CAUSAL;
        }
        throw in.wrong("padding", "must be valid or same", name);
      }
      default ->
        throw in.wrong("padding", "must be valid, same" + (causal ? " or causal" : ""), name);
    };
  }

  /** As a config has it. */
  public static String text(WindowPadding padding) {
    return padding.kind().name().toLowerCase(Locale.ROOT);
  }

  /** For builders and configs alike. */
  public static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
