package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Read;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which locals hold the values of which numbers, and values rebuilt over these locals. */
final class SharedValues {
  private final Names names;
  private final Map<Integer, Read> held = new HashMap<>();
  private final List<Integer> inOrder = new ArrayList<>();

  SharedValues(Names names) {
    this.names = names;
  }

  /** Where to go back to when the block that is about to be entered is left. */
  int enter() {
    return inOrder.size();
  }

  void leave(int entered) {
    while (inOrder.size() > entered) {
      held.remove(inOrder.remove(inOrder.size() - 1));
    }
  }

  boolean holds(int number) {
    return held.containsKey(number);
  }

  /** Says that a constant local holds the value of a number from here on. */
  void hold(int number, Read local) {
    if (held.putIfAbsent(number, local) == null) {
      inOrder.add(number);
    }
  }

  /** Counts, for what the root is made of, how many different values are computed from it. */
  void count(
      Value root, Map<Value, Integer> numbers, Map<Integer, Integer> uses, Set<Integer> counted) {
    Deque<Value> pending = new ArrayDeque<>();
    pending.push(root);
    while (!pending.isEmpty()) {
      Value value = pending.pop();
      int number = numbers.get(value);
      if (!holds(number) && counted.add(number)) {
        for (Value arg : Values.args(value)) {
          int of = numbers.get(arg);
          uses.put(of, uses.getOrDefault(of, 0) + 1);
          pending.push(arg);
        }
      }
    }
  }

  /**
   * The value over the locals that hold parts of it, with new locals for parts that are used
   * several times, and for parts without which it would be too large.
   *
   * @param named whether the root is about to get a name, whatever it is
   * @param into where new locals are declared
   */
  Value rebuild(
      Value root,
      Map<Value, Integer> numbers,
      Map<Integer, Integer> uses,
      boolean named,
      List<Statement> into) {
    Map<Value, Built> built = new IdentityHashMap<>();
    Deque<Step> stack = new ArrayDeque<>();
    stack.push(new Step(root, false));
    while (!stack.isEmpty()) {
      Step step = stack.pop();
      Value value = step.value;
      int number = numbers.get(value);
      if (holds(number) && !isLeaf(value) || isHeldRead(value, number)) {
        built.put(value, new Built(held.get(number), 1, 1));
      } else if (!step.argsDone) {
        stack.push(new Step(value, true));
        List<Value> args = Values.args(value);
        for (int i = args.size() - 1; i >= 0; i--) {
          stack.push(new Step(args.get(i), false));
        }
      } else {
        boolean share = uses.get(number) > 1 && !isLeaf(value) && !(named && value == root);
        Built done = combine(value, built, numbers, into);
        built.put(value, share ? name(done, number, into) : done);
      }
    }
    return built.get(root).value;
  }

  private boolean isHeldRead(Value value, int number) {
    return value instanceof Read read && read.local().lanes() == 1 && holds(number);
  }

  private static boolean isLeaf(Value value) {
    return !(value instanceof Compute || value instanceof Convert || value instanceof Load);
  }

  private Built combine(
      Value value, Map<Value, Built> built, Map<Value, Integer> numbers, List<Statement> into) {
    List<Value> args = new ArrayList<>();
    List<Value> old = Values.args(value);
    int all = 1;
    for (Value arg : old) {
      all += built.get(arg).nodes;
    }
    boolean large = all > Share.MAX_NODES;
    int depth = 0;
    int nodes = 1;
    for (Value arg : old) {
      Built part = built.get(arg);
      if (part.depth > 1 && (large || part.depth == Share.MAX_DEPTH)) {
        part = name(part, numbers.get(arg), into);
      }
      depth = Math.max(depth, part.depth);
      nodes += part.nodes;
      args.add(part.value);
    }
    return new Built(args.isEmpty() ? value : Values.withArgs(value, args), depth + 1, nodes);
  }

  private Built name(Built built, int number, List<Statement> into) {
    if (!holds(number)) {
      Local local = Local.of(names.fresh("t"), built.value.dtype());
      into.add(new Let(local, built.value));
      hold(number, new Read(local));
    }
    return new Built(held.get(number), 1, 1);
  }

  private record Step(Value value, boolean argsDone) {}

  /** A value that is rebuilt, with how deep and how large it is. */
  private record Built(Value value, int depth, int nodes) {}
}
