package io.opwalk.nn.optimizer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Momentum made orthogonal (Jordan, 2024, <i>Muon: An optimizer for hidden layers in neural
 * networks</i>; Liu et al., 2025, <a href="https://arxiv.org/abs/2502.16982">arXiv:2502.16982</a>),
 * as in Keras 3:
 *
 * <pre>
 *   w = w - rate decay w
 *   m = momentum m + g
 *   u = g + momentum m if Nesterov, else m
 *   w = w - rate rmsRate sqrt(max(rows, columns)) {@link NewtonSchulz}(u)
 * </pre>
 *
 * <p>It is for matrices of hidden layers. Parameters of another rank, embeddings, and those that
 * are excluded by name, which should be the kernel of the last layer, follow {@link AdamW}.
 *
 * @param learningRate the rate, positive
 * @param weightDecay of what follows the rule above, not negative
 * @param momentum in [0, 1)
 * @param nesterov whether the step is taken from where the momentum leads
 * @param newtonSchulz what makes a matrix orthogonal
 * @param rmsRate the root mean square of a step at a rate of 1, as it were; empty for steps not
 *     scaled by the size of the matrix
 * @param others how all other parameters are changed
 * @param excludeLayers regular expressions; a parameter in whose name one is found is one of the
 *     others
 * @param excludeEmbeddings whether those in whose name "embedding" is found are
 */
