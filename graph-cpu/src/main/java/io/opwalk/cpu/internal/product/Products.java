package io.opwalk.cpu.internal.product;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.emit.Tiers;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Product;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Makes kernels of products; those of one dtype share their innermost loops. Thread-safe. */
public final class Products {
  private final Map<DType, Engine> engines = new EnumMap<>(DType.class);
  private final Tiers tiers;

  /** Kernels that run such code. */
  public Products(Tiers tiers) {
    this.tiers = tiers;
  }

  /**
   * The kernel of a product.
   *
   * @param code gives the kernel of a loop function
   */
  public Kernel kernel(Product product, Function<LoopFunction, Kernel> code) {
    Kernel small = product.small().map(code).orElse(null);
    Finisher last = Finisher.of(product, code);
    return new ProductKernel(product, small, last, engine(product.dtype()));
  }

  /**
   * How many columns the panels of the right array have, if products of a dtype are computed in
   * tiles already; else 0. One whose columns are two axes, panels and what is in them, with rows as
   * far apart as panels are wide, is then read where it is.
   */
  public int panelColumns(DType dtype) {
    return engine(dtype).panelColumns();
  }

  private Engine engine(DType dtype) {
    synchronized (engines) {
      if (!engines.containsKey(dtype)) {
        engines.put(dtype, new Engine(dtype, tiers));
      }
      return engines.get(dtype);
    }
  }
}
