package io.opwalk.ir;

import java.util.Objects;

/** Two listeners as one. */
record BothPassListeners(PassListener first, PassListener second) implements PassListener {
  BothPassListeners {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
  }

  @Override
  public void phaseEnded(String phase, IrGraph result, long nanos) {
    first.phaseEnded(phase, result, nanos);
    second.phaseEnded(phase, result, nanos);
  }

  @Override
  public void ruleFired(String phase, String rule, IrValue before, IrValue after) {
    first.ruleFired(phase, rule, before, after);
    second.ruleFired(phase, rule, before, after);
  }
}
