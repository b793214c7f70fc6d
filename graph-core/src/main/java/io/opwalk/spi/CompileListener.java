package io.opwalk.spi;

import io.opwalk.ir.PassListener;

/**
 * Is told what a compiler does, first to the interned graph and then to what it makes of it. Called
 * on the compiling thread; all methods do nothing by default.
 */
public interface CompileListener extends PassListener {
  /** A listener that does nothing. */
  CompileListener NONE = new CompileListener() {};

  /** Tells this listener, then another. */
  default CompileListener and(CompileListener other) {
    return new BothListeners(this, other);
  }

  /** A later form was made from the graph: kernels, plan or program, in print. */
  default void lowered(String phase, String text, long nanos) {}
}
