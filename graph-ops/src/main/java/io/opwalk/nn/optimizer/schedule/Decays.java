package io.opwalk.nn.optimizer.schedule;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;

/** How often a rate has decayed: what schedules by one formula or another have in common. */
final class Decays {
  private Decays() {}

  /** The step over the steps of one decay, rounded down for a staircase. */
  static Tensor at(Tensor step, double decaySteps, boolean staircase) {
    Tensor decays = Arithmetic.divide(step, decaySteps);
    return staircase ? Arithmetic.floor(decays) : decays;
  }

  /** The arguments by Keras's names. */
  static Config config(
      double initialLearningRate, Number decaySteps, double decayRate, boolean staircase) {
    return Config.builder()
        .put("initial_learning_rate", initialLearningRate)
        .put("decay_steps", decaySteps)
        .put("decay_rate", decayRate)
        .put("staircase", staircase)
        .build();
  }
}
