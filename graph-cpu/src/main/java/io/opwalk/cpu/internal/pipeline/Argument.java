package io.opwalk.cpu.internal.pipeline;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * What stands for an input of an interned node while a composite is asked for its expansion. Equal
 * only to itself.
 */
final class Argument implements Op {
  private final TensorType type;

  private Argument(TensorType type) {
    this.type = type;
  }

  /** A tensor of the given type. */
  static Tensor of(TensorType type, Optional<CreationSite> site) {
    return Apply.of(new Argument(type), List.of(), "", site).output();
  }

  @Override
  public String name() {
    return "Argument";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(type);
  }
}
