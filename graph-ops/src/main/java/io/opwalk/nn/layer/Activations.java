package io.opwalk.nn.layer;

import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Shrinking;
import io.opwalk.ops.Trigonometry;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The activations of Keras 3, by its names and with its defaults. Each is one node on what it is
 * applied to, so that {@code y.owner().inputs(0)} is the value before it. Not among them are
 * {@code threshold}, for which Keras has no defaults, and {@code glu}, which halves the last axis;
 * {@link ShapedActivations} has both, and those with other numbers than the defaults.
 */
public final class Activations {
  /** The argument itself; adds no node. */
  public static final ActivationFunction LINEAR = new ActivationFunction("linear", x -> x);

  /** max(x, 0). */
  public static final ActivationFunction RELU =
      new ActivationFunction("relu", io.opwalk.ops.Activations::relu);

  /** min(max(x, 0), 6). */
  public static final ActivationFunction RELU6 =
      new ActivationFunction("relu6", io.opwalk.ops.Activations::relu6);

  /** x above 0, else 0.2 x. */
  public static final ActivationFunction LEAKY_RELU =
      new ActivationFunction("leaky_relu", io.opwalk.ops.Activations::leakyRelu);

  /** x above 0, else exp(x) - 1. */
  public static final ActivationFunction ELU =
      new ActivationFunction("elu", io.opwalk.ops.Activations::elu);

  /** x above 0, else exp(x) - 1: {@link #ELU} with a slope that never jumps. */
  public static final ActivationFunction CELU = new ActivationFunction("celu", Shrinking::celu);

  /** The scaled exponential linear unit. */
  public static final ActivationFunction SELU =
      new ActivationFunction("selu", io.opwalk.ops.Activations::selu);

  /** x times the normal distribution function of x, not approximated. */
  public static final ActivationFunction GELU =
      new ActivationFunction("gelu", io.opwalk.ops.Activations::gelu);

  /** x sigmoid(x). */
  public static final ActivationFunction SILU =
      new ActivationFunction("silu", io.opwalk.ops.Activations::silu);

  /** x times {@link #HARD_SIGMOID}. */
  public static final ActivationFunction HARD_SILU =
      new ActivationFunction("hard_silu", Shrinking::hardSilu);

  /** x tanh(softplus(x)). */
  public static final ActivationFunction MISH =
      new ActivationFunction("mish", io.opwalk.ops.Activations::mish);

  /** 1 / (1 + exp(-x)). */
  public static final ActivationFunction SIGMOID =
      new ActivationFunction("sigmoid", io.opwalk.ops.Activations::sigmoid);

  /** relu6(x + 3) / 6. */
  public static final ActivationFunction HARD_SIGMOID =
      new ActivationFunction("hard_sigmoid", io.opwalk.ops.Activations::hardSigmoid);

  /** 0.2 x + 0.5, within [0, 1]: what was called hard_sigmoid in Keras 1 and 2. */
  public static final ActivationFunction HARD_SIGMOID_KERAS2 =
      new ActivationFunction("hard_sigmoid_keras2", io.opwalk.ops.Activations::hardSigmoidKeras2);

  /** (x + 1) / 2, within [0, 1]. */
  public static final ActivationFunction SPARSE_SIGMOID =
      new ActivationFunction("sparse_sigmoid", Shrinking::sparseSigmoid);

  /** log(sigmoid(x)). */
  public static final ActivationFunction LOG_SIGMOID =
      new ActivationFunction("log_sigmoid", io.opwalk.ops.Activations::logSigmoid);

  /** log(1 + exp(x)). */
  public static final ActivationFunction SOFTPLUS =
      new ActivationFunction("softplus", io.opwalk.ops.Activations::softplus);

  /** (x + sqrt(x² + 4)) / 2. */
  public static final ActivationFunction SQUAREPLUS =
      new ActivationFunction("squareplus", Shrinking::squareplus);

  /** 0 up to -1, x from 1 on, a parabola between. */
  public static final ActivationFunction SPARSE_PLUS =
      new ActivationFunction("sparse_plus", Shrinking::sparsePlus);

  /** x / (1 + |x|). */
  public static final ActivationFunction SOFTSIGN =
      new ActivationFunction("softsign", io.opwalk.ops.Activations::softsign);

  /** The hyperbolic tangent. */
  public static final ActivationFunction TANH = new ActivationFunction("tanh", Trigonometry::tanh);

  /** x, held within [-1, 1]. */
  public static final ActivationFunction HARD_TANH =
      new ActivationFunction("hard_tanh", Shrinking::hardTanh);

  /** x - tanh(x). */
  public static final ActivationFunction TANH_SHRINK =
      new ActivationFunction("tanh_shrink", Shrinking::tanhShrink);

