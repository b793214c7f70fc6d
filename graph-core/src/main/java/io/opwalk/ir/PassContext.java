package io.opwalk.ir;

import java.util.Objects;

/**
 * What a pass is given besides the graph.
 *
 * @param phase the name under which the pass runs
 * @param listener who is told of single steps
 */
public record PassContext(String phase, PassListener listener) {
  /** Checks that both are there. */
  public PassContext {
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(listener, "listener");
  }
}
