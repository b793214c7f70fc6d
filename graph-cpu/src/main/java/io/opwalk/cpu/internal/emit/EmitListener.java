package io.opwalk.cpu.internal.emit;

/** Sees every class that is emitted, before it is loaded: for dumps and statistics. */
@FunctionalInterface
public interface EmitListener {
  /** Called by whichever thread emits; several may at once. */
  void onEmit(EmittedClass emitted);
}
