package io.opwalk.print;

import io.opwalk.Tensor;
import java.util.List;

/** Prints tensors as a tree. */
public final class TreePrinter {
  private TreePrinter() {}

  /** The trees of the given tensors. */
  public static String print(List<Tensor> tensors) {
    StringBuilder text = new StringBuilder();
    tensors.forEach(tensor -> text.append(tensor).append('\n'));
    return text.toString();
  }
}
