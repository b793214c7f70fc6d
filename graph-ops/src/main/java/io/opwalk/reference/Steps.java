package io.opwalk.reference;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.primitive.Primitive;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The primitives to compute, in order, with every composite expanded onto its own inputs. An
 * expansion is built from ops that may be composites in turn.
 */
final class Steps {
  /** Composites within composites; more means one that expands into itself. */
  private static final int MAX_NESTING = 100;

  private final List<Step> steps = new ArrayList<>();
  private final Set<Apply> known = new HashSet<>();
  private final Set<Tensor> inputs;

  /** For a composite's output: the tensor of the expansion that has its value. */
  private final Map<Tensor, Tensor> expanded = new HashMap<>();

  private Steps(Collection<Tensor> inputs) {
    this.inputs = Set.copyOf(inputs);
  }

  /** The steps for some nodes, each after those it depends on, where {@code inputs} are fed. */
  static Steps of(List<Apply> applies, Collection<Tensor> inputs) {
    Steps steps = new Steps(inputs);
    applies.forEach(apply -> steps.add(apply, apply, 0));
    return steps;
  }

  private void add(Apply apply, Apply origin, int nesting) {
    if (!known.add(apply)) {
      return;
    }
    Op op = apply.op();
    if (op instanceof Primitive primitive) {
      List<Tensor> operands = apply.inputs().stream().map(this::locate).toList();
      steps.add(new Step(apply, primitive, operands, origin));
    } else if (op instanceof Composite composite) {
      expand(composite, apply, origin, nesting + 1);
    } else {
      throw new IllegalArgumentException("the reference backend computes primitives and composites,"
          + " and this is neither: " + apply);
    }
  }

  private void expand(Composite composite, Apply apply, Apply origin, int nesting) {
    if (nesting > MAX_NESTING) {
      throw new IllegalStateException(
          origin + " expands into composites without end; the innermost is " + apply);
    }
    List<Tensor> expansion = composite.expand(apply.inputs());
    check(apply, expansion);
    Set<Tensor> cuts = Set.copyOf(apply.inputs());
    Walk.ancestorsUpTo(expansion, cuts).forEach(inner -> add(inner, origin, nesting));
    for (int i = 0; i < expansion.size(); i++) {
      if (!inputs.contains(apply.outputs(i))) {
        expanded.put(apply.outputs(i), locate(expansion.get(i)));
      }
    }
  }

  private static void check(Apply apply, List<Tensor> expansion) {
    boolean fits = expansion.size() == apply.outputs().size();
    for (int i = 0; fits && i < expansion.size(); i++) {
      TensorType promised = apply.outputs(i).type();
      TensorType found = expansion.get(i).type();
      fits = promised.dtype() == found.dtype() && promised.rank() == found.rank();
    }
    if (!fits) {
      throw new IllegalStateException(apply
          + " has the outputs "
          + apply.outputs()
          + " by its type rule, but expands to "
          + expansion);
    }
  }

  /** The steps, each after those it depends on. */
  List<Step> list() {
    return List.copyOf(steps);
  }

  /** The tensor under which the value of a tensor is found. */
  Tensor locate(Tensor tensor) {
    return expanded.getOrDefault(tensor, tensor);
  }
}
