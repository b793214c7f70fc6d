package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Tiles;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right array of a product in panels while a loop runs that does not change it, as weights of a
 * recurrent cell. Made once so many rows have been multiplied by it that the copy would have paid;
 * the next run of the loop makes them anew, in the same array. Of one caller, whose threads may all
 * ask at once.
 */
final class HeldPanels implements Panels {
  private final Packing packing = new Packing();
  private final AtomicBoolean isMaking = new AtomicBoolean();

  /** Changes while nothing runs. */
  private boolean isHeld;

  /** Rows that several threads count at once may be lost: panels are made later then. */
  private int rowsSeen;

  /** Where panels are, also those of runs before; touched by whoever makes them. */
  private Object elements;

  private volatile Made made;

  private record Made(Layout layout, Object array, Object elements) {
    Object of(Layout otherLayout, Object other) {
      return array == other && layout == otherLayout ? elements : null;
    }
  }

  /** Says that the array stays as it is from now on. */
  void hold() {
    isHeld = true;
  }

  /** Says that the array may change from now on. */
  void release() {
    isHeld = false;
    rowsSeen = 0;
    made = null;
  }

  @Override
  public Object of(
      Tiles tiles, DType dtype, Layout layout, Object array, int rows, boolean isFirst) {
    // A single row goes along the rows of the array.
    if (!isHeld || rows < 2) {
      return null;
    }
    Made known = made;
    if (known != null) {
      return known.of(layout, array);
    }
    if (rowsSeen < PanelProduct.LEAST_ROWS_TO_COPY_FOR) {
      rowsSeen += isFirst ? rows : 0;
      return null;
    }
    return isMaking.compareAndSet(false, true) ? make(tiles, dtype, layout, array) : null;
  }

  private Object make(Tiles tiles, DType dtype, Layout layout, Object array) {
    try {
      // Another thread may have made them since this one looked.
      if (made == null) {
        elements = Panels.make(packing, tiles, dtype, layout, array, elements);
        made = new Made(layout, array, elements);
      }
      return made.of(layout, array);
    } finally {
      isMaking.set(false);
    }
  }
}
