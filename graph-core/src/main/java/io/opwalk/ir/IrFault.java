package io.opwalk.ir;

import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong with an interned graph, or went wrong in making one, and at which node. A
 * {@link PassPipeline} turns it into a {@link io.opwalk.CompileException} that names the phase and
 * shows the graph around the node.
 */
public final class IrFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<IrNode> node;

  /** A fault at a node. */
  public IrFault(String message, IrNode node) {
    this(message, node, null);
  }

  /** A fault at a node, with what was thrown there. */
  public IrFault(String message, IrNode node, Throwable cause) {
    super(message, cause);
    this.node = Optional.of(Objects.requireNonNull(node, "node"));
  }

  /** A fault of the graph as a whole. */
  public IrFault(String message) {
    super(message);
    this.node = Optional.empty();
  }

  /** Where it is. */
  public Optional<IrNode> node() {
    return node;
  }
}
