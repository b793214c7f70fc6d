package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.emit.RowEmitter;
import io.opwalk.cpu.internal.emit.Rows;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Product;
import io.opwalk.cpu.internal.loop.Winograd;
import io.opwalk.cpu.internal.loop.WinogradGradient;
import io.opwalk.cpu.internal.product.Finisher;
import io.opwalk.cpu.internal.product.Products;
import io.opwalk.ops.primitive.WinogradTransform;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes kernels of Winograd's convolutions and of the gradients of their kernels; they share the
 * arrays they work with. Thread-safe.
 */
public final class Winograds {
  private final Scratch.Pool scratch = new Scratch.Pool();
  private final ForAllParts.Pool forAllParts = new ForAllParts.Pool();
  private final Map<DType, Rows> copies = new EnumMap<>(DType.class);
  private final Products products;

  /** Kernels that multiply as these do. */
  public Winograds(Products products) {
    this.products = products;
  }

  /**
   * The kernel of a convolution.
   *
   * @param code gives the kernel of a loop function
   */
  public Kernel kernel(Winograd step, Function<LoopFunction, Kernel> code) {
    DType dtype = step.dtype();
    Transforms transforms = new Transforms(
        dtype,
        code.apply(Lines.of(WinogradTransform.INPUT, dtype)),
        code.apply(Lines.of(WinogradTransform.ofKernel(step.window()), dtype)),
        code.apply(Lines.of(WinogradTransform.ofResult(step.window()), dtype)),
        copies(dtype));
    return new WinogradKernel(
        transforms,
        new Plans(step, () -> products.kernel(planes(dtype), code)),
        products.kernel(planes(dtype), code),
        () -> products.panelColumns(dtype),
        Finisher.of(step, code),
        scratch,
        forAllParts);
  }

  /**
   * The kernel of the gradient of a convolution in its kernel.
   *
   * @param code gives the kernel of a loop function
   */
  public Kernel kernel(WinogradGradient step, Function<LoopFunction, Kernel> code) {
    DType dtype = step.dtype();
    GradientTransforms transforms = new GradientTransforms(
        dtype,
        code.apply(Lines.of(WinogradTransform.INPUT, dtype)),
        code.apply(Lines.of(WinogradTransform.ofGradient(step.window()), dtype)),
        code.apply(Lines.of(WinogradTransform.ofWindow(step.window()), dtype)),
        code.apply(GradientTransforms.sums(dtype)),
        copies(dtype));
    return new GradientKernel(
        step,
        transforms,
        () -> products.kernel(planes(dtype), code),
        () -> products.panelColumns(dtype),
        scratch);
  }

  /** A batch of products of rows by panels. */
  private static Product planes(DType dtype) {
    return new Product(dtype, 1, 1, 2, 1, false, Optional.empty(), List.of(), Optional.empty());
  }

  private Rows copies(DType dtype) {
    synchronized (copies) {
      return copies.computeIfAbsent(dtype, RowEmitter::rows);
    }
  }
}
