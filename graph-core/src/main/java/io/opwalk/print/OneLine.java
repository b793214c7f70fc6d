package io.opwalk.print;

import io.opwalk.Apply;
import io.opwalk.Tensor;

/**
 * One line that says which tensor this is: {@code Elementwise{add}.0 'dense_1/BiasAdd' (?, 1)
 * float64 at Digits.java:14}.
 */
public final class OneLine {
  private OneLine() {}

  /** Op, output index, name, symbolic shape, dtype and the user's line. */
  public static String of(Tensor tensor) {
    return tensor.owner().op().label()
        + "."
        + tensor.outputIndex()
        + name(tensor.owner())
        + " "
        + tensor.type()
        + site(tensor.owner());
  }

  /** Op, name and the user's line. */
  public static String of(Apply apply) {
    return apply.op().label() + name(apply) + site(apply);
  }

  private static String name(Apply apply) {
    return apply.name().isEmpty() ? "" : " '" + apply.name() + "'";
  }

  private static String site(Apply apply) {
    return apply.site().map(site -> " at " + site).orElse("");
  }
}
