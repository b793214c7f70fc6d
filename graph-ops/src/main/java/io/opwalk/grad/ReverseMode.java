package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.composite.Composite;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * One backward pass. Nodes are visited in reverse topological order, so that all parts of a
 * tensor's gradient are there before its owner is visited.
 */
final class ReverseMode {
  private static final NameScope SCOPE = NameScope.of("grad");

  private final List<Tensor> wrt;
  /** The given tensors, and what is computed from them and can carry a gradient. */
  private final Set<Tensor> active;
  /** Nodes that were there before: they are the user's, and never renamed. */
  private final Set<Apply> existing;

  /** Where the graph ends: as inputs of an expansion, whose gradients are only part of a whole. */
  private final Set<Tensor> cuts;

  private final Map<Tensor, List<Tensor>> parts = new HashMap<>();
  private final Map<Tensor, Tensor> totals = new HashMap<>();
  /** Nodes whose rule gave no gradient to an active input. */
  private final Set<Apply> stops = new HashSet<>();

  ReverseMode(List<Tensor> outputs, List<Optional<Tensor>> cotangents, List<Tensor> wrt) {
    this(outputs, cotangents, wrt, Set.of());
  }

  /** As the other constructor, for the graph that ends at {@code cuts}. */
  ReverseMode(
      List<Tensor> outputs, List<Optional<Tensor>> cotangents, List<Tensor> wrt, Set<Tensor> cuts) {
    this.wrt = List.copyOf(wrt);
    this.cuts = cuts;
    this.active = new HashSet<>(wrt);
    List<Apply> nodes = Walk.ancestorsUpTo(outputs, cuts);
    this.existing = new HashSet<>(nodes);
    List<Apply> onPath = new ArrayList<>();
    for (Apply node : nodes) {
      if (node.inputs().stream().anyMatch(active::contains)) {
        onPath.add(node);
        node.outputs().stream().filter(out -> out.dtype().isFloating()).forEach(active::add);
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      Tensor output = outputs.get(i);
      cotangents.get(i).filter(seed -> active.contains(output)).ifPresent(seed -> {
        existing.add(seed.owner());
        contribute(output, seed);
      });
    }
    ListIterator<Apply> backward = onPath.listIterator(onPath.size());
    while (backward.hasPrevious()) {
      visit(backward.previous());
    }
  }

  /** The gradients of a graph within an op. */
  static List<Optional<Tensor>> vjp(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wrt) {
    ReverseMode pass =
        new ReverseMode(outputs, cotangents.stream().map(Optional::of).toList(), wrt);
    return wrt.stream().map(pass::gradient).toList();
  }

  List<Tensor> wrt() {
    return wrt;
  }

  /** Whether a gradient ends at a node since its rule says so. */
  boolean stops(Apply apply) {
    return stops.contains(apply);
  }

  /** The whole gradient of a tensor all whose users have been visited. */
  Optional<Tensor> gradient(Tensor tensor) {
    List<Tensor> found = parts.remove(tensor);
    if (found != null) {
      totals.put(tensor, named(sum(found), tensor));
    }
    return Optional.ofNullable(totals.get(tensor));
  }

  private void visit(Apply apply) {
    List<Optional<Tensor>> cotangents = new ArrayList<>();
    apply.outputs().forEach(output -> cotangents.add(gradient(output)));
    if (cotangents.stream().allMatch(Optional::isEmpty)) {
      return;
    }
    List<Optional<Tensor>> gradients = rule(apply, Collections.unmodifiableList(cotangents));
    for (int i = 0; i < apply.inputs().size(); i++) {
      Tensor input = apply.inputs(i);
      if (active.contains(input)) {
        gradients
            .get(i)
            .ifPresentOrElse(gradient -> contribute(input, gradient), () -> stops.add(apply));
      }
    }
  }

  private List<Optional<Tensor>> rule(Apply apply, List<Optional<Tensor>> cotangents) {
    List<Optional<Tensor>> gradients;
    if (apply.op() instanceof Differentiable op) {
      requireKnown(op, apply, i -> active.contains(apply.inputs(i)));
      gradients = op.inputGradients(apply, cotangents, ReverseMode::vjp);
    } else if (apply.op() instanceof Composite op) {
      gradients = throughExpansion(op, apply, cotangents);
    } else {
      throw new IllegalArgumentException(apply.op().name()
          + " cannot be differentiated: its op is neither Differentiable nor Composite\n  "
          + apply);
    }
    check(apply, gradients);
    return gradients;
  }

  /** Refuses an op through one of whose inputs goes a gradient that its rule does not know. */
  static void requireKnown(Differentiable op, Apply apply, IntPredicate passes) {
    for (int i = 0; i < apply.inputs().size(); i++) {
      if (passes.test(i) && op.hasUnknownGradient(i)) {
        throw new IllegalArgumentException(apply.op().label()
            + " cannot be differentiated in inputs(" + i + "): its rule does not know how\n  "
            + apply);
      }
    }
  }

  private List<Optional<Tensor>> throughExpansion(
      Composite op, Apply apply, List<Optional<Tensor>> cotangents) {
    List<Tensor> wanted =
        apply.inputs().stream().filter(active::contains).distinct().toList();
    ReverseMode inner = new ReverseMode(
        op.expand(apply.inputs()), cotangents, wanted, Set.copyOf(new HashSet<>(apply.inputs())));
    List<Optional<Tensor>> gradients = new ArrayList<>();
    Set<Tensor> given = new HashSet<>();
    for (Tensor input : apply.inputs()) {
      // A tensor that is two inputs at once has one gradient: the first place gets all of it.
      gradients.add(given.add(input) ? inner.gradient(input) : Optional.empty());
    }
    return gradients;
  }

  static void check(Apply apply, List<Optional<Tensor>> gradients) {
    if (gradients.size() != apply.inputs().size()) {
      throw new IllegalStateException("the gradient rule of " + apply + " gives " + gradients.size()
          + " gradients for " + apply.inputs().size() + " inputs");
    }
    for (int i = 0; i < gradients.size(); i++) {
      Tensor input = apply.inputs(i);
      if (gradients.get(i).isPresent() && !Demands.fits(gradients.get(i).get(), input)) {
        throw new IllegalStateException("the gradient rule of " + apply + " gives a gradient of "
            + gradients.get(i).get().type() + " for inputs(" + i + "), which is " + input);
      }
    }
  }

  private void contribute(Tensor tensor, Tensor gradient) {
    parts
        .computeIfAbsent(tensor, key -> new ArrayList<>())
        .add(Shapes.broadcastLike(gradient, tensor));
  }

  /** The sum as a balanced tree, whose depth and rounding error grow with the logarithm only. */
  private static Tensor sum(List<Tensor> terms) {
    List<Tensor> level = terms;
    while (level.size() > 1) {
      List<Tensor> next = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        next.add(Arithmetic.add(level.get(i), level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        next.add(level.get(level.size() - 1));
      }
      level = next;
    }
    return level.get(0);
  }

  private Tensor named(Tensor gradient, Tensor tensor) {
    Apply owner = gradient.owner();
    boolean made = owner.name().isEmpty() && !owner.inputs().isEmpty() && !existing.contains(owner);
    return made && !tensor.name().isEmpty() && !cuts.contains(tensor)
        ? SCOPE.name(tensor.name(), gradient)
        : gradient;
  }
}
