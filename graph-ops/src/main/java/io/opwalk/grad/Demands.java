package io.opwalk.grad;

import io.opwalk.CreationSite;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import java.util.List;

/** What this package asks of the tensors it is given. */
final class Demands {
  private Demands() {}

  /** Whether a gradient may have the type of {@code tensor}, unknown dims being trusted. */
  static boolean fits(Tensor gradient, Tensor tensor) {
    Shape found = gradient.shape();
    Shape expected = tensor.shape();
    boolean fits = gradient.dtype() == tensor.dtype() && found.rank() == expected.rank();
    for (int axis = 0; fits && axis < found.rank(); axis++) {
      Dim a = found.dim(axis);
      Dim b = expected.dim(axis);
      fits = a.equals(b) || !a.isFixed() || !b.isFixed();
    }
    return fits;
  }

  static void differentiated(Tensor tensor) {
    floating("differentiated", tensor);
  }

  static void differentiatedIn(List<Tensor> wrt) {
    wrt.forEach(tensor -> floating("differentiated with respect to", tensor));
  }

  private static void floating(String role, Tensor tensor) {
    if (!tensor.dtype().isFloating()) {
      throw refusal(
          "only floating tensors can be " + role + ", found " + tensor.dtype()
              + "; convert with cast(x, dtype) where it enters the computation",
          tensor);
    }
  }

  static void scalar(Tensor tensor) {
    differentiated(tensor);
    if (tensor.shape().rank() != 0) {
      throw refusal(
          "a gradient is that of a scalar, found shape "
              + tensor.shape()
              + "; reduce it with sum(x) or mean(x), or give a cotangent to"
              + " vjp(output, cotangent, wrt)",
          tensor);
    }
  }

  /** Requires one direction per tensor, each of its tensor's dtype and shape. */
  static void directions(String direction, String of, List<Tensor> given, List<Tensor> tensors) {
    if (given.size() != tensors.size()) {
      throw new IllegalArgumentException("one " + direction + " per " + of + " is needed, found "
          + given.size() + " for " + tensors.size() + " " + of + "s");
    }
    for (int i = 0; i < given.size(); i++) {
      if (!fits(given.get(i), tensors.get(i))) {
        throw refusal(
            "a " + direction + " has the dtype and shape of its " + of,
            tensors.get(i),
            given.get(i));
      }
    }
  }

  /** What is wrong, the user's line, the tensors. */
  static TypeException refusal(String what, Tensor... operands) {
    StringBuilder message = new StringBuilder(what);
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    for (Tensor operand : operands) {
      message.append("\n  ").append(operand);
    }
    return new TypeException(message.toString(), null);
  }
}
