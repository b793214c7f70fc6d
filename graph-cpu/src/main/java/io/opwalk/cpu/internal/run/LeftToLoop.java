package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Feed;
import io.opwalk.cpu.internal.loop.Product;
import io.opwalk.cpu.internal.plan.Place;
import io.opwalk.cpu.internal.plan.Plan;

/**
 * A product whose last size is how many steps the loop has that reads it: where the loop runs it
 * step by step it does nothing.
 */
final class LeftToLoop implements Kernel {
  private final Product product;
  private final Kernel kernel;

  private LeftToLoop(Product product, Kernel kernel) {
    this.product = product;
    this.kernel = kernel;
  }

  /** Whether a step is the product whose result is at a place. */
  static boolean makes(Plan.Step step, Place place) {
    return step.call().function() instanceof Product && step.places().get(2).equals(place);
  }

  /** The step of a product, left to the loop where that runs it. */
  static Step of(Plan.Step planned, Step step) {
    Product product = (Product) planned.call().function();
    return new Step(
        new LeftToLoop(product, step.kernel()), step.places(), step.scalars(), step.label());
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    if (Feed.rowsOfStep(product, sizes, 0, sizes[sizes.length - 1]) == 0) {
      kernel.run(buffers, sizes, scalars);
    }
  }

  @Override
  public void warmUp() {
    kernel.warmUp();
  }

  @Override
  public void forget(Object array) {
    kernel.forget(array);
  }

  @Override
  public Kernel ofOneCaller() {
    return new LeftToLoop(product, kernel.ofOneCaller());
  }

  @Override
  public void hold(int buffer) {
    kernel.hold(buffer);
  }

  @Override
  public void release() {
    kernel.release();
  }
}
