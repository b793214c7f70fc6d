package io.opwalk.cpu.internal.winograd;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Winograd;
import java.util.function.Supplier;

/** The plans of a step for the sizes of its parts. Thread-safe. */
final class Plans {
  /** How many are kept: a step has as many parts in both phases that have some, or fewer. */
  private static final int MOST = 130;

  private final Winograd step;
  private final Supplier<Kernel> products;

  /** Those used lately; where threads add to them at once one of two may be lost, and made anew. */
  private volatile Plan[] known = {};

  /**
   * None yet.
   *
   * @param products makes kernels that multiply
   */
  Plans(Winograd step, Supplier<Kernel> products) {
    this.step = step;
    this.products = products;
  }

  /**
   * The plan for some sizes.
   *
   * @param panel how many columns the panels of a product have; 0 where it has none
   */
  Plan of(int[] sizes, int panel) {
    Plan[] plans = known;
    for (Plan plan : plans) {
      if (plan.isFor(sizes, panel)) {
        return plan;
      }
    }
    Plan made = new Plan(step, sizes, panel, products);
    int kept = Math.min(plans.length, MOST - 1);
    Plan[] next = new Plan[kept + 1];
    System.arraycopy(plans, plans.length - kept, next, 0, kept);
    next[kept] = made;
    known = next;
    return made;
  }
}
