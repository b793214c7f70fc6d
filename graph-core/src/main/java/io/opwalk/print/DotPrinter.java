package io.opwalk.print;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints a graph in the DOT language of Graphviz.
 *
 * <pre>{@code
 * DotPrinter.write(graph, Path.of("graph.dot"));   // dot -Tsvg graph.dot -o graph.svg
 * }</pre>
 *
 * <p>Data flows from top to bottom. Placeholders are blue houses, other leaves yellow boxes, ops
 * white and rounded; what the graph returns ends in a green oval. Edges bear the types of the
 * tensors that flow along them, and before that which operand it is, where their order matters.
 * Name scopes are frames, and the user's line is the tooltip of a node in SVG.
 *
 * @see <a href="https://graphviz.org/doc/info/lang.html">The DOT language</a>
 */
public final class DotPrinter {
  private static final String HEADER = """
      digraph {
        rankdir=TB; fontname="Helvetica"; fontcolor="#666666"; color="#bbbbbb";
        node [fontname="Helvetica", fontsize=12, color="#555555", style=filled, fillcolor=white];
        edge [fontname="Helvetica", fontsize=10, color="#777777", fontcolor="#555555"];
      """;
  private static final String INPUT = "shape=invhouse, fillcolor=\"#cfe2f3\"";
  private static final String LEAF = "shape=box, fillcolor=\"#fff2cc\"";
  private static final String OP = "shape=box, style=\"filled,rounded\"";
  private static final String OUTPUT = "shape=oval, fillcolor=\"#d9ead3\"";

  private final Graph graph;
  private final StringBuilder text = new StringBuilder(HEADER);
  private final Map<Apply, Integer> ids = new HashMap<>();

  private DotPrinter(Graph graph) {
    this.graph = graph;
    graph.applies().forEach(apply -> ids.put(apply, ids.size()));
  }

  /** The graph in DOT. */
  public static String print(Graph graph) {
    return new DotPrinter(graph).print();
  }

  /** Writes the graph in DOT to a file, in UTF-8; a file already there is replaced. */
  public static void write(Graph graph, Path file) throws IOException {
    Files.writeString(file, print(graph));
  }

  private String print() {
    printNodes();
    graph.applies().forEach(this::printEdges);
    printOutputs();
    return text.append("}\n").toString();
  }

  /** Prints the nodes scope by scope, opening and closing frames where the scope changes. */
  private void printNodes() {
    List<Apply> byScope = new ArrayList<>(graph.applies());
    byScope.sort(Comparator.comparing(DotPrinter::scopeKey));
    List<String> open = List.of();
    for (Apply apply : byScope) {
      List<String> scopes = scopes(apply);
      int shared = commonLength(open, scopes);
      text.append("}\n".repeat(open.size() - shared));
      for (int i = shared; i < scopes.size(); i++) {
        text.append("subgraph cluster_").append(ids.get(apply)).append('_').append(i);
        text.append(" {\nlabel=\"").append(escape(scopes.get(i))).append("\";\n");
      }
      printNode(apply);
      open = scopes;
    }
    text.append("}\n".repeat(open.size()));
  }

  private static int commonLength(List<String> left, List<String> right) {
    int length = 0;
    while (length < Math.min(left.size(), right.size())
        && left.get(length).equals(right.get(length))) {
      length++;
    }
    return length;
  }

  private void printNode(Apply apply) {
    String kind = apply.op().isInput() ? INPUT : apply.inputs().isEmpty() ? LEAF : OP;
    String name = apply.name().substring(apply.name().lastIndexOf('/') + 1);
    text.append("n").append(ids.get(apply)).append(" [").append(kind).append(", label=\"");
    text.append(escape(apply.op().label()));
    if (!name.isEmpty()) {
      text.append("\\n'").append(escape(name)).append("'");
    }
    text.append("\", tooltip=\"").append(escape(OneLine.of(apply))).append("\"];\n");
  }

  private void printEdges(Apply apply) {
    // Graphviz does not keep the operands in order from left to right, so they are counted.
    boolean counted = apply.inputs().size() > 1 && !apply.op().isCommutative();
    for (int i = 0; i < apply.inputs().size(); i++) {
      printEdge(apply.inputs(i), "n" + ids.get(apply), counted ? i + ": " : "");
    }
  }

  private void printEdge(Tensor tensor, String target, String position) {
    Apply source = tensor.owner();
    String output = source.outputs().size() == 1 ? "" : "." + tensor.outputIndex() + " ";
    text.append("n").append(ids.get(source)).append(" -> ").append(target).append(" [label=\" ");
    text.append(escape(position + output + tensor.type())).append("\"];\n");
  }

  private void printOutputs() {
    List<Tensor> outputs = graph.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      String target = "out" + i;
      String label = outputs.size() == 1 ? "output" : "output " + i;
      text.append(target).append(" [").append(OUTPUT).append(", label=\"").append(label);
      text.append("\"];\n");
      printEdge(outputs.get(i), target, "");
    }
  }

  /** The scopes of a node, the outermost first: all but the last part of its name. */
  private static List<String> scopes(Apply apply) {
    List<String> parts = List.of(apply.name().split("/", -1));
    return parts.subList(0, parts.size() - 1);
  }

  /** Sorts so that all nodes of a scope stand together, those of scopes within it included. */
  private static String scopeKey(Apply apply) {
    return String.join("\0", scopes(apply));
  }

  /**
   * The text between double quotes: a backslash begins an escape there, an ampersand an entity, and
   * a line break is shown as elsewhere in print.
   */
  private static String escape(String words) {
    return OneLine.oneLine(words).replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
  }
}