  /** x for |x| above 0.5, else 0. */
  public static final ActivationFunction HARD_SHRINK =
      new ActivationFunction("hard_shrink", Shrinking::hardShrink);

  /** x, nearer to 0 by 0.5; 0 for |x| below that. */
  public static final ActivationFunction SOFT_SHRINK =
      new ActivationFunction("soft_shrink", Shrinking::softShrink);

  /** exp(x). */
  public static final ActivationFunction EXPONENTIAL =
      new ActivationFunction("exponential", Exponents::exp);

  /** exp(x) / sum(exp(x)) along the last axis. */
  public static final ActivationFunction SOFTMAX =
      new ActivationFunction("softmax", Probability::softmax);

  /** The nearest probabilities along the last axis, many of them 0. */
  public static final ActivationFunction SPARSEMAX =
      new ActivationFunction("sparsemax", Probability::sparsemax);

  /** The logarithm of {@link #SOFTMAX}. */
  public static final ActivationFunction LOG_SOFTMAX =
      new ActivationFunction("log_softmax", Probability::logSoftmax);

  /** Keras's second names of some. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("swish", "silu", "hard_swish", "hard_silu");

  private Activations() {}

  /**
   * The activation that a config names, LINEAR where it names none.
   *
   * @throws ConfigException where there is none of that name
   */
  public static ActivationFunction read(ConfigReader in, String key) {
    return read(in, key, LINEAR);
  }

  /**
   * As {@link #read(ConfigReader, String)}, with another default; where the config says that there
   * is none, LINEAR.
   */
  public static ActivationFunction read(ConfigReader in, String key, ActivationFunction otherwise) {
    if (in.value(key) instanceof Config nested
        && nested.get("class_name") instanceof String kind
        && nested.get("config") instanceof String function) {
      return function(in, key, kind, function);
    }
    return in.part(key, (name, config) -> told(in, key, name, config))
        .orElse(in.says(key) ? LINEAR : otherwise);
  }

  /** What Keras 3 writes for a function that is no layer. */
  private static ActivationFunction function(
      ConfigReader in, String key, String kind, String function) {
    if (!kind.equals("function")) {
      throw in.wrong(key, "must have a config of names and values", function);
    }
    return told(in, key, function, Config.empty());
  }

  /** A function by its name, or one that is told numbers, as a function or as a layer of Keras. */
  private static ActivationFunction told(ConfigReader in, String key, String name, Config config) {
    ConfigReader inner = new ConfigReader(name, config);
    // What every layer is told, which means nothing to a function.
    inner.ignore("name", "trainable", "dtype", "build_config");
    if (name.equals("PReLU")) {
      throw in.wrong(
          key, "must have no weights: put that layer behind this one, which ends in none", name);
    }
    if (name.equals("Activation")) {
      ActivationFunction within = read(inner, "activation");
      inner.finish();
      return within;
    }
    boolean isPlain = config.equals(Config.empty()) && names().contains(name);
    ActivationFunction found = isPlain
        ? named(name)
        : ShapedActivations.read(name, inner).orElseGet(() -> plain(in, key, name));
    inner.finish();
    return found;
  }

  private static ActivationFunction plain(ConfigReader in, String key, String name) {
    try {
      return named(OTHER_NAMES.getOrDefault(name, name));
    } catch (NoSuchElementException thrown) {
      throw new ConfigException(in.wrong(key, "must name an activation", name).getMessage() + "; "
          + NearNames.near(name, names()));
    }
  }

  private static List<String> names() {
    return all().stream().map(ActivationFunction::name).toList();
  }

  /** All constants of this class. */
  public static List<ActivationFunction> all() {
    return List.of(
        LINEAR,
        RELU,
        RELU6,
        LEAKY_RELU,
        ELU,
        CELU,
        SELU,
        GELU,
        SILU,
        HARD_SILU,
        MISH,
        SIGMOID,
        HARD_SIGMOID,
        HARD_SIGMOID_KERAS2,
        SPARSE_SIGMOID,
        LOG_SIGMOID,
        SOFTPLUS,
        SQUAREPLUS,
        SPARSE_PLUS,
        SOFTSIGN,
        TANH,
        HARD_TANH,
        TANH_SHRINK,
        HARD_SHRINK,
        SOFT_SHRINK,
        EXPONENTIAL,
        SOFTMAX,
        SPARSEMAX,
        LOG_SOFTMAX);
  }

  /**
   * The constant of the given name.
   *
   * @throws NoSuchElementException where there is none, naming those that are near
   */
  public static ActivationFunction named(String name) {
    return all().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException(NearNames.unknown("activation named", name, names())));
  }
}
