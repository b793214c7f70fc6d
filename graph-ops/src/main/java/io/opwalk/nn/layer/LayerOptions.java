package io.opwalk.nn.layer;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.regularizer.Regularizer;
import io.opwalk.nn.regularizer.Regularizers;
import io.opwalk.ops.Tensors;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What every layer may be told.
 *
 * @param name the layer's name, without a slash; found from its kind where it is empty
 * @param trainable whether an optimizer may change its weights at first
 * @param seed what its random numbers, and random first values, depend on, together with its name
 * @param dtype the dtype of its weights; that of its input where it is empty
 * @param activityRegularizer the penalty on its outputs that training adds to the loss
 */
public record LayerOptions(
    Optional<String> name,
    boolean trainable,
    long seed,
    Optional<DType> dtype,
    Optional<Regularizer> activityRegularizer) {
  private static final LayerOptions DEFAULTS =
      new LayerOptions(Optional.empty(), true, 0, Optional.empty(), Optional.empty());

  /** Checks the name and the dtype. */
  public LayerOptions {
    name.ifPresent(LayerName::require);
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(activityRegularizer, "activityRegularizer");
    dtype.filter(type -> !type.isFloating()).ifPresent(type -> {
      throw new IllegalArgumentException("weights have a floating dtype, found " + type);
    });
  }

  /** A name to be found, trainable, seed 0, the dtype of the input. */
  public static LayerOptions defaults() {
    return DEFAULTS;
  }

  /** These options with a name. */
  public LayerOptions withName(String newName) {
    return named(Optional.of(newName));
  }

  /** These options, trainable or frozen. */
  public LayerOptions withTrainable(boolean newTrainable) {
    return new LayerOptions(name, newTrainable, seed, dtype, activityRegularizer);
  }

  /** These options with a seed. */
  public LayerOptions withSeed(long newSeed) {
    return new LayerOptions(name, trainable, newSeed, dtype, activityRegularizer);
  }

  /** These options with a dtype. */
  public LayerOptions withDtype(DType newDtype) {
    return new LayerOptions(name, trainable, seed, Optional.of(newDtype), activityRegularizer);
  }

  /** These options with a penalty on the outputs. */
  public LayerOptions withActivityRegularizer(Regularizer regularizer) {
    return new LayerOptions(name, trainable, seed, dtype, Optional.of(regularizer));
  }

  /**
   * From a config's {@code name}, {@code trainable}, {@code activity_regularizer},
   * {@code opwalk_seed} and {@code opwalk_dtype}. The {@code dtype} of a Keras config is that of
   * its session, not the user's choice for the layer: the input's decides.
   */
  public static LayerOptions from(ConfigReader in) {
    in.ignore("dtype", "autocast", "build_config", "registered_name");
    // What it is applied to says so.
    in.ignore("batch_input_shape", "batch_shape", "input_shape");
    in.mustBeUnsaid("weights are kept as they are", "quantization_config", "quantization_mode");
    in.mustBeUnsaid("it adds weights of its own", "lora_rank");
    in.ignore("lora_alpha");
    Optional<String> name = in.has("name") ? Optional.of(in.text("name")) : Optional.empty();
    in.ignore("name");
    LayerOptions options = defaults()
        .withTrainable(in.flag("trainable", true))
        .named(name)
        .withSeed(in.value("opwalk_seed") instanceof Number seed ? seed.longValue() : 0);
    LayerOptions penalised = in.part("activity_regularizer", Regularizers::fromConfig)
        .map(options::withActivityRegularizer)
        .orElse(options);
    DType dtype = in.oneOf("opwalk_dtype", DType.class, null);
    return dtype == null ? penalised : penalised.withDtype(dtype);
  }

  /**
   * The name of the {@code dtype} that a config says, be it that or Keras's policy for one; empty
   * where it says none.
   */
  public static Optional<String> dtypeName(ConfigReader in) {
    Object said = in.value("dtype");
    Object name = said instanceof Config policy && policy.get("config") instanceof Config named
        ? named.get("name")
        : said;
    if (name == null || name instanceof String) {
      return Optional.ofNullable((String) name);
    }
    throw in.wrong("dtype", "must be a name, or a policy that has one", said);
  }

  /**
   * As {@link #from}, for a layer whose input does not say which floating dtype is meant: there a
   * config's float64 counts.
   */
  public static LayerOptions fromWithDtype(ConfigReader in) {
    boolean wide = dtypeName(in).filter("float64"::equals).isPresent();
    LayerOptions options = from(in);
    return wide ? options.withDtype(DType.FLOAT64) : options;
  }

  /** The input where it is floating; else converted to the layer's dtype, float32 unless said. */
  public Tensor floating(Tensor input) {
    return input.dtype().isFloating() ? input : Tensors.cast(input, dtype.orElse(DType.FLOAT32));
  }

  private LayerOptions named(Optional<String> newName) {
    return new LayerOptions(newName, trainable, seed, dtype, activityRegularizer);
  }

  /** The first values of a layer's config. */
  static Config.Builder config(String name, boolean trainable, LayerOptions options) {
    Config.Builder config = Config.builder().put("name", name).put("trainable", trainable);
    options.dtype().ifPresent(type -> {
      config.put("dtype", type.name().toLowerCase(Locale.ROOT));
      config.put("opwalk_dtype", type.name().toLowerCase(Locale.ROOT));
    });
    if (options.seed() != 0) {
      config.put("opwalk_seed", options.seed());
    }
    options
        .activityRegularizer()
        .ifPresent(of -> config.put("activity_regularizer", Config.nested(of)));
    return config;
  }
}
