package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;
import io.opwalk.cpu.internal.product.ArraysByUse;
import io.opwalk.cpu.internal.product.Finish;
import io.opwalk.cpu.internal.product.IdlePool;
import java.lang.ref.SoftReference;

/** The arrays that one thread works with while it runs a convolution. */
final class Scratch implements IdlePool.Idle<Scratch> {
  private final SoftReference<Scratch> reference = new SoftReference<>(this);
  private final ArraysByUse<Use> arrays = new ArraysByUse<>(Use.values().length);
  private final Run run = new Run(this);
  private final GradientRun gradient = new GradientRun(this);
  private final Finish finish = new Finish();

  /** Those that no thread is using. */
  static final class Pool extends IdlePool<Scratch> {
    @Override
    protected Scratch make() {
      return new Scratch();
    }
  }

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
    HALF,
    /** The gradient of a result transformed. */
    GRADIENT,
    /** What is summed over tiles. */
    SUMS
  }

  @Override
  public SoftReference<Scratch> reference() {
    return reference;
  }

  /** What works with these arrays. */
  Run run() {
    return run;
  }

  /** What works with them for the gradient of a kernel. */
  GradientRun gradient() {
    return gradient;
  }

  /** What finishes blocks of a result. */
  Finish finish() {
    return finish;
  }

  /** An array of at least so many elements, whose content means nothing. */
  Object array(DType dtype, Use use, int elements) {
    return arrays.of(dtype, use, elements);
  }
}
