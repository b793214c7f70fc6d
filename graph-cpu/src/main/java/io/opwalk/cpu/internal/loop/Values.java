package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Walks over values. A value may be deep and may share parts, so that as a tree it is far larger
 * than in memory: walks are iterative and see every object once.
 */
public final class Values {
  private Values() {}

  /** What a value is computed from. */
  public static List<Value> args(Value value) {
    if (value instanceof Compute compute) {
      return compute.args();
    }
    return value instanceof Convert convert ? List.of(convert.arg()) : List.of();
  }

  /** The value with other arguments; itself where they are the same objects. */
  public static Value withArgs(Value value, List<Value> args) {
    if (same(args(value), args)) {
      return value;
    }
    return value instanceof Compute compute
        ? new Compute(compute.op(), compute.operands(), args)
        : new Convert(value.dtype(), args.get(0));
  }

  private static boolean same(List<Value> some, List<Value> others) {
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** All objects that the roots are made of, each once and after its arguments. */
  public static List<Value> postOrder(Collection<Value> roots) {
    List<Value> order = new ArrayList<>();
    Set<Value> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Step> stack = new ArrayDeque<>();
    for (Value root : roots) {
      stack.push(new Step(root, false));
      while (!stack.isEmpty()) {
        Step step = stack.pop();
        if (step.argsDone) {
          order.add(step.value);
        } else if (entered.add(step.value)) {
          stack.push(new Step(step.value, true));
          List<Value> args = args(step.value);
          for (int i = args.size() - 1; i >= 0; i--) {
            stack.push(new Step(args.get(i), false));
          }
        }
      }
    }
    return order;
  }

  private record Step(Value value, boolean argsDone) {}
}
