package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.For;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be seen from a statement: grows while a block is walked, shrinks when it is left. */
final class Scope {
  /** Locals with the number of loops around their declaration. */
  private final Map<Local, Integer> depths = new HashMap<>();

  private final Set<Index.Counter> counters = new HashSet<>();
  private final List<For> loops = new ArrayList<>();
  private final List<Runnable> undo = new ArrayList<>();

  /** Where to go back to when the block that is about to be entered is left. */
  int enter() {
    return undo.size();
  }

  void leave(int entered) {
    while (undo.size() > entered) {
      undo.remove(undo.size() - 1).run();
    }
  }

  void declare(Local local) {
    depths.put(local, loops.size());
    undo.add(() -> depths.remove(local));
  }

  void declare(Index.Counter counter) {
    counters.add(counter);
    undo.add(() -> counters.remove(counter));
  }

  void open(For loop) {
    loops.add(loop);
    undo.add(() -> loops.remove(loops.size() - 1));
  }

  boolean sees(Local local) {
    return depths.containsKey(local);
  }

  boolean sees(Index.Counter counter) {
    return counters.contains(counter);
  }

  /** The loops around the statement that are inside of the local's block, outermost first. */
  List<For> loopsSince(Local local) {
    return loops.subList(depths.get(local), loops.size());
  }
}
