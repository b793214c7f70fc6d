package io.opwalk.cpu.internal.pipeline;

import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Cond;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is read of a condition, and the condition that computes no more. */
final class CondUse {
  private final Cond cond;
  private final Set<Integer> used = new TreeSet<>();

  CondUse(Cond cond) {
    this.cond = cond;
  }

  /** Notes that an output is read. */
  void use(int output) {
    used.add(output);
  }

  /** Whether no output is read. */
  boolean isDead() {
    return used.isEmpty();
  }

  /** Where an output is found; -1 where it is not read. */
  int position(int output) {
    return List.copyOf(used).indexOf(output);
  }

  /** Which of the inputs are needed, the predicate first. */
  List<Integer> keptInputs() {
    List<Integer> kept = new ArrayList<>(List.of(0));
    needed().forEach(i -> kept.add(1 + i));
    return kept;
  }

  /** The condition that gives what is read. */
  Cond pruned() {
    List<Integer> needed = needed();
    return new Cond(pruned(cond.then(), needed), pruned(cond.otherwise(), needed));
  }

  private List<Integer> needed() {
    Set<Tensor> then = results(cond.then()).used();
    Set<Tensor> otherwise = results(cond.otherwise()).used();
    List<Integer> needed = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < cond.then().inputs().size(); i++) {
      all.add(i);
      if (then.contains(cond.then().inputs().get(i))
          || otherwise.contains(cond.otherwise().inputs().get(i))) {
        needed.add(i);
      }
    }
    try {
      pruned(cond.then(), needed);
      pruned(cond.otherwise(), needed);
      return needed;
    } catch (IllegalArgumentException sizeLost) {
      // An input that is not read may be the only one that tells a size.
      return all;
    }
  }

  private Body results(Body body) {
    return body.withOutputs(used.stream().map(body.outputs()::get).toList());
  }

  private Body pruned(Body body, List<Integer> needed) {
    List<Tensor> inputs = needed.stream().map(body.inputs()::get).toList();
    return new Body(body.name(), inputs, results(body).outputs());
  }
}
