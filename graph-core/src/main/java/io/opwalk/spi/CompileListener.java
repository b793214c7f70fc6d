package io.opwalk.spi;

import io.opwalk.ir.IrGraph;

/**
 * Is told what a compiler does. Called on the compiling thread; all methods do nothing by default.
 */
public interface CompileListener {
  /** A listener that does nothing. */
  CompileListener NONE = new CompileListener() {};

  /** A phase has run on the interned graph. */
  default void phaseEnded(String phase, IrGraph result, long nanos) {}

  /** A rewrite rule has fired. */
  default void ruleFired(String phase, String rule, String before, String after) {}

  /** A later form was made from the graph: kernels, plan or program, in print. */
  default void lowered(String phase, String text, long nanos) {}
}
