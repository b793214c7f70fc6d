package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Feed;

/**
 * Makes the elements of a sequence, each when the step comes that reads it. Of one run of a loop.
 */
final class Feeder {
  /** The result of a product is its third buffer; the one before it is the same in all steps. */
  private static final int RIGHT = 1;

  private static final int RESULT = 2;

  private final int sequence;
  private final Kernel kernel;
  private final Object[] buffers;
  private final int[] sizes;
  private final long[] scalars;
  private final int leftStart;
  private final int leftStep;

  /**
   * A feeder.
   *
   * @param kernel of the product, for this run alone
   * @param buffers those of the loop's step
   * @param rows how many rows of the product make an element
   */
  Feeder(Feed feed, Kernel kernel, Object[] buffers, int[] sizes, long[] scalars, int rows) {
    this.sequence = feed.sequence();
    this.kernel = kernel;
    this.buffers = new Object[feed.buffers().size()];
    for (int i = 0; i < this.buffers.length; i++) {
      this.buffers[i] = buffers[feed.buffers().get(i)];
    }
    this.sizes = feed.sizesOfStep(sizes, rows);
    this.scalars = scalars;
    this.leftStart = this.sizes[0];
    this.leftStep = feed.leftStep(sizes, rows);
    kernel.hold(RIGHT);
  }

  /** Which of the sequences it makes. */
  int sequence() {
    return sequence;
  }

  /** Makes the element of a row of the sequence. */
  void make(int row, Object element) {
    buffers[RESULT] = element;
    sizes[0] = leftStart + row * leftStep;
    kernel.run(buffers, sizes, scalars);
  }

  /** Ends the run. */
  void end() {
    kernel.release();
  }
}
