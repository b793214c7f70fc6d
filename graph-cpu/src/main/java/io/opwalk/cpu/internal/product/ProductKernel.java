package io.opwalk.cpu.internal.product;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Product;
import java.util.Arrays;
import java.util.List;

/** Runs a product: by loops where it is small, else in blocks. */
final class ProductKernel implements Kernel {
  /** Where the right array is among the buffers. */
  private static final int RIGHT = 1;

  private final Product product;
  private final Kernel small;
  private final Engine engine;
  private final boolean sameBuffers;

  /** Where the sizes of {@link #small} begin and end. */
  private final int firstOfSmall;

  private final int endOfSmall;

  /** Null where the right array changes from call to call, or panels of it depend on the batch. */
  private final KeptPanels kept;

  /** Null where nobody has said that the right array is held, or {@link #kept} is there. */
  private HeldPanels held;

  /** Null where nothing is done to the result. */
  private final Finisher last;

  /** The one that was used last; where sizes differ another one is made. */
  private volatile Layout layout;

  /** The same of the sizes that {@link #small} takes. */
  private volatile int[] sizesOfSmall = {};

  /**
   * The kernel.
   *
   * @param small of {@link Product#small}; null where there is none
   * @param last of {@link Product#epilogue}; null where there is none
   */
  ProductKernel(Product product, Kernel small, Finisher last, Engine engine) {
    this.product = product;
    this.small = small;
    this.last = last;
    this.engine = engine;
    this.kept = product.keptRight() && product.batch() == 0 ? new KeptPanels() : null;
    this.firstOfSmall = product.sizesOfSmall();
    this.endOfSmall = product.sizesOfEpilogue();
    this.sameBuffers = product.buffersOfSmall().equals(List.of(0, 1, 2));
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    if (product.isSmall(sizes)) {
      small.run(buffersOfSmall(buffers), sizesOfSmall(sizes), scalars);
      if (last != null) {
        engine.finish(last, product, buffers, sizes, scalars);
      }
      return;
    }
    Layout found = layout;
    if (found == null || !found.isFor(sizes)) {
      found = new Layout(product, sizes);
      layout = found;
    }
    Panels panels = kept == null ? held : kept;
    engine.run(product, found, buffers, sizes, scalars, panels, last);
  }

  @Override
  public void warmUp() {
    if (small != null) {
      small.warmUp();
    }
    if (last != null) {
      last.warmUp();
    }
    engine.warmUp();
  }

  @Override
  public Kernel ofOneCaller() {
    return kept == null && product.batch() == 0
        ? new ProductKernel(product, small, last, engine)
        : this;
  }

  @Override
  public void hold(int buffer) {
    if (buffer == RIGHT && kept == null && product.batch() == 0) {
      if (held == null) {
        held = new HeldPanels();
      }
      held.hold();
    }
  }

  @Override
  public void release() {
    if (held != null) {
      held.release();
    }
  }

  @Override
  public void forget(Object array) {
    if (kept != null) {
      kept.forget(array);
    }
  }

  private Object[] buffersOfSmall(Object[] buffers) {
    if (sameBuffers) {
      return buffers;
    }
    Object[] picked = new Object[product.buffersOfSmall().size()];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = buffers[product.buffersOfSmall().get(i)];
    }
    return picked;
  }

  private int[] sizesOfSmall(int[] sizes) {
    int[] known = sizesOfSmall;
    if (!Arrays.equals(known, 0, known.length, sizes, firstOfSmall, endOfSmall)) {
      known = Arrays.copyOfRange(sizes, firstOfSmall, endOfSmall);
      sizesOfSmall = known;
    }
    return known;
  }
}
