package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.walk.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private final Map<Part, Integer> entered = new LinkedHashMap<>();
  private final List<Part> order = new ArrayList<>();
  private final Map<Part, Integer> depths = new HashMap<>();

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
   * The parts in the order in which Keras lists layers: those farthest from the outputs first, and
   * among equals those that a walk back from the outputs meets first.
   */
  Comparator<Part> kerasOrder() {
    return Comparator.<Part>comparingInt(part -> -depths.get(part)).thenComparingInt(entered::get);
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
      return;
    }
    Part part = partOf(tensor);
    if (entered.putIfAbsent(part, entered.size()) == null) {
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
    Set<Tensor> ends = new HashSet<>(call.inputs());
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
        if (!cuts.contains(input)) {
          depths.merge(partOf(input), depth + 1, Math::max);
        }
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
