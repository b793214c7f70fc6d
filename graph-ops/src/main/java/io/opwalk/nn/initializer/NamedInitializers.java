package io.opwalk.nn.initializer;

import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.initializer.VarianceScaling.Distribution;
import io.opwalk.nn.initializer.VarianceScaling.Mode;
import java.util.List;
import java.util.Locale;

/** Initializers by the names of Keras: of classes, {@code GlorotUniform}, or short ones. */
final class NamedInitializers {
  private static final List<String> KNOWN = List.of(
      "Zeros",
      "Ones",
      "Constant",
      "RandomUniform",
      "RandomNormal",
      "TruncatedNormal",
      "VarianceScaling",
      "GlorotUniform",
      "GlorotNormal",
      "HeUniform",
      "HeNormal",
      "LecunUniform",
      "LecunNormal",
      "Orthogonal",
      "Identity");

  private NamedInitializers() {}

  static Initializer of(String className, Config config) {
    ConfigReader in = new ConfigReader(className, config).ignore("seed", "dtype");
    in.mustBeUnsaid("inputs and outputs are a weight's last two axes", "input_axes", "output_axes");
    Initializer made = make(className, in);
    in.finish();
    return made;
  }

  private static Initializer make(String className, ConfigReader in) {
    return switch (className.replace("_", "").toLowerCase(Locale.ROOT)) {
      case "zeros", "zero" -> Initializers.zeros();
      case "ones", "one" -> Initializers.ones();
      case "constant" ->
        in.value("value") instanceof List<?> nested
            ? GivenArray.read(in, "value", nested)
            : Initializers.constant(in.number("value", 0));
      case "randomuniform", "uniform" ->
        new RandomUniform(in.number("minval", -0.05), in.number("maxval", 0.05));
      case "randomnormal", "normal" ->
        new RandomNormal(in.number("mean", 0), in.number("stddev", 0.05));
      case "truncatednormal" ->
        new TruncatedNormal(in.number("mean", 0), in.number("stddev", 0.05));
      case "variancescaling" ->
        new VarianceScaling(
            in.number("scale", 1),
            in.oneOf("mode", Mode.class, Mode.FAN_IN),
            distribution(in.text("distribution", "truncated_normal"), in));
      case "glorotuniform" -> Initializers.glorotUniform();
      case "glorotnormal" -> Initializers.glorotNormal();
      case "heuniform" -> Initializers.heUniform();
      case "henormal" -> Initializers.heNormal();
      case "lecununiform" -> Initializers.lecunUniform();
      case "lecunnormal" -> Initializers.lecunNormal();
      case "orthogonal", "orthogonalinitializer" -> new Orthogonal(in.number("gain", 1));
      case "identity", "identityinitializer" -> new Identity(in.number("gain", 1));
      default ->
        throw new ConfigException(NearNames.unknown("initializer named", className, KNOWN));
    };
  }

  /** Keras calls the truncated one normal as well. */
  private static Distribution distribution(String name, ConfigReader in) {
    return switch (name) {
      case "uniform" -> Distribution.UNIFORM;
      case "normal", "truncated_normal" -> Distribution.TRUNCATED_NORMAL;
      case "untruncated_normal" -> Distribution.UNTRUNCATED_NORMAL;
      default ->
        throw in.wrong(
            "distribution", "must be uniform, truncated_normal or untruncated_normal", name);
    };
  }
}
