package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.emit.RowEmitter;
import io.opwalk.cpu.internal.emit.Rows;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Product;
import io.opwalk.cpu.internal.loop.Winograd;
import io.opwalk.cpu.internal.product.Finisher;
import io.opwalk.cpu.internal.product.Products;
import io.opwalk.ops.primitive.WinogradTransform;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes kernels of Winograd's convolutions; they share the arrays they work with. Thread-safe. */
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
    Product product =
        new Product(dtype, 1, 1, 2, 1, false, Optional.empty(), List.of(), Optional.empty());
    return new WinogradKernel(
        transforms,
        new Plans(step, () -> products.kernel(product, code)),
        products.kernel(product, code),
        () -> products.panelColumns(dtype),
        Finisher.of(step, code),
        scratch,
        forAllParts);
  }

  private Rows copies(DType dtype) {
    synchronized (copies) {
      return copies.computeIfAbsent(dtype, RowEmitter::rows);
    }
  }
}
