package io.opwalk.print;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints tensors as a tree, each above its inputs.
 *
 * <pre>
 * Elementwise{multiply}.0 #1 (3,) float64 at Digits.java:8
 * ├─ Elementwise{exp}.0 #2 'e' (3,) float64 at Digits.java:7
 * │  └─ Placeholder.0 #3 'x' (3,) float64 at Digits.java:6
 * └─ Elementwise{exp}.0 #2 'e' (3,) float64 at Digits.java:7 ···
 * </pre>
 *
 * <p>Nodes are numbered as they are met. {@code ···} says that a node's inputs are not shown there:
 * they stand where its number came first, or lie below the greatest depth asked for. A branch that
 * would run off the page is continued below, at the margin; so the text grows as the graph does,
 * and no faster.
 */
public final class TreePrinter {
  /** How far a branch is indented, in levels, before it is continued at the margin. */
  private static final int PAGE = 20;

  private final TreeOptions options;
  private final StringBuilder text = new StringBuilder();
  private final Map<Apply, Integer> ids = new HashMap<>();
  private final Set<Apply> expanded = new HashSet<>();
  private final Deque<Line> open = new ArrayDeque<>();
  private final Deque<Line> continued = new ArrayDeque<>();

  private TreePrinter(TreeOptions options) {
    this.options = options;
  }

  /** The trees of a graph's outputs. */
  public static String print(Graph graph) {
    return print(graph, TreeOptions.defaults());
  }

  /** The trees of a graph's outputs, as the options say. */
  public static String print(Graph graph, TreeOptions options) {
    return print(graph.outputs(), options);
  }

  /** The trees of the given tensors, one after another. */
  public static String print(List<Tensor> tensors) {
    return print(tensors, TreeOptions.defaults());
  }

  /** The trees of the given tensors, one after another, as the options say. */
  public static String print(List<Tensor> tensors, TreeOptions options) {
    TreePrinter printer = new TreePrinter(options);
    tensors.forEach(printer::printTree);
    return printer.text.toString();
  }

  private void printTree(Tensor tensor) {
    open.push(new Line(tensor, "", "", 0, 0));
    printOpen();
    while (!continued.isEmpty()) {
      Line branch = continued.remove();
      text.append("continued from #").append(ids.get(branch.tensor.owner())).append(":\n");
      printInputs(branch);
      printOpen();
    }
  }

  private void printOpen() {
    while (!open.isEmpty()) {
      print(open.pop());
    }
  }

  private void print(Line line) {
    Apply apply = line.tensor.owner();
    text.append(line.indent).append(describe(line.tensor));
    if (apply.inputs().isEmpty()) {
      text.append('\n');
    } else if (line.depth == options.maxDepth() || !expanded.add(apply)) {
      text.append(" ···\n");
    } else if (line.level == PAGE) {
      text.append(" ··· continued below\n");
      continued.add(new Line(line.tensor, "", "", 0, line.depth));
    } else {
      text.append('\n');
      printInputs(line);
    }
  }

  /** Opens the inputs, the last one first: what is opened last is printed first. */
  private void printInputs(Line line) {
    List<Tensor> inputs = line.tensor.owner().inputs();
    for (int i = inputs.size() - 1; i >= 0; i--) {
      boolean last = i == inputs.size() - 1;
      open.push(new Line(
          inputs.get(i),
          line.below + (last ? "└─ " : "├─ "),
          line.below + (last ? "   " : "│  "),
          line.level + 1,
          line.depth + 1));
    }
  }

  private String describe(Tensor tensor) {
    Apply apply = tensor.owner();
    int id = ids.computeIfAbsent(apply, unused -> ids.size() + 1);
    return OneLine.oneLine(OneLine.op(tensor)
        + " #"
        + id
        + OneLine.name(apply)
        + (options.types() ? " " + tensor.type() : "")
        + (options.sites() ? OneLine.site(apply) : ""));
  }

  /** A line to print: how it is indented, and what its inputs' lines begin with. */
  private record Line(Tensor tensor, String indent, String below, int level, int depth) {}
}
