package io.opwalk.cpu.internal.winograd;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Winograd;
import io.opwalk.cpu.internal.product.Finish;
import io.opwalk.cpu.internal.product.Finisher;
import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Runs a convolution, by a plan for each set of sizes. */
final class WinogradKernel implements Kernel {
  /** How many plans are kept: a step has as many parts, or fewer. */
  private static final int MOST_PLANS = 64;

  private final Winograd step;
  private final Transforms transforms;
  private final Supplier<Kernel> products;
  private final Kernel product;
  private final IntSupplier panel;

  /** Null where nothing is done to the result. */
  private final Finisher last;

  private final Scratch.Pool scratch;

  /** Those used lately; where threads add to them at once one of two may be lost, and made anew. */
  private volatile Plan[] plans = {};

  /**
   * The kernel.
   *
   * @param products makes kernels that multiply
   * @param panel how many columns their panels have at present; 0 where they have none
   * @param last what finishes blocks of the result; null where nothing is to be done
   */
  WinogradKernel(
      Winograd step,
      Transforms transforms,
      Supplier<Kernel> products,
      IntSupplier panel,
      Finisher last,
      Scratch.Pool scratch) {
    this.step = step;
    this.transforms = transforms;
    this.products = products;
    this.product = products.get();
    this.panel = panel;
    this.last = last;
    this.scratch = scratch;
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    Plan plan = plan(sizes);
    Scratch own = scratch.borrow();
    Finish finish = own.finish();
    finish.begin(last, buffers, sizes, scalars);
    own.run().run(plan, transforms, buffers, finish);
    finish.end();
    scratch.giveBack(own);
  }

  private Plan plan(int[] sizes) {
    Plan[] known = plans;
    int width = panel.getAsInt();
    for (Plan plan : known) {
      if (plan.isFor(sizes, width)) {
        return plan;
      }
    }
    Plan made = new Plan(step, sizes, width, products);
    int kept = Math.min(known.length, MOST_PLANS - 1);
    Plan[] next = new Plan[kept + 1];
    System.arraycopy(known, known.length - kept, next, 0, kept);
    next[kept] = made;
    plans = next;
    return made;
  }

  @Override
  public void warmUp() {
    for (Kernel each :
        Arrays.asList(transforms.input(), transforms.kernel(), transforms.result(), product)) {
      each.warmUp();
    }
    if (last != null) {
      last.warmUp();
    }
  }
}
