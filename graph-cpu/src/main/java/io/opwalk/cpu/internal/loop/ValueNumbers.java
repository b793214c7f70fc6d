package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A number for every value, the same for values that are sure to be equal: the same operation on
 * arguments of the same numbers, with nothing changed in between that they read. Counters are taken
 * by name, so a number means something only where its counters do.
 */
final class ValueNumbers {
  private final Map<Object, Integer> numbers = new HashMap<>();

  /** Changes with every assignment and store, for what is not constant while it is in sight. */
  private final Map<Object, Integer> versions = new HashMap<>();

  /** The numbers of locals that are never assigned: those of their values. */
  private final Map<Local, Integer> constants = new HashMap<>();

  private final Set<Local> assigned = new HashSet<>();
  private int nextVersion = 1;

  ValueNumbers(LoopFunction function) {
    for (Statement statement : Statements.all(function.body())) {
      if (statement instanceof Assign assign) {
        assigned.add(assign.local());
      }
    }
    for (int b = 0; b < function.buffers().size(); b++) {
      if (function.buffers().get(b).written()) {
        versions.put(b, 0);
      }
    }
  }

  /** Whether the local keeps its value, and has one only. */
  boolean isConstant(Local local) {
    return local.lanes() == 1 && !assigned.contains(local);
  }

  /** Says that a constant local holds the value of a number. */
  void define(Local local, int number) {
    constants.put(local, number);
  }

  /** Takes note that what the statement assigns or stores is no longer what it was. */
  void change(Statement statement) {
    if (statement instanceof Assign assign) {
      versions.put(assign.local(), nextVersion++);
    } else if (statement instanceof Store store) {
      versions.put(store.buffer(), nextVersion++);
    }
  }

  /** The numbers of a value and of all that it is made of. */
  Map<Value, Integer> of(Value root) {
    Map<Value, Integer> found = new IdentityHashMap<>();
    for (Value value : Values.postOrder(List.of(root))) {
      List<Integer> args = new ArrayList<>();
      for (Value arg : Values.args(value)) {
        args.add(found.get(arg));
      }
      found.put(value, number(value, args));
    }
    return found;
  }

  private int number(Value value, List<Integer> args) {
    if (value instanceof Read read) {
      Integer constant = constants.get(read.local());
      return constant != null ? constant : intern(new Key(value, version(read.local()), args));
    }
    if (value instanceof Load load) {
      return intern(new Key(value, version(load.buffer()), args));
    }
    if (value instanceof Compute compute) {
      return intern(new Key(compute.op(), compute.operands().ordinal(), args));
    }
    return intern(
        value instanceof Convert ? new Key(value.dtype(), 0, args) : new Key(value, 0, args));
  }

  private int version(Object changing) {
    return versions.getOrDefault(changing, 0);
  }

  private int intern(Key key) {
    int next = numbers.size();
    Integer known = numbers.putIfAbsent(key, next);
    return known == null ? next : known;
  }

  /** What makes two values equal. */
  private record Key(Object head, int detail, List<Integer> args) {
    // Written out, since a fresh JVM takes a millisecond to make these up.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && head.equals(that.head)
          && detail == that.detail
          && args.equals(that.args);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * head.hashCode() + detail) + args.hashCode();
    }
  }
}
