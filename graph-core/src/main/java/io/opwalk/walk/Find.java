package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Op;
import io.opwalk.Tensor;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** Finds nodes of a graph by name, by op or by any predicate. */
public final class Find {
  private Find() {}

  /**
   * The tensor of the given full name.
   *
   * @throws NoSuchElementException where there is none, listing the names there are
   * @throws IllegalArgumentException where several bear it, listing them
   */
  public static Tensor byName(Graph graph, String name) {
    List<Tensor> found = graph.applies().stream()
        .flatMap(apply -> apply.outputs().stream())
        .filter(tensor -> tensor.name().equals(name))
        .toList();
    if (found.isEmpty()) {
      List<String> names = graph.applies().stream()
          .map(Apply::name)
          .filter(n -> !n.isEmpty())
          .distinct()
          .toList();
      throw new NoSuchElementException("no tensor named '" + name + "'; the names are " + names);
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException("several tensors named '" + name + "': " + found);
    }
    return found.get(0);
  }

  /** The nodes whose op is of the given class, in the graph's order. */
  public static List<Apply> byOp(Graph graph, Class<? extends Op> op) {
    return all(graph, apply -> op.isInstance(apply.op()));
  }

  /** The nodes that fulfil a condition, in the graph's order. */
  public static List<Apply> all(Graph graph, Predicate<Apply> condition) {
    return graph.applies().stream().filter(condition).toList();
  }
}
