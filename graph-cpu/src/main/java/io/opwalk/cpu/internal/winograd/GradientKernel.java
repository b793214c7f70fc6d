package io.opwalk.cpu.internal.winograd;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.WinogradGradient;
import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Runs the gradient of a kernel, by a plan for each set of sizes. */
final class GradientKernel implements Kernel {
  /** How many plans are kept: a step has as many parts, or fewer. */
  private static final int MOST_PLANS = 64;

  private final WinogradGradient step;
  private final GradientTransforms transforms;
  private final Supplier<Kernel> products;
  private final Kernel product;
  private final IntSupplier panel;
  private final Scratch.Pool scratch;

  /** Those used lately; where threads add to them at once one of two may be lost, and made anew. */
  private volatile GradientPlan[] plans = {};

  /**
   * The kernel.
   *
   * @param products makes kernels that multiply
   * @param panel how many columns their panels have at present; 0 where they have none
   */
  GradientKernel(
      WinogradGradient step,
      GradientTransforms transforms,
      Supplier<Kernel> products,
      IntSupplier panel,
      Scratch.Pool scratch) {
    this.step = step;
    this.transforms = transforms;
    this.products = products;
    this.product = products.get();
    this.panel = panel;
    this.scratch = scratch;
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    GradientPlan plan = plan(sizes);
    Scratch own = scratch.borrow();
    own.gradient().run(plan, transforms, buffers);
    scratch.giveBack(own);
  }

  private GradientPlan plan(int[] sizes) {
    GradientPlan[] known = plans;
    int width = panel.getAsInt();
    for (GradientPlan plan : known) {
      if (plan.isFor(sizes, width)) {
        return plan;
      }
    }
    GradientPlan made = new GradientPlan(step, sizes, width, products);
    int kept = Math.min(known.length, MOST_PLANS - 1);
    GradientPlan[] next = Arrays.copyOfRange(known, known.length - kept, known.length + 1);
    next[kept] = made;
    plans = next;
    return made;
  }

  @Override
  public void warmUp() {
    transforms.input().warmUp();
    transforms.gradient().warmUp();
    transforms.window().warmUp();
    transforms.add().warmUp();
    product.warmUp();
  }
}
