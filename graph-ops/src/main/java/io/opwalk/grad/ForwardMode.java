package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.ForwardDifferentiable;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.composite.Composite;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One forward pass: a tangent for every tensor that depends on those with a direction, each node
 * after the nodes it depends on.
 *
 * <p>Few ops have a rule for this, see {@link ForwardDifferentiable}. Of all others the rule for
 * gradients is transposed, see {@link Transposition}; and where that is not linear, a composite is
 * differentiated through its expansion.
 */
final class ForwardMode {
  private final Map<Tensor, List<Tensor>> directions = new HashMap<>();
  private final Map<Tensor, Tensor> tangents = new HashMap<>();
  /** Nodes that were reached by a tangent and handed none on. */
  private final Set<Apply> stops = new HashSet<>();

  /** Tangents of what {@code outputs} are computed from, where each of {@code wrt} moves. */
  ForwardMode(List<Tensor> outputs, List<Tensor> wrt, List<Tensor> directions) {
    this(outputs, wrt, directions, Set.of());
  }

  /** As the other constructor, for the graph that ends at {@code cuts}. */
  private ForwardMode(
      List<Tensor> outputs, List<Tensor> wrt, List<Tensor> directions, Set<Tensor> cuts) {
    for (int i = 0; i < wrt.size(); i++) {
      this.directions
          .computeIfAbsent(wrt.get(i), tensor -> new ArrayList<>())
          .add(Shapes.broadcastLike(directions.get(i), wrt.get(i)));
    }
    List<Apply> nodes = Walk.ancestorsUpTo(outputs, cuts);
    Set<Tensor> needed = new HashSet<>(outputs);
    nodes.forEach(apply -> needed.addAll(apply.inputs()));
    cuts.forEach(cut -> put(cut, Optional.empty()));
    nodes.forEach(apply -> visit(apply, needed));
  }

  /** The tangent of a tensor; empty where it is zero since nothing that moves leads to it. */
  Optional<Tensor> tangent(Tensor tensor) {
    return Optional.ofNullable(tangents.get(tensor));
  }

  boolean stops(Apply apply) {
    return stops.contains(apply);
  }

  private void visit(Apply apply, Set<Tensor> needed) {
    List<Optional<Tensor>> moved = apply.inputs().stream().map(this::tangent).toList();
    boolean reached = moved.stream().anyMatch(Optional::isPresent);
    List<Optional<Tensor>> found = reached ? propagate(apply, moved, needed) : List.of();
    for (int i = 0; i < apply.outputs().size(); i++) {
      put(apply.outputs(i), reached ? found.get(i) : Optional.empty());
    }
    if (reached && found.stream().allMatch(Optional::isEmpty)) {
      stops.add(apply);
    }
  }

  /** A tensor moves with what it is computed from, and by itself where it has a direction. */
  private void put(Tensor tensor, Optional<Tensor> propagated) {
    List<Tensor> terms = new ArrayList<>(directions.getOrDefault(tensor, List.of()));
    propagated.ifPresent(tangent -> terms.add(Shapes.broadcastLike(tangent, tensor)));
    sum(terms).ifPresent(tangent -> tangents.put(tensor, tangent));
  }

  private static Optional<Tensor> sum(List<Tensor> terms) {
    return terms.stream().reduce(Arithmetic::add);
  }

  /** The tangents of a graph within an op. */
  private static List<Optional<Tensor>> jvp(
      List<Tensor> outputs, List<Tensor> wrt, List<Tensor> directions) {
    ForwardMode pass = new ForwardMode(outputs, wrt, directions);
    return outputs.stream().map(pass::tangent).toList();
  }

  private static List<Optional<Tensor>> propagate(
      Apply apply, List<Optional<Tensor>> moved, Set<Tensor> needed) {
    if (apply.op() instanceof Differentiable op) {
      ReverseMode.requireKnown(op, apply, i -> moved.get(i).isPresent());
    }
    if (apply.op() instanceof ForwardDifferentiable op) {
      return op.outputTangents(apply, moved, ForwardMode::jvp);
    }
    Optional<List<Optional<Tensor>>> transposed = apply.op() instanceof Differentiable op
        ? new Transposition(apply, op).tangents(moved, needed)
        : Optional.empty();
    if (transposed.isPresent()) {
      return transposed.get();
    }
    if (apply.op() instanceof Composite op) {
      return throughExpansion(op, apply, moved);
    }
    String reason = apply.op() instanceof Differentiable
        ? "its gradient is not linear in that of its output"
        : "its op is neither Differentiable nor Composite";
    throw new IllegalArgumentException(
        apply.op().name() + " cannot be differentiated forward: " + reason + "\n  " + apply);
  }

  private static List<Optional<Tensor>> throughExpansion(
      Composite op, Apply apply, List<Optional<Tensor>> moved) {
    List<Tensor> wrt = new ArrayList<>();
    List<Tensor> directions = new ArrayList<>();
    for (int i = 0; i < moved.size(); i++) {
      // A tensor that is two inputs at once moves once.
      if (moved.get(i).isPresent() && !wrt.contains(apply.inputs(i))) {
        wrt.add(apply.inputs(i));
        directions.add(moved.get(i).get());
      }
    }
    List<Tensor> expansion = op.expand(apply.inputs());
    ForwardMode inner = new ForwardMode(expansion, wrt, directions, Set.copyOf(apply.inputs()));
    return expansion.stream().map(inner::tangent).toList();
  }
}
