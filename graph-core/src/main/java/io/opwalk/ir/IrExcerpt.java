package io.opwalk.ir;

import io.opwalk.Apply;
import java.util.List;

/** The part of a graph that a message about one of its nodes shows. */
final class IrExcerpt {
  /** How many nodes are shown on either side. */
  private static final int REACH = 5;

  private IrExcerpt() {}

  /** The nodes around a fault's, one per line, with the user's line; empty where it has none. */
  static String around(IrFault fault, IrGraph graph) {
    return fault.node().map(node -> around(node, graph)).orElse("");
  }

  private static String around(IrNode node, IrGraph graph) {
    StringBuilder text = new StringBuilder();
    Apply origin = node.origin();
    text.append("\n  made for ").append(origin);
    List<IrNode> nodes = graph.nodes();
    int position = nodes.indexOf(node);
    if (position < 0) {
      return text.append("\n> ").append(node.describe()).toString();
    }
    int from = Math.max(0, position - REACH);
    int to = Math.min(nodes.size(), position + REACH + 1);
    text.append(from > 0 ? "\n  ..." : "");
    for (int i = from; i < to; i++) {
      text.append(i == position ? "\n> " : "\n  ").append(nodes.get(i).describe());
    }
    return text.append(to < nodes.size() ? "\n  ..." : "").toString();
  }
}
