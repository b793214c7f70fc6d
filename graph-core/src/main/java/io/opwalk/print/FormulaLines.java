package io.opwalk.print;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which nodes of a formula get a line of their own: those used more than once, unless they
 * are so short that they may as well be repeated, and those that would make a line too long.
 *
 * <p>Lengths are counted in symbols: one for each op and each leaf.
 */
final class FormulaLines {
  /** The longest expression that is written again wherever it is used: {@code a + b}. */
  private static final int REPEATED = 3;

  /** The longest expression that is not taken apart. */
  private static final int LONGEST = 30;

  private final Map<Apply, Integer> uses = new HashMap<>();
  private final Map<Apply, Integer> lengths = new HashMap<>();
  private final List<Apply> defined = new ArrayList<>();

  /** The nodes of {@code order} that get a line, in that order. */
  static List<Apply> of(List<Apply> order, List<Tensor> outputs) {
    FormulaLines lines = new FormulaLines();
    lines.count(order, outputs);
    order.forEach(lines::decide);
    if (outputs.size() == 1) {
      // It has the last line to itself anyway.
      lines.defined.remove(outputs.get(0).owner());
    }
    return lines.defined;
  }

  private void count(List<Apply> order, List<Tensor> outputs) {
    for (Apply apply : order) {
      apply.inputs().forEach(input -> uses.merge(input.owner(), 1, Integer::sum));
    }
    outputs.forEach(output -> uses.merge(output.owner(), 1, Integer::sum));
  }

  private void decide(Apply apply) {
    int length = 1;
    for (Tensor input : apply.inputs()) {
      length += lengths.get(input.owner());
    }
    boolean repeated = uses.get(apply) > 1 && length > REPEATED;
    if (repeated || (length > LONGEST && !apply.inputs().isEmpty())) {
      defined.add(apply);
      length = 1;
    }
    lengths.put(apply, length);
  }
}
