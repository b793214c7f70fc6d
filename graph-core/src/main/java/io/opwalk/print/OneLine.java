package io.opwalk.print;

import io.opwalk.Apply;
import io.opwalk.Tensor;

/**
 * One line that says which tensor this is: {@code Elementwise{add}.0 'dense_1/BiasAdd' (?, 1)
 * float64 at Digits.java:14}. Line breaks within a name or label are shown as {@code \n}.
 */
public final class OneLine {
  private OneLine() {}

  /** Op, output index, name, symbolic shape, dtype and the user's line. */
  public static String of(Tensor tensor) {
    return oneLine(op(tensor) + name(tensor.owner()) + " " + tensor.type() + site(tensor.owner()));
  }

  /** Op, name and the user's line. */
  public static String of(Apply apply) {
    return oneLine(apply.op().label() + name(apply) + site(apply));
  }

  static String op(Tensor tensor) {
    return tensor.owner().op().label() + "." + tensor.outputIndex();
  }

  /** The name in quotes with a space in front, empty for none. */
  static String name(Apply apply) {
    return apply.name().isEmpty() ? "" : " '" + apply.name() + "'";
  }

  static String site(Apply apply) {
    return apply.site().isPresent() ? " at " + apply.site().get() : "";
  }

  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The text with its control characters as Java writes them. */
  static String oneLine(String text) {
    if (!hasControls(text)) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }
}
