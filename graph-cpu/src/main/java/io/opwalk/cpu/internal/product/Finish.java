package io.opwalk.cpu.internal.product;

import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import java.util.Arrays;

/**
 * Runs an epilogue on blocks of the result of a product. Rows and columns are counted over all axes
 * of their kind, while the epilogue has a loop for each: a block becomes as many boxes as it takes.
 * Used by one thread at a time.
 */
public final class Finish {
  private static final Kind[] KINDS = Kind.values();

  /** More than most kernels have, so that a call later than the first ones makes no others. */
  private Object[] buffers = new Object[16];

  /** Those of the kernel, and more behind them. */
  private int[] sizes = new int[64];

  private int[] sizesOfStep;
  private long[] scalars;
  private Finisher last;

  /** From and to of each kind. */
  private final int[] block = new int[2 * KINDS.length];

  /**
   * Begins a run of a product.
   *
   * @param finisher what finishes its blocks; null where nothing is to be done
   */
  public void begin(Finisher finisher, Object[] buffersOfStep, int[] itsSizes, long[] itsScalars) {
    last = finisher;
    if (last == null) {
      return;
    }
    if (buffers.length < last.buffers()) {
      buffers = new Object[last.buffers()];
    }
    for (int i = 0; i < last.buffers(); i++) {
      buffers[i] = buffersOfStep[last.buffer(i)];
    }
    if (sizes.length < last.sizes()) {
      sizes = new int[last.sizes()];
    }
    System.arraycopy(itsSizes, last.firstSize(), sizes, 0, last.sizes());
    sizesOfStep = itsSizes;
    scalars = itsScalars;
  }

  /** Ends a run: arrays are forgotten. */
  public void end() {
    if (last != null) {
      Arrays.fill(buffers, 0, last.buffers(), null);
      sizesOfStep = null;
      scalars = null;
      last = null;
    }
  }

  /** Finishes a block of an element of the batch, all sums of which are complete. */
  public void block(int element, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    if (last == null || rowFrom == rowTo || columnFrom == columnTo) {
      return;
    }
    block[0] = element;
    block[1] = element + 1;
    block[2] = rowFrom;
    block[3] = rowTo;
    block[4] = columnFrom;
    block[5] = columnTo;
    kind(0);
  }

  private void kind(int kind) {
    if (kind == KINDS.length) {
      last.kernel().run(buffers, sizes, scalars);
    } else {
      boxes(kind, 0, block[2 * kind], block[2 * kind + 1]);
    }
  }

  /** Has loops from one on go from and to places that are counted over all axes from there on. */
  private void boxes(int kind, int loop, int from, int to) {
    int[] loops = last.loops(KINDS[kind]);
    if (loop == loops.length) {
      kind(kind + 1);
      return;
    }
    int inside = 1;
    for (int later = loop + 1; later < loops.length; later++) {
      inside *= extent(loops[later]);
    }
    int first = from / inside;
    int end = to / inside;
    if (first == (to - 1) / inside) {
      box(kind, loop, first, first + 1, from - first * inside, to - first * inside);
      return;
    }
    if (from % inside != 0) {
      box(kind, loop, first, first + 1, from - first * inside, inside);
      first++;
    }
    if (first < end) {
      box(kind, loop, first, end, 0, inside);
    }
    if (to % inside != 0) {
      box(kind, loop, end, end + 1, 0, to - end * inside);
    }
  }

  private void box(int kind, int loop, int from, int to, int insideFrom, int insideTo) {
    int at = last.loops(KINDS[kind])[loop];
    sizes[at] = from;
    sizes[at + 1] = to;
    boxes(kind, loop + 1, insideFrom, insideTo);
  }

  private int extent(int loop) {
    return sizesOfStep[last.firstSize() + loop + 1];
  }
}
