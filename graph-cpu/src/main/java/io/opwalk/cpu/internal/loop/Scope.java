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
  /** Locals, counters and loops, in the order in which they came into sight. */
  private final List<Object> entered = new ArrayList<>();

  /** Where to go back to when the block that is about to be entered is left. */
  int enter() {
    return entered.size();
  }

  void leave(int before) {
    while (entered.size() > before) {
      Object last = entered.remove(entered.size() - 1);
      if (last instanceof For) {
        loops.remove(loops.size() - 1);
      } else {
        depths.remove(last);
        counters.remove(last);
      }
    }
  }

  void declare(Local local) {
    depths.put(local, loops.size());
    entered.add(local);
  }

  void declare(Index.Counter counter) {
    counters.add(counter);
    entered.add(counter);
  }

  void open(For loop) {
    loops.add(loop);
    entered.add(loop);
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
