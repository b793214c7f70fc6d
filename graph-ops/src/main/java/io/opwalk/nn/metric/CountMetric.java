package io.opwalk.nn.metric;

import io.opwalk.nn.config.Config;

/** How much of one kind there is of what came of yes-or-no predictions. */
interface CountMetric extends DecisionMetric {
  /** Keras has neither top k nor classes for these. */
  @Override
  default Config config() {
    return DecisionMetric.super.config().without("top_k").without("class_id");
  }
}
