package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;

/** The arrays that one thread works with while it runs a convolution. */
final class Scratch {
  private final SoftReference<Scratch> reference = new SoftReference<>(this);
  private final Object[] doubles = new Object[Use.values().length];
  private final Object[] floats = new Object[Use.values().length];
  private final Run run = new Run(this);

  /** What an array is for. */
  enum Use {
    /** The kernel transformed. */
    KERNEL,
    /** The input transformed. */
    INPUT,
    /** The products. */
    PRODUCTS,
    /** What a transform reads that has been put together. */
    WHOLE,
    /** What has been transformed along one axis. */
    HALF
  }

  /** How an idle one is held: it gives way before memory runs out. */
  SoftReference<Scratch> reference() {
    return reference;
  }

  /** What works with these arrays. */
  Run run() {
    return run;
  }

  /** An array of at least so many elements, whose content means nothing. */
  Object array(DType dtype, Use use, int elements) {
    Object[] arrays = dtype == DType.FLOAT64 ? doubles : floats;
    int at = use.ordinal();
    if (arrays[at] == null || Array.getLength(arrays[at]) < elements) {
      arrays[at] = Array.newInstance(dtype.componentType(), elements);
    }
    return arrays[at];
  }
}
