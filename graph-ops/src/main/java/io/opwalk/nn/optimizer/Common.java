package io.opwalk.nn.optimizer;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.optimizer.Clipping.Kind;
import io.opwalk.nn.optimizer.schedule.LearningRateSchedule;
import io.opwalk.nn.optimizer.schedule.LearningRateSchedules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What every optimizer can be asked for besides its own rule: the arguments that all of Keras's
 * optimizers share. They act in one order, whatever order they were given in: gradients are
 * accumulated, then clipped; weights decay, then follow the rule, then are averaged.
 *
 * @param schedule what the learning rate follows; empty for one that is set
 * @param decay of weights
 * @param clipping of gradients
 * @param accumulation how many steps make one change
 * @param average of weights
 */
record Common(
    Optional<LearningRateSchedule> schedule,
    WeightDecay decay,
    Optional<Clipping> clipping,
    int accumulation,
    Optional<WeightAverage> average) {
  static final Common NONE =
      new Common(Optional.empty(), WeightDecay.NONE, Optional.empty(), 1, Optional.empty());

  Common {
    if (accumulation < 1) {
      throw new IllegalArgumentException(
          "an optimizer: gradient_accumulation_steps must be 1 or more, found " + accumulation);
    }
  }

  Common with(LearningRateSchedule newSchedule) {
    return new Common(Optional.of(newSchedule), decay, clipping, accumulation, average);
  }

  Common with(WeightDecay newDecay) {
    return new Common(schedule, newDecay, clipping, accumulation, average);
  }

  Common with(Clipping newClipping) {
    clipping.filter(old -> old.kind() != newClipping.kind()).ifPresent(old -> {
      throw new IllegalArgumentException("an optimizer: only one of clipnorm, clipvalue and"
          + " global_clipnorm can be set, found " + old.kind().key() + " and "
          + newClipping.kind().key());
    });
    return new Common(schedule, decay, Optional.of(newClipping), accumulation, average);
  }

  Common withAccumulation(int steps) {
    return new Common(schedule, decay, clipping, steps, average);
  }

  Common with(WeightAverage newAverage) {
    return new Common(schedule, decay, clipping, accumulation, Optional.of(newAverage));
  }

  /** The config of a rule with these in it. */
  Config addedTo(Config rule) {
    Config.Builder config = Config.builder().putAll(rule);
    schedule.ifPresent(each -> config.put("learning_rate", Config.nested(each)));
    decay.rate().ifPresent(rate -> config.put("weight_decay", rate));
    if (!decay.except().isEmpty()) {
      // Keras has no such key, and forgets whom a method of this name was called with.
      config.put("exclude_from_weight_decay", decay.except());
    }
    clipping.ifPresent(each -> config.put(each.kind().key(), each.limit()));
    average.ifPresent(each -> config
        .put("use_ema", true)
        .put("ema_momentum", each.momentum())
        .put(
            "ema_overwrite_frequency",
            each.overwriteFrequency() == 0 ? null : each.overwriteFrequency()));
    if (accumulation > 1) {
      config.put("gradient_accumulation_steps", accumulation);
    }
    return config.build();
  }

  /**
   * Those of a config.
   *
   * @param decays whether the rule has a weight decay of its own, which it reads itself
   */
  static Common read(ConfigReader in, boolean decays) {
    Common common = NONE;
    if (in.value("learning_rate") instanceof Config) {
      common = common.with(
          in.part("learning_rate", LearningRateSchedules::fromConfig).orElseThrow());
    }
    double decay = in.number("weight_decay", 0);
    common = common.with(new WeightDecay(
        decays || decay == 0 ? OptionalDouble.empty() : OptionalDouble.of(decay),
        texts(in, "exclude_from_weight_decay")));
    for (Kind kind : Kind.values()) {
      if (in.value(kind.key()) != null) {
        common = common.with(new Clipping(kind, in.number(kind.key())));
      }
    }
    common = common.withAccumulation(in.integer("gradient_accumulation_steps", 1));
    double momentum = in.number("ema_momentum", 0.99);
    int frequency = in.integer("ema_overwrite_frequency", 0);
    if (in.flag("use_ema", false)) {
      common = common.with(new WeightAverage(momentum, frequency));
    }
    if (in.value("loss_scale_factor") != null) {
      throw new ConfigException(in.what()
          + ": 'loss_scale_factor' is not supported; gradients are computed in float32 or float64");
    }
    return common;
  }

  static List<String> texts(ConfigReader in, String key) {
    List<String> texts = new ArrayList<>();
    Object value = in.value(key);
    if (value == null) {
      return texts;
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (!(element instanceof String text)) {
          throw in.wrong(key, "must be a list of texts", value);
        }
        texts.add(text);
      }
      return texts;
    }
    throw in.wrong(key, "must be a list of texts", value);
  }
}
