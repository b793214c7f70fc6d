package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;

/**
 * An optimizer's rule, with some of what every optimizer can be asked for.
 *
 * @param rule what is not itself adjusted
 * @param common what it was asked for
 */
record Adjusted(Optimizer rule, Common common) implements Optimizer {
  static Adjusted of(Optimizer optimizer) {
    return optimizer instanceof Adjusted adjusted ? adjusted : new Adjusted(optimizer, Common.NONE);
  }

  Adjusted with(Common newCommon) {
    return new Adjusted(rule, newCommon);
  }

  @Override
  public double learningRate() {
    return common.schedule().map(schedule -> schedule.at(0)).orElse(rule.learningRate());
  }

  @Override
  public Tensor next(ParameterStep step) {
    return rule.next(step);
  }

  @Override
  public double weightDecay(Tensor parameter) {
    return common.decay().of(parameter, rule);
  }

  @Override
  public String className() {
    return rule.className();
  }

  @Override
  public Config config() {
    return common.addedTo(rule.config());
  }
}
