package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Copies of graphs: fresh nodes of the same ops, names and creation sites, over leaves that are
 * shared or not as the caller says.
 *
 * <pre>{@code
 * Clone.of(graph);                                   // the same weights, fresh nodes
 * Clone.of(graph, leaf -> ownWeights(leaf));         // weights of its own
 * Clone.of(graph, Leaves.SHARE, (node, inputs) ->    // every softmax left out
 *     node.op() instanceof Softmax ? inputs : node.withInputs(inputs).outputs());
 * }</pre>
 */
public final class Clone {
  private Clone() {}

  /** A copy that shares its leaves with the original. */
  public static Graph of(Graph graph) {
    return of(graph, Leaves.SHARE);
  }

  /**
   * A copy with the leaves that the policy gives.
   *
   * @throws io.opwalk.TypeException where a leaf given does not fit in the place of the one it is
   *     given for
   */
  public static Graph of(Graph graph, Leaves leaves) {
    return of(graph, leaves, (node, inputs) -> node.withInputs(inputs).outputs());
  }

  /**
   * A copy in which {@code copier} decides, node by node, what stands for it.
   *
   * @param copier is given each node that is no leaf, once and after those it depends on, and what
   *     its inputs have become; answers with as many tensors as the node has outputs
   * @throws IllegalArgumentException where it answers with another number of tensors
   * @throws io.opwalk.TypeException where one of them does not fit in the place of the output it is
   *     given for
   */
  public static Graph of(
      Graph graph, Leaves leaves, BiFunction<Apply, List<Tensor>, List<Tensor>> copier) {
    Rebuild rebuild = new Rebuild();
    for (Apply apply : graph.applies()) {
      List<Tensor> copies = apply.inputs().isEmpty()
          ? leaves.leaf(apply)
          : copier.apply(apply, rebuild.of(apply.inputs()));
      check(apply, copies);
      rebuild.put(apply, copies);
    }
    return Graph.of(rebuild.of(graph.outputs()));
  }

  private static void check(Apply apply, List<Tensor> copies) {
    Objects.requireNonNull(copies, () -> "no tensors (null) were given for " + apply);
    if (copies.size() != apply.outputs().size()) {
      throw new IllegalArgumentException("expected " + apply.outputs().size()
          + " tensors for the outputs of " + apply + ", found " + copies.size());
    }
    for (int i = 0; i < copies.size(); i++) {
      Tensor output = apply.outputs(i);
      Objects.requireNonNull(copies.get(i), () -> "no tensor (null) was given for " + output);
      Fit.require("cannot clone", output, copies.get(i));
    }
  }
}
