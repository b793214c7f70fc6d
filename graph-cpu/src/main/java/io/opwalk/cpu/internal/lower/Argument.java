package io.opwalk.cpu.internal.lower;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * What stands for an input of an interned node while an op is asked for tensors: for a composite's
 * expansion, or for a node of its own outside the user's graph. Equal only to itself.
 */
public final class Argument implements Op {
  private final TensorType type;

  private Argument(TensorType type) {
    this.type = type;
  }

  /** A tensor of the given type. */
  public static Tensor of(TensorType type, Optional<CreationSite> site) {
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