public record Muon(
    double learningRate,
    double weightDecay,
    double momentum,
    boolean nesterov,
    NewtonSchulz newtonSchulz,
    OptionalDouble rmsRate,
    Others others,
    List<String> excludeLayers,
    boolean excludeEmbeddings)
    implements Optimizer {
  /**
   * How parameters are changed that are no matrices of hidden layers: by AdamW, with epsilon where
   * Keras in Python has it.
   *
   * @param rateRatio their learning rate, as a multiple of Muon's
   * @param weightDecay as of AdamW; a multiple of Muon's learning rate
   * @param beta1 as of AdamW
   * @param beta2 as of AdamW
   * @param epsilon as of AdamW
   */
  public record Others(
      double rateRatio, double weightDecay, double beta1, double beta2, double epsilon) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException where one is out of its range
     */
    public Others {
      Hyperparameters.requirePositive("Muon", "the rate ratio", rateRatio);
      Hyperparameters.requireNotNegative("Muon", "Adam's weight decay", weightDecay);
      Hyperparameters.requireBelowOne("Muon", "Adam's beta1", beta1);
      Hyperparameters.requireBelowOne("Muon", "Adam's beta2", beta2);
      Hyperparameters.requirePositive("Muon", "epsilon", epsilon);
    }

    /** With Keras's numbers. */
    public Others() {
      this(1, 0.004, 0.9, 0.999, 1e-7);
    }
  }

  /**
   * Checks the numbers and copies the list.
   *
   * @throws IllegalArgumentException where a number is out of its range
   * @throws java.util.regex.PatternSyntaxException where a text is no regular expression
   */
  public Muon {
    Hyperparameters.requirePositive("Muon", "the learning rate", learningRate);
    Hyperparameters.requireNotNegative("Muon", "the weight decay", weightDecay);
    Hyperparameters.requireBelowOne("Muon", "the momentum", momentum);
    Objects.requireNonNull(newtonSchulz, "newtonSchulz");
    Hyperparameters.requireNotNegative("Muon", "the RMS rate", rmsRate.orElse(0));
    Objects.requireNonNull(others, "others");
    excludeLayers = List.copyOf(excludeLayers);
    excludeLayers.forEach(Pattern::compile);
  }

  /** With Keras's numbers. */
  public Muon() {
    this(0.001);
  }

  private Muon(double learningRate) {
    this(
        learningRate,
        0.004,
        0.95,
        true,
        new NewtonSchulz(),
        OptionalDouble.of(0.2),
        new Others(),
        List.of(),
        true);
  }

  /** With a rate of one's own, the rest as in Keras. */
  public static Muon of(double learningRate) {
    return new Muon(learningRate);
  }

  /** This optimizer, with layers that follow AdamW: {@code excluding("logits")}. */
  public Muon excluding(String... patterns) {
    return new Muon(
        learningRate,
        weightDecay,
        momentum,
        nesterov,
        newtonSchulz,
        rmsRate,
        others,
        List.of(patterns),
        excludeEmbeddings);
  }

  @Override
  public Tensor next(ParameterStep step) {
    if (isOther(step.parameter())) {
      return new Moments(others.beta1(), others.beta2(), others.epsilon(), false, true)
          .next(step, multiply(step.learningRate(), others.rateRatio()));
    }
    Tensor g = step.gradient();
    Tensor old = step.zeros("momentum");
    Tensor velocity = step.becomes(old, add(multiply(old, momentum), g));
    Tensor direction = nesterov ? add(g, multiply(velocity, momentum)) : velocity;
    Tensor change = multiply(newtonSchulz.of(direction), step.learningRate());
    if (rmsRate.isPresent()) {
      List<Integer> dims = Tensors.slotOf(step.parameter()).value().shape();
      double longest = Math.max(dims.get(0), dims.get(1));
      change = multiply(change, Math.sqrt(longest) * rmsRate.getAsDouble());
    }
    return subtract(step.value(), change);
  }

  @Override
  public double weightDecay(Tensor parameter) {
    return isOther(parameter) ? others.weightDecay() : weightDecay;
  }

  private boolean isOther(Tensor parameter) {
    String name = Tensors.slotOf(parameter).name();
    return Tensors.slotOf(parameter).value().rank() != 2
        || excludeEmbeddings && name.toLowerCase(Locale.ROOT).contains("embedding")
        || excludeLayers.stream()
            .anyMatch(each -> Pattern.compile(each).matcher(name).find());
  }

  @Override
  public String className() {
    return "Muon";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("learning_rate", learningRate)
        .put("weight_decay", weightDecay)
        .put("adam_beta_1", others.beta1())
        .put("adam_beta_2", others.beta2())
        .put("adam_weight_decay", others.weightDecay())
        .put("epsilon", others.epsilon())
        .put("exclude_layers", excludeLayers)
        .put("exclude_embeddings", excludeEmbeddings)
        .put("muon_a", newtonSchulz.a())
        .put("muon_b", newtonSchulz.b())
        .put("muon_c", newtonSchulz.c())
        .put("adam_lr_ratio", others.rateRatio())
        .put("momentum", momentum)
        .put("ns_steps", newtonSchulz.steps())
        .put("nesterov", nesterov)
        .put("rms_rate", rmsRate.isPresent() ? rmsRate.getAsDouble() : null)
        .build();
  }

  static Muon read(ConfigReader in, double learningRate) {
    Muon keras = new Muon();
    NewtonSchulz schulz = keras.newtonSchulz;
    Others adam = keras.others;
    return new Muon(
        learningRate,
        in.number("weight_decay", keras.weightDecay),
        in.number("momentum", keras.momentum),
        in.flag("nesterov", keras.nesterov),
        new NewtonSchulz(
            in.number("muon_a", schulz.a()),
            in.number("muon_b", schulz.b()),
            in.number("muon_c", schulz.c()),
            in.integer("ns_steps", schulz.steps())),
        rmsRate(in, keras.rmsRate),
        new Others(
            in.number("adam_lr_ratio", adam.rateRatio()),
            in.number("adam_weight_decay", adam.weightDecay()),
            in.number("adam_beta_1", adam.beta1()),
            in.number("adam_beta_2", adam.beta2()),
            in.number("epsilon", adam.epsilon())),
        Common.texts(in, "exclude_layers"),
        in.flag("exclude_embeddings", keras.excludeEmbeddings));
  }

  /** Here a null means something: no scaling. */
  private static OptionalDouble rmsRate(ConfigReader in, OptionalDouble otherwise) {
    if (in.isNull("rms_rate")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(in.number("rms_rate", otherwise.getAsDouble()));
  }
}
