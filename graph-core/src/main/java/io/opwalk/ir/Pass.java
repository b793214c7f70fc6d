package io.opwalk.ir;

/**
 * A step of the compiler from one interned graph to another that computes the same outputs. A pass
 * keeps no state between runs, and may run on several threads at once, each with a graph and a
 * builder of its own.
 */
public interface Pass {
  /** The name of the phase: a word or two, by which it is switched off and talked about. */
  String name();

  /** In one line: what has to be true of the graph it is given. */
  String requires();

  /** In one line: what is true of the graph it returns, which ops have vanished or appeared. */
  String guarantees();

  /**
   * Runs.
   *
   * @return a graph of the same number of outputs, of the same types; {@code graph} itself where
   *     there is nothing to do
   * @throws IrFault where the graph is not what the pass requires, or the pass does not end
   */
  IrGraph run(IrGraph graph, PassContext context);
}
