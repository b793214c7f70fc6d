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
   * nothing but tensors in {@code cuts} needs it, and so is one that only computes such tensors.
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
   * The nodes of {@code graph} that use the given tensor, each once, in the graph's order. Nodes
   * beyond the graph that use it do not count, and are not known to it.
   */
  public static List<Apply> users(Graph graph, Tensor tensor) {
    return Find.all(graph, apply -> apply.inputs().contains(tensor));
  }

  /**
   * The nodes of {@code graph} that depend on one of the given tensors, in the graph's order. The
   * tensors' own owners are not among them, unless they depend on another of the tensors.
   */
  public static List<Apply> descendants(Graph graph, Collection<Tensor> tensors) {
    return descendants(graph.applies(), tensors);
  }

  private static List<Apply> descendants(List<Apply> order, Collection<Tensor> tensors) {
    Set<Tensor> reached = new HashSet<>(tensors);
    List<Apply> found = new ArrayList<>();
    for (Apply apply : order) {
      if (apply.inputs().stream().anyMatch(reached::contains)) {
        reached.addAll(apply.outputs());
        found.add(apply);
      }
    }
    return List.copyOf(found);
  }

  /**
   * The nodes on some path from {@code from} to {@code to}: those that {@code to} needs and that
   * need a tensor of {@code from}, in the order of {@link #ancestors}. The owners of {@code from}
   * are not among them, unless they lie on such a path themselves.
   */
  public static List<Apply> between(Collection<Tensor> from, Collection<Tensor> to) {
    return descendants(ancestors(to), from);
  }

  private static final class Visit {
    final Apply apply;
    int next;

    Visit(Apply apply) {
      this.apply = apply;
    }
  }
}
