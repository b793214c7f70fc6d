package io.opwalk.grad;

import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gradients as graph nodes, by reverse mode (Griewank and Walther, <i>Evaluating Derivatives</i>,
 * 2nd ed., chapter 3).
 *
 * <pre>{@code
 * Tensor loss = mean(square(subtract(model, y)));
 * Tensor slope = gradient(loss, w);                 // of the type of w
 * Tensor logits = loss.owner().inputs(0);
 * Tensor sensitivity = gradient(loss, logits);      // any node will do
 * }</pre>
 *
 * <p>A gradient is a tensor like any other: it can be walked, evaluated, and differentiated again.
 * It has the type of the tensor that it belongs to. The rules are those of the ops the user wrote,
 * before any rewriting: the gradient of softmax is softmax's own, not that of its expansion.
 *
 * <p>A gradient is total: where one of the tensors asked for is computed from another, the gradient
 * of the latter counts the way through the former. Where several paths lead to a tensor, their
 * parts are summed pairwise. The gradient of a tensor with a name is named after it,
 * {@code grad/dense/kernel}, unless it already is a named tensor. Time and space are linear in the
 * nodes on the paths.
 */
public final class Gradients {
  private Gradients() {}

  /**
   * The gradient of a scalar with respect to one tensor: of the tensor's type.
   *
   * @param scalar a floating tensor of rank 0
   * @param wrt a floating tensor that {@code scalar} is computed from, leaf or not
   * @throws TypeException where {@code scalar} is not of rank 0, or a dtype is not floating
   * @throws DisconnectedGradientException where no path with gradients leads from {@code wrt} to
   *     {@code scalar}
   * @throws IllegalArgumentException where an op on the way cannot be differentiated
   */
  public static Tensor gradient(Tensor scalar, Tensor wrt) {
    return gradient(scalar, List.of(wrt)).get(0);
  }

  /**
   * As {@link #gradient(Tensor, Tensor)}, with respect to several tensors in one pass.
   *
   * @return one gradient per tensor, in order
   */
  public static List<Tensor> gradient(Tensor scalar, List<Tensor> wrt) {
    return required(List.of(scalar), ofScalar(scalar, wrt));
  }

  /** As {@link #gradient(Tensor, Tensor)}, with zeros where nothing leads to {@code scalar}. */
  public static Tensor gradientOrZeros(Tensor scalar, Tensor wrt) {
    return gradientOrZeros(scalar, List.of(wrt)).get(0);
  }

  /** As {@link #gradient(Tensor, List)}, with zeros where nothing leads to {@code scalar}. */
  public static List<Tensor> gradientOrZeros(Tensor scalar, List<Tensor> wrt) {
    return orZeros(ofScalar(scalar, wrt));
  }

  /**
   * The vector-Jacobian product: the gradient of {@code sum(output * cotangent)} with respect to
   * one tensor, the cotangent taken as given.
   *
   * @param output a floating tensor of any shape
   * @param cotangent a tensor of the dtype and shape of {@code output}
   * @throws TypeException where a dtype is not floating, or the cotangent does not fit
   * @throws DisconnectedGradientException where no path with gradients leads from {@code wrt} to
   *     {@code output}
   */
  public static Tensor vjp(Tensor output, Tensor cotangent, Tensor wrt) {
    return vjp(List.of(output), List.of(cotangent), List.of(wrt)).get(0);
  }

  /**
   * As {@link #vjp(Tensor, Tensor, Tensor)} for several outputs, whose contributions are summed,
   * and several tensors.
   *
   * @return one gradient per tensor of {@code wrt}, in order
   */
  public static List<Tensor> vjp(List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wrt) {
    return required(outputs, ofOutputs(outputs, cotangents, wrt));
  }

  /** As {@link #vjp(List, List, List)}, with zeros where nothing leads to an output. */
  public static List<Tensor> vjpOrZeros(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wrt) {
    return orZeros(ofOutputs(outputs, cotangents, wrt));
  }

  private static ReverseMode ofScalar(Tensor scalar, List<Tensor> wrt) {
    Demands.scalar(scalar);
    Demands.differentiatedIn(wrt);
    return new ReverseMode(List.of(scalar), List.of(Optional.of(Tensors.onesLike(scalar))), wrt);
  }

  private static ReverseMode ofOutputs(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wrt) {
    outputs.forEach(Demands::differentiated);
    Demands.directions("cotangent", "output", cotangents, outputs);
    Demands.differentiatedIn(wrt);
    return new ReverseMode(outputs, cotangents.stream().map(Optional::of).toList(), wrt);
  }

  private static List<Tensor> orZeros(ReverseMode pass) {
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor tensor : pass.wrt()) {
      gradients.add(pass.gradient(tensor).orElseGet(() -> Tensors.zerosLike(tensor)));
    }
    return gradients;
  }

  private static List<Tensor> required(List<Tensor> outputs, ReverseMode pass) {
    List<Tensor> gradients = new ArrayList<>();
    List<Tensor> disconnected = new ArrayList<>();
    for (Tensor tensor : pass.wrt()) {
      pass.gradient(tensor).ifPresentOrElse(gradients::add, () -> disconnected.add(tensor));
    }
    if (!disconnected.isEmpty()) {
      throw Disconnection.explain(outputs, disconnected, pass);
    }
    return List.copyOf(gradients);
  }
}
