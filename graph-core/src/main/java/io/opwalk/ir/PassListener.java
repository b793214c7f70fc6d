package io.opwalk.ir;

/**
 * Is told what passes do to the interned graph. Called on the compiling thread; all methods do
 * nothing by default.
 */
public interface PassListener {
  /** A listener that does nothing. */
  PassListener NONE = new PassListener() {};

  /** A phase has run, and its result has been checked. */
  default void phaseEnded(String phase, IrGraph result, long nanos) {}

  /**
   * A rewrite rule has fired.
   *
   * @param before what it matched; its node's {@link IrNode#origin()} knows the user's line
   * @param after what stands in its place, of the same type
   */
  default void ruleFired(String phase, String rule, IrValue before, IrValue after) {}
}
