package io.opwalk.cpu.internal.winograd;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Phase;
import io.opwalk.cpu.internal.loop.Winograd;
import io.opwalk.cpu.internal.product.Finish;
import io.opwalk.cpu.internal.product.Finisher;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * Runs a convolution, by a plan for each set of sizes. That of one caller knows what was made for
 * all parts of the present run.
 */
final class WinogradKernel implements Kernel {
  private final Transforms transforms;
  private final Plans plans;
  private final Kernel product;
  private final IntSupplier panel;

  /** Null where nothing is done to the result. */
  private final Finisher last;

  private final Scratch.Pool scratch;
  private final ForAllParts.Pool idle;

  /** What is made for all parts of the present run; null where there is nothing. */
  private ForAllParts made;

  private Object prepared;

  /** How wide panels were when the present run began. */
  private int panelOfRun;

  /** How many rows of tiles by filters the present run has not computed. */
  private final AtomicLong left = new AtomicLong();

  /**
   * The kernel.
   *
   * @param product one that multiplies as those of the plans do
   * @param panel how many columns their panels have at present; 0 where they have none
   * @param last what finishes blocks of the result; null where nothing is to be done
   */
  WinogradKernel(
      Transforms transforms,
      Plans plans,
      Kernel product,
      IntSupplier panel,
      Finisher last,
      Scratch.Pool scratch,
      ForAllParts.Pool idle) {
    this.transforms = transforms;
    this.plans = plans;
    this.product = product;
    this.panel = panel;
    this.last = last;
    this.scratch = scratch;
    this.idle = idle;
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    Phase phase = Phase.of(sizes[Winograd.PHASE]);
    if (phase == Phase.BEGIN) {
      begin(sizes);
      return;
    }
    Plan plan = plans.of(sizes, phase == Phase.WHOLE ? panel.getAsInt() : panelOfRun);
    Scratch own = scratch.borrow();
    Finish finish = own.finish();
    finish.begin(last, buffers, sizes, scalars);
    own.run().run(plan, transforms, buffers, prepared, finish);
    finish.end();
    scratch.giveBack(own);
    if (phase == Phase.REST && left.addAndGet(-plan.at.share()) == 0) {
      end();
    }
  }

  /** Where a run has failed there is still the array that it had. */
  private void begin(int[] sizes) {
    panelOfRun = panel.getAsInt();
    Plan plan = plans.of(sizes, panelOfRun);
    left.set(plan.at.share());
    int elements = plan.preparedElements();
    if (elements > 0) {
      made = made == null ? idle.borrow() : made;
      prepared = made.array(transforms.dtype(), elements);
    }
  }

  private void end() {
    prepared = null;
    if (made != null) {
      idle.giveBack(made);
      made = null;
    }
  }

  @Override
  public Kernel ofOneCaller() {
    return new WinogradKernel(transforms, plans, product, panel, last, scratch, idle);
  }

  @Override
  public void warmUp() {
    for (Kernel each :
        List.of(transforms.input(), transforms.kernel(), transforms.result(), product)) {
      each.warmUp();
    }
    if (last != null) {
      last.warmUp();
    }
  }
}
