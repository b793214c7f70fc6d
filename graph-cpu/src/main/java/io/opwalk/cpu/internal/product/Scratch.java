package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;

/** The arrays that one thread works with while it runs a product. */
final class Scratch implements IdlePool.Idle<Scratch> {
  private final SoftReference<Scratch> reference = new SoftReference<>(this);
  private final PanelProduct byPanels = new PanelProduct(this);
  private final RowProduct byRows = new RowProduct(this);
  private final Finish finish = new Finish();
  private final ArraysByUse<Use> arrays = new ArraysByUse<>(Use.values().length);
  private Object[] doubleRows;
  private Object[] floatRows;

  /** Those that no thread is using. */
  static final class Pool extends IdlePool<Scratch> {
    @Override
    protected Scratch make() {
      return new Scratch();
    }
  }

  /** What an array is for. */
  enum Use {
    /** A block of the left array. */
    LEFT,
    /** A block of the right array. */
    RIGHT,
    /** A tile that is not whole. */
    TILE,
    /** Sums that are scattered in the result, until they are whole. */
    SUMS
  }

  @Override
  public SoftReference<Scratch> reference() {
    return reference;
  }

  /** What works with these arrays. */
  PanelProduct byPanels() {
    return byPanels;
  }

  /** The same by rows. */
  RowProduct byRows() {
    return byRows;
  }

  /** What finishes blocks of a result. */
  Finish finish() {
    return finish;
  }

  /** An array of at least so many elements, whose content means nothing. */
  Object array(DType dtype, Use use, int elements) {
    return arrays.of(dtype, use, elements);
  }

  /** Arrays of one length, always the same of a dtype. */
  Object[] rows(DType dtype, int count, int length) {
    Object[] rows = dtype == DType.FLOAT64 ? doubleRows : floatRows;
    if (rows == null) {
      rows = new Object[count];
      for (int i = 0; i < count; i++) {
        rows[i] = Array.newInstance(dtype.componentType(), length);
      }
      if (dtype == DType.FLOAT64) {
        doubleRows = rows;
      } else {
        floatRows = rows;
      }
    }
    return rows;
  }
}
