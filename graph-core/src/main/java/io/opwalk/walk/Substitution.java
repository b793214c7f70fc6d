package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The walk of {@link Replace#in}: depth first through the graph as it will be, where an edge to a
 * replaced tensor leads to what stands in its place. A node met again while it is still on the path
 * closes a cycle.
 */
final class Substitution {
  /** How many tensors of a cycle a message shows. */
  private static final int SHOWN = 12;

  private final Map<Tensor, Tensor> replacements;

  /** The ends found so far, so that each replacement is followed once. */
  private final Map<Tensor, Tensor> ends = new HashMap<>();

  private final Map<Apply, State> states = new HashMap<>();
  private final Deque<Visit> path = new ArrayDeque<>();
  private final Rebuild rebuild = new Rebuild();

  Substitution(Map<Tensor, Tensor> replacements) {
    this.replacements = replacements;
    replacements.forEach((place, successor) -> {
      Objects.requireNonNull(place, "a key of the replacements is null");
      Objects.requireNonNull(successor, () -> "no replacement (null) was given for " + place);
      Fit.require("cannot replace", place, successor);
    });
  }

  List<Tensor> of(List<Tensor> outputs) {
    outputs.forEach(this::walk);
    return outputs.stream().map(output -> rebuild.of(end(output))).toList();
  }

  /** What stands in a tensor's place in the end: replacements may themselves be replaced. */
  private Tensor end(Tensor tensor) {
    return replacements.containsKey(tensor) ? follow(tensor) : tensor;
  }

  private Tensor follow(Tensor tensor) {
    Set<Tensor> trail = new LinkedHashSet<>();
    Tensor last = tensor;
    while (!ends.containsKey(last) && replacements.getOrDefault(last, last) != last) {
      if (!trail.add(last)) {
        throw circle(trail, last);
      }
      last = replacements.get(last);
    }
    Tensor end = ends.getOrDefault(last, last);
    trail.forEach(passed -> ends.put(passed, end));
    return end;
  }

  private void walk(Tensor output) {
    enter(output);
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.next < visit.apply.inputs().size()) {
        enter(visit.apply.inputs().get(visit.next++));
      } else {
        path.pop();
        states.put(visit.apply, State.DONE);
        rebuild.rebuild(visit.apply, inputs(visit.apply));
      }
    }
  }

  private List<Tensor> inputs(Apply apply) {
    List<Tensor> inputs = new ArrayList<>(apply.inputs().size());
    apply.inputs().forEach(input -> inputs.add(rebuild.of(end(input))));
    return inputs;
  }

  private void enter(Tensor used) {
    Apply apply = end(used).owner();
    State state = states.putIfAbsent(apply, State.ON_PATH);
    if (state == State.ON_PATH) {
      throw cycle(used);
    }
    if (state == null) {
      path.push(new Visit(apply, used));
    }
  }

  private static IllegalArgumentException circle(Set<Tensor> trail, Tensor again) {
    List<Tensor> tensors = new ArrayList<>(trail);
    List<Tensor> within = tensors.subList(tensors.indexOf(again), tensors.size());
    return new IllegalArgumentException("the replacements lead in a circle: each of these would be"
        + " replaced by the next, and the last by the first"
        + excerpt(within, Tensor::toString));
  }

  /** The cycle that {@code used}, an input of the last node on the path, closes. */
  private IllegalArgumentException cycle(Tensor used) {
    Apply first = end(used).owner();
    List<Tensor> edges = new ArrayList<>();
    for (Visit visit : path) {
      if (visit.apply == first) {
        break;
      }
      edges.add(visit.used);
    }
    edges.add(used);
    Collections.reverse(edges);
    // A replacement is what to show first; a cycle has one, since the graph had none.
    Tensor replaced =
        edges.stream().filter(edge -> end(edge) != edge).findFirst().orElseThrow();
    Collections.rotate(edges, -edges.indexOf(replaced));
    return new IllegalArgumentException("the replacements make a cycle: each of these would be"
        + " computed from the next, and the last from the first"
        + excerpt(edges, this::line)
        + "\nto put something computed from a tensor in its place, use Replace.wrap");
  }

  private static String excerpt(List<Tensor> tensors, Function<Tensor, String> line) {
    StringBuilder text = new StringBuilder();
    int hidden = Math.max(0, tensors.size() - SHOWN);
    int head = hidden == 0 ? tensors.size() : SHOWN / 2;
    tensors.subList(0, head).forEach(t -> text.append("\n  ").append(line.apply(t)));
    if (hidden > 0) {
      text.append("\n  ... ").append(hidden).append(" more ...");
      tensors
          .subList(head + hidden, tensors.size())
          .forEach(t -> text.append("\n  ").append(line.apply(t)));
    }
    return text.toString();
  }

  private String line(Tensor used) {
    Tensor end = end(used);
    return end == used ? end.toString() : end + "\n    in the place of " + used;
  }

  private enum State {
    ON_PATH,
    DONE
  }

  private static final class Visit {
    final Apply apply;
    final Tensor used;
    int next;

    Visit(Apply apply, Tensor used) {
      this.apply = apply;
      this.used = used;
    }
  }
}
