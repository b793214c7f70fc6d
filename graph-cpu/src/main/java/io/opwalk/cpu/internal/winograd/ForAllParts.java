package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;
import io.opwalk.cpu.internal.product.ArraysByUse;
import io.opwalk.cpu.internal.product.IdlePool;
import java.lang.ref.SoftReference;

/** The array that what is transformed for all parts of one run of a step lies in. */
final class ForAllParts implements IdlePool.Idle<ForAllParts> {
  private final SoftReference<ForAllParts> reference = new SoftReference<>(this);
  private final ArraysByUse<Use> arrays = new ArraysByUse<>(Use.values().length);

  /** Those that no step is using. */
  static final class Pool extends IdlePool<ForAllParts> {
    @Override
    protected ForAllParts make() {
      return new ForAllParts();
    }
  }

  private enum Use {
    PREPARED
  }

  @Override
  public SoftReference<ForAllParts> reference() {
    return reference;
  }

  /** An array of at least so many elements; the same one for as many. */
  Object array(DType dtype, int elements) {
    return arrays.of(dtype, Use.PREPARED, elements);
  }
}
