package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Compares graphs by what they compute: equal ops over corresponding inputs, in the same order,
 * whatever their nodes are called and wherever they were written.
 *
 * <p>Sharing counts: {@code e + e} is not {@code exp(x) + exp(x)}. Placeholders correspond one to
 * one, as do anonymous dims, if their kinds and types do, so {@code x - y} has the structure of
 * {@code y - x}, and not that of {@code x - x}. All other leaves must be equal: the same constant,
 * the same parameter.
 */
public final class Structure {
  private Structure() {}

  /** Whether the graphs have the same structure. */
  public static boolean equal(Graph left, Graph right) {
    return equal(left.outputs(), right.outputs());
  }

  /** Whether the tensors are computed by graphs of the same structure. */
  public static boolean equal(Tensor left, Tensor right) {
    return equal(List.of(left), List.of(right));
  }

  /** Whether the tensors, in their order, are computed by graphs of the same structure. */
  public static boolean equal(List<Tensor> left, List<Tensor> right) {
    return form(left).equals(form(right));
  }

  /** A hash of the structure: equal for graphs of the same one, and good for this JVM run only. */
  public static int hash(Graph graph) {
    return form(graph.outputs()).hashCode();
  }

  /** A hash of the structure, as {@link #hash(Graph)}. */
  public static int hash(Tensor tensor) {
    return form(List.of(tensor)).hashCode();
  }

  /**
   * The first node, in the order of {@link Walk#ancestors}, at which two graphs differ, in words;
   * empty where they have the same structure. For the messages of tests.
   */
  public static Optional<String> difference(Graph left, Graph right) {
    List<StructuralForm.Node> leftNodes = form(left.outputs()).nodes();
    List<StructuralForm.Node> rightNodes = form(right.outputs()).nodes();
    for (int i = 0; i < Math.min(leftNodes.size(), rightNodes.size()); i++) {
      if (!leftNodes.get(i).equals(rightNodes.get(i))) {
        return Optional.of("node " + i + " differs in its "
            + aspect(leftNodes.get(i), rightNodes.get(i))
            + describe("left", left.applies().get(i))
            + describe("right", right.applies().get(i)));
      }
    }
    if (leftNodes.size() != rightNodes.size()) {
      return Optional.of(
          "the left has " + leftNodes.size() + " nodes, the right " + rightNodes.size());
    }
    return equal(left, right)
        ? Optional.empty()
        : Optional.of("the outputs are not the same ones of the nodes: left " + left.outputs()
            + ", right " + right.outputs());
  }

  private static String aspect(StructuralForm.Node left, StructuralForm.Node right) {
    if (!left.what().equals(right.what())) {
      return "op";
    }
    return left.inputs().equals(right.inputs()) ? "types" : "inputs";
  }

  private static String describe(String side, Apply apply) {
    StringBuilder text = new StringBuilder("\n  ").append(side).append(": ");
    text.append(apply.outputs().size() == 1 ? apply.output() : apply.outputs());
    apply.inputs().forEach(input -> text.append("\n    of ").append(input));
    return text.toString();
  }

  private static StructuralForm form(List<Tensor> tensors) {
    return StructuralForm.of(Walk.ancestors(tensors), tensors);
  }
}
