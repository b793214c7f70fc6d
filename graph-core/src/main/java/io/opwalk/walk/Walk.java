package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks over the graph. Every walk is iterative and linear in the nodes and edges it visits.
 *
 * <p>Nodes know their inputs and not their users, so walks go backward from tensors; a walk forward
 * needs a {@link Graph} to say which users count.
 */
public final class Walk {
  private Walk() {}

  /**
   * The owners of the given tensors and all that they depend on, each node once and after the nodes
   * it depends on. The order is that of a depth-first walk from the first tensor, inputs from left
   * to right, and so depends on the graph alone.
   */
  public static List<Apply> ancestors(Collection<Tensor> tensors) {
    return ancestorsUpTo(tensors, Set.of());
  }

  /** As {@link #ancestors(Collection)}. */
  public static List<Apply> ancestors(Tensor tensor) {
    return ancestors(List.of(tensor));
  }

  /**
   * As {@link #ancestors(Collection)}, not going past the given tensors: a node is left out where
   * nothing but a tensor in {@code cuts} needs it.
   */
  public static List<Apply> ancestorsUpTo(Collection<Tensor> tensors, Set<Tensor> cuts) {
    List<Apply> order = new ArrayList<>();
    Set<Apply> entered = new HashSet<>();
    Deque<Visit> path = new ArrayDeque<>();
    for (Tensor tensor : tensors) {
      if (!cuts.contains(tensor) && entered.add(tensor.owner())) {
        path.push(new Visit(tensor.owner()));
      }
      while (!path.isEmpty()) {
        Visit visit = path.peek();
        if (visit.next == visit.apply.inputs().size()) {
          path.pop();
          order.add(visit.apply);
          continue;
        }
        Tensor input = visit.apply.inputs().get(visit.next++);
        if (!cuts.contains(input) && entered.add(input.owner())) {
          path.push(new Visit(input.owner()));
        }
      }
    }
    return List.copyOf(order);
  }

  /** Whether {@code tensor} is {@code other} or is computed from it. */
  public static boolean dependsOn(Tensor tensor, Tensor other) {
    return tensor == other
        || ancestors(tensor).stream().anyMatch(apply -> apply.inputs().contains(other));
  }

  /**
   * The nodes of {@code graph} that depend on one of the given tensors, in the graph's order; the
   * tensors' own owners are not among them.
   */
  public static List<Apply> descendants(Graph graph, Collection<Tensor> tensors) {
    Set<Tensor> reached = new HashSet<>(tensors);
    List<Apply> found = new ArrayList<>();
    for (Apply apply : graph.applies()) {
      if (apply.inputs().stream().anyMatch(reached::contains)) {
        reached.addAll(apply.outputs());
        found.add(apply);
      }
    }
    return List.copyOf(found);
  }

  /**
   * The nodes on some path from {@code from} to {@code to}: those that {@code to} needs and that
   * need a tensor of {@code from}; the owners of {@code from} are not among them.
   */
  public static List<Apply> between(Collection<Tensor> from, Collection<Tensor> to) {
    return descendants(Graph.of(List.copyOf(to)), from);
  }

  private static final class Visit {
    final Apply apply;
    int next;

    Visit(Apply apply) {
      this.apply = apply;
    }
  }
}
