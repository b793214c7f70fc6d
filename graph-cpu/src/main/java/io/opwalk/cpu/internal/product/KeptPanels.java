package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Tiles;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right array of a product in panels, all of it, for as long as it stays the same: as weights
 * do when a model is used and not trained. Made when the array has been seen so often that it must
 * have been in more calls than one; given up when another one comes, or memory runs out.
 * Thread-safe, and nobody waits.
 */
final class KeptPanels {
  /** One call runs a product in fewer parts than this. */
  private static final int SIGHTINGS = 65;

  private static final Panels NONE = new Panels(new WeakReference<>(null), null, null);

  private final AtomicBoolean isMaking = new AtomicBoolean();
  private volatile Panels latest = NONE;

  /** Sightings that several threads count at once may be lost: panels are made later then. */
  private int sightings;

  /** Of an array in a layout; {@code elements} is null while it has only been seen. */
  private record Panels(
      WeakReference<Object> array, Layout layout, SoftReference<Object> elements) {
    boolean isOf(Object other, Layout otherLayout) {
      return array.get() == other && layout == otherLayout;
    }
  }

  /**
   * The panels of an array that is never written: panel after panel, each with all inner places; or
   * null where there are none yet.
   */
  Object of(Tiles tiles, DType dtype, Layout layout, Object array) {
    Panels known = latest;
    if (!known.isOf(array, layout)) {
      latest = new Panels(new WeakReference<>(array), layout, null);
      sightings = 0;
      return null;
    }
    Object elements = known.elements() == null ? null : known.elements().get();
    if (elements != null || ++sightings < SIGHTINGS || !isMaking.compareAndSet(false, true)) {
      return elements;
    }
    try {
      Object made = make(tiles, dtype, layout, array);
      latest = new Panels(known.array(), layout, new SoftReference<>(made));
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

  private static Object make(Tiles tiles, DType dtype, Layout at, Object array) {
    int width = tiles.columns();
    int depth = at.innerRight.length;
    int columns = at.columnRight.length;
    int panels = (columns + width - 1) / width;
    Object made =
        Array.newInstance(dtype.componentType(), Math.multiplyExact(panels * width, depth));
    for (int panel = 0; panel < panels; panel++) {
      int first = panel * width;
      tiles.packAny(
          array,
          at.rightStart,
          at.innerRight,
          0,
          depth,
          at.columnRight,
          first,
          Math.min(width, columns - first),
          width,
          made,
          first * depth);
    }
    return made;
  }
}
