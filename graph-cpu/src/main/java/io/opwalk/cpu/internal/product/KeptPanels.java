package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Tiles;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right array of a product in panels, all of it, for as long as it stays the same: as weights
 * do when a model is used and not trained. Made when the array has been seen so often that it must
 * have been in more calls than one; given up when another one comes, or memory runs out.
 * Thread-safe, and nobody waits.
 */
final class KeptPanels implements Panels {
  /** One call runs a product in fewer parts than this. */
  private static final int SIGHTINGS = 65;

  private static final Kept NONE = new Kept(new WeakReference<>(null), null, null);

  private final AtomicBoolean isMaking = new AtomicBoolean();
  private volatile Kept latest = NONE;

  /** Sightings that several threads count at once may be lost: panels are made later then. */
  private int sightings;

  /** Of an array in a layout; {@code elements} is null while it has only been seen. */
  private record Kept(WeakReference<Object> array, Layout layout, SoftReference<Object> elements) {
    boolean isOf(Object other, Layout otherLayout) {
      return array.get() == other && layout == otherLayout;
    }
  }

  @Override
  public Object of(
      Tiles tiles, DType dtype, Layout layout, Object array, int rows, boolean isFirst) {
    if (rows < PanelProduct.LEAST_ROWS_TO_COPY_FOR) {
      return null;
    }
    Kept known = latest;
    if (!known.isOf(array, layout)) {
      latest = new Kept(new WeakReference<>(array), layout, null);
      sightings = 0;
      return null;
    }
    Object elements = known.elements() == null ? null : known.elements().get();
    if (elements != null || ++sightings < SIGHTINGS || !isMaking.compareAndSet(false, true)) {
      return elements;
    }
    try {
      Object made = Panels.make(new Packing(), tiles, dtype, layout, array, null);
      latest = new Kept(known.array(), layout, new SoftReference<>(made));
      return made;
    } finally {
      isMaking.set(false);
    }
  }

  /** Gives up the panels of an array that is about to be written, while nobody runs the product. */
  void forget(Object array) {
    if (latest.array().get() == array) {
      latest = NONE;
    }
  }
}
