package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.walk.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts that a model consists of, each after those it depends on. A layer is one part where all
 * of it is in the model; where the model begins within a layer, that layer's nodes are parts.
 */
final class Structure {
  private final Set<Tensor> cuts;
  private final Map<LayerCall, Boolean> whole = new HashMap<>();
  private final List<Part> order = new ArrayList<>();

  /** When a walk back from the outputs meets a part, or one of the model's inputs. */
  private final Map<Object, Integer> met = new HashMap<>();

  /** How many steps a part, or one of the model's inputs, is away from the outputs at most. */
  private final Map<Object, Integer> depths = new HashMap<>();

  /** A place in the order in which Keras lists layers. */
  record Rank(int depth, int met) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      return depth == other.depth
          ? Integer.compare(met, other.met)
          : Integer.compare(other.depth, depth);
    }
  }

  private Structure(Set<Tensor> cuts) {
    this.cuts = cuts;
  }

  static Structure of(List<Tensor> inputs, List<Tensor> outputs) {
    Structure structure = new Structure(new HashSet<>(inputs));
    outputs.forEach(structure::visit);
    structure.measure();
    return structure;
  }

  /** The parts, each after those it depends on. */
  List<Part> parts() {
    return Collections.unmodifiableList(order);
  }

  /**
   * Where Keras lists a part: those farthest from the outputs come first, and among equals those
   * that a walk back from the outputs meets first.
   */
  Rank rank(Part part) {
    return rankOf(part);
  }

  /** Where Keras lists one of the model's inputs. */
  Rank rank(Tensor input) {
    return rankOf(input);
  }

  private Rank rankOf(Object listed) {
    return new Rank(depths.getOrDefault(listed, 0), met.getOrDefault(listed, 0));
  }

  private void visit(Tensor output) {
    Deque<Visit> path = new ArrayDeque<>();
    enter(output, path);
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.next == visit.part.inputs().size()) {
        path.pop();
        order.add(visit.part);
      } else {
        enter(visit.part.inputs().get(visit.next++), path);
      }
    }
  }

  private void enter(Tensor tensor, Deque<Visit> path) {
    if (cuts.contains(tensor)) {
      met.putIfAbsent(tensor, met.size());
      return;
    }
    Part part = partOf(tensor);
    if (met.putIfAbsent(part, met.size()) == null) {
      path.push(new Visit(part));
    }
  }

  /** The part that a tensor is an output of. */
  private Part partOf(Tensor tensor) {
    return LayerCall.of(tensor)
        .filter(call -> whole.computeIfAbsent(call, this::isWhole))
        .<Part>map(Part.Call::new)
        .orElseGet(() -> new Part.Node(tensor.owner()));
  }

  /** Whether the model's inputs are none of the tensors within the call. */
  private boolean isWhole(LayerCall call) {
    Set<Tensor> ends = new HashSet<>(call.dependencies());
    call.inputs().forEach(input -> LayerCall.maskOf(input).ifPresent(ends::add));
    Set<Tensor> stops = new HashSet<>(ends);
    stops.addAll(cuts);
    return Walk.ancestorsUpTo(call.outputs(), stops).stream()
        .map(Apply::inputs)
        .flatMap(List::stream)
        .noneMatch(input -> cuts.contains(input) && !ends.contains(input));
  }

  private void measure() {
    List<Part> backwards = new ArrayList<>(order);
    Collections.reverse(backwards);
    for (Part part : backwards) {
      int depth = depths.merge(part, 0, Math::max);
      for (Tensor input : part.inputs()) {
        depths.merge(cuts.contains(input) ? input : partOf(input), depth + 1, Math::max);
      }
    }
  }

  private static final class Visit {
    final Part part;
    int next;

    Visit(Part part) {
      this.part = part;
    }
  }
}
