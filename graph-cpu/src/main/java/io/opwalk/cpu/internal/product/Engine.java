package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.RowEmitter;
import io.opwalk.cpu.internal.emit.Rows;
import io.opwalk.cpu.internal.emit.Tiers;
import io.opwalk.cpu.internal.emit.TileEmitter;
import io.opwalk.cpu.internal.emit.Tiles;
import io.opwalk.cpu.internal.emit.VectorUnit;
import io.opwalk.cpu.internal.loop.Product;

/**
 * The innermost loops for one dtype: rows at first, and tiles of vectors from when they are faster.
 * Vector code that the JIT has not compiled yet is slower than any other, so a thread runs it on
 * arrays of its own until it is; that begins once there was something to do. Thread-safe.
 */
final class Engine {
  private final DType dtype;
  private final Scratch.Pool scratch = new Scratch.Pool();
  private final Rows rows;

  private final WarmUpTimes times = new WarmUpTimes();
  private volatile Tiles tiles;

  /** Of a dtype, in code that the tiers admit. */
  Engine(DType dtype, Tiers tiers) {
    this.dtype = dtype;
    this.rows = RowEmitter.rows(dtype);
    if (tiers == Tiers.SCALAR || tiers == Tiers.VECTOR) {
      times.take();
    }
    if (tiers == Tiers.VECTOR) {
      tiles = TileEmitter.vectors(dtype, VectorUnit.lanes(dtype));
    }
  }

  /**
   * Runs a part of a product, whose ranges are among its sizes.
   *
   * @param kept where panels of the right array may be kept; null where it changes from call to
   *     call
   * @param last what finishes blocks of the result; null where nothing is to be done
   */
  void run(
      Product product,
      Layout layout,
      Object[] buffers,
      int[] sizes,
      long[] scalars,
      Panels kept,
      Finisher last) {
    Tiles warm = tiles;
    Scratch own = scratch.borrow();
    Finish finish = own.finish();
    finish.begin(last, buffers, sizes, scalars);
    if (warm != null) {
      own.byPanels().run(warm, dtype, layout, buffers, sizes, product.ranges(), kept, finish);
    } else {
      own.byRows().run(rows, dtype, layout, buffers, sizes, product.ranges(), finish);
      noteRows(product.workOfTerms(sizes));
    }
    finish.end();
    scratch.giveBack(own);
  }

  /** How many columns a panel has; 0 before there are tiles. */
  int panelColumns() {
    Tiles warm = tiles;
    return warm == null ? 0 : warm.columns();
  }

  /** Finishes a result that is complete as a whole. */
  void finish(Finisher last, Product product, Object[] buffers, int[] sizes, long[] scalars) {
    Scratch own = scratch.borrow();
    Finish finish = own.finish();
    finish.begin(last, buffers, sizes, scalars);
    int at = product.ranges();
    for (int element = 0; element < sizes[at + 1]; element++) {
      finish.block(element, 0, sizes[at + 3], 0, sizes[at + 5]);
    }
    finish.end();
    scratch.giveBack(own);
  }

  private void noteRows(double work) {
    if (times.isDueAfter(work)) {
      Thread thread = new Thread(this::warm, "opwalk-warm-products-" + dtype);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Warms vector code now, in this thread, unless that is done. */
  void warmUp() {
    if (times.take()) {
      warm();
    }
  }

  /** Emits tiles, and gives them to all once they are fast; returns when that is so, or never. */
  void warm() {
    Tiles cold = TileEmitter.vectors(dtype, VectorUnit.lanes(dtype));
    if (new WarmUp(dtype, rows, cold).run()) {
      tiles = cold;
    } else {
      times.failed();
    }
  }
}
