package io.opwalk.spi;

import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrValue;
import java.util.Objects;

/** Two listeners as one. */
record BothListeners(CompileListener first, CompileListener second) implements CompileListener {
  BothListeners {
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

  @Override
  public void lowered(String phase, String text, long nanos) {
    first.lowered(phase, text, nanos);
    second.lowered(phase, text, nanos);
  }
}
