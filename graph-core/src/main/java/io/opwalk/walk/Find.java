package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.NameScope;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.internal.NearNames;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds nodes and tensors of a graph, always in the graph's order. */
public final class Find {
  /** How many tensors a message lists. */
  private static final int SHOWN = 3;

  private Find() {}

  /**
   * The tensor of the given full name, scopes included.
   *
   * @throws NoSuchElementException where there is none, naming the nearest ones
   * @throws IllegalArgumentException where several bear it, listing them
   */
  public static Tensor byName(Graph graph, String name) {
    List<Tensor> found = tensors(graph, tensor -> tensor.name().equals(name));
    if (found.isEmpty()) {
      List<String> names = allTensors(graph)
          .map(Tensor::name)
          .filter(n -> !n.isEmpty())
          .distinct()
          .toList();
      throw new NoSuchElementException(NearNames.unknown("tensor named", name, names));
    }
    if (found.size() > 1) {
      StringBuilder message = new StringBuilder();
      message.append(found.size()).append(" tensors are named '").append(name).append("'");
      found.stream().limit(SHOWN).forEach(tensor -> message.append("\n  ").append(tensor));
      if (found.size() > SHOWN) {
        message.append("\n  and ").append(found.size() - SHOWN).append(" more");
      }
      throw new IllegalArgumentException(message.toString());
    }
    return found.get(0);
  }

  /** The nodes whose op is of the given class. */
  public static List<Apply> byOp(Graph graph, Class<? extends Op> op) {
    return all(graph, apply -> op.isInstance(apply.op()));
  }

  /** The nodes whose op prints as the given label, such as {@code Elementwise{add}}. */
  public static List<Apply> byLabel(Graph graph, String label) {
    return all(graph, apply -> apply.op().label().equals(label));
  }

  /** The nodes named within a scope, or within a scope in it; all named ones for the root. */
  public static List<Apply> inScope(Graph graph, NameScope scope) {
    String prefix = scope.path().isEmpty() ? "" : scope.path() + "/";
    return all(graph, apply -> !apply.name().isEmpty() && apply.name().startsWith(prefix));
  }

  /** The nodes that fulfil a condition. */
  public static List<Apply> all(Graph graph, Predicate<Apply> condition) {
    return graph.applies().stream().filter(condition).toList();
  }

  /** The tensors that fulfil a condition. */
  public static List<Tensor> tensors(Graph graph, Predicate<Tensor> condition) {
    return allTensors(graph).filter(condition).toList();
  }

  private static Stream<Tensor> allTensors(Graph graph) {
    return graph.applies().stream().flatMap(apply -> apply.outputs().stream());
  }
}
