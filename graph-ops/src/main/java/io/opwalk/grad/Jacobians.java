package io.opwalk.grad;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.Control;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Derivatives in a direction, by forward mode, and second derivatives; all as graph nodes that can
 * be walked, evaluated and differentiated again.
 *
 * <pre>{@code
 * Tensor dy = jvp(y, x, dx);               // how y moves where x moves along dx
 * Tensor curved = hvp(loss, w, v);         // the Hessian of loss in w, times v
 * Tensor all = jacobian(y, x);             // of shape (shape of y, shape of x)
 * }</pre>
 *
 * <p>Forward mode costs as many nodes as a gradient does, and as much however many outputs there
 * are; {@link Gradients#vjp} as much however many inputs. Of a tensor that is computed from another
 * one of those given, the direction counts on top of what the other makes of it, so that
 * {@code sum(u * jvp(y, x, t))} is {@code sum(vjp(y, u, x) * t)} for any tensors.
 */
public final class Jacobians {
  private Jacobians() {}

  /**
   * The Jacobian-vector product: the derivative of a tensor where another moves along a direction.
   *
   * @param output a floating tensor of any shape
   * @param wrt a floating tensor that {@code output} is computed from, leaf or not
   * @param tangent the direction, of the dtype and shape of {@code wrt}
   * @return the derivative, of the type of {@code output}
   * @throws TypeException where a dtype is not floating, or the direction does not fit
   * @throws DisconnectedGradientException where no path with derivatives leads from {@code wrt} to
   *     {@code output}
   * @throws IllegalArgumentException where an op on the way cannot be differentiated
   */
  public static Tensor jvp(Tensor output, Tensor wrt, Tensor tangent) {
    return jvp(List.of(output), List.of(wrt), List.of(tangent)).get(0);
  }

  /**
   * As {@link #jvp(Tensor, Tensor, Tensor)} for several outputs, where several tensors move at
   * once, each along its direction.
   *
   * @return one derivative per output, in order
   */
  public static List<Tensor> jvp(List<Tensor> outputs, List<Tensor> wrt, List<Tensor> tangents) {
    ForwardMode pass = pass(outputs, wrt, tangents);
    List<Tensor> still =
        outputs.stream().filter(output -> pass.tangent(output).isEmpty()).toList();
    if (!still.isEmpty()) {
      throw Disconnection.explain(outputs, still, wrt, pass);
    }
    return outputs.stream().map(output -> pass.tangent(output).orElseThrow()).toList();
  }

  /** As {@link #jvp(List, List, List)}, with zeros for an output that nothing moves. */
  public static List<Tensor> jvpOrZeros(
      List<Tensor> outputs, List<Tensor> wrt, List<Tensor> tangents) {
    ForwardMode pass = pass(outputs, wrt, tangents);
    List<Tensor> found = new ArrayList<>();
    for (Tensor output : outputs) {
      found.add(pass.tangent(output).orElseGet(() -> Tensors.zerosLike(output)));
    }
    return found;
  }

  private static ForwardMode pass(List<Tensor> outputs, List<Tensor> wrt, List<Tensor> tangents) {
    outputs.forEach(Demands::differentiated);
    Demands.differentiatedIn(wrt);
    Demands.directions("tangent", "tensor", tangents, wrt);
    return new ForwardMode(outputs, wrt, tangents);
  }

  /**
   * The Hessian-vector product: the matrix of second derivatives of a scalar in one tensor, times a
   * vector, without the matrix. The derivative of the gradient along the vector: forward over
   * reverse (Pearlmutter, <i>Fast Exact Multiplication by the Hessian</i>, Neural Computation 6,
   * 1994).
   *
   * @param scalar a floating tensor of rank 0
   * @param wrt a floating tensor that {@code scalar} is computed from
   * @param vector of the dtype and shape of {@code wrt}
   * @return the product, of the type of {@code wrt}; zeros where {@code scalar} is linear in it
   * @throws TypeException where {@code scalar} is not of rank 0, a dtype is not floating, or the
   *     vector does not fit
   * @throws DisconnectedGradientException where no path with gradients leads from {@code wrt} to
   *     {@code scalar}
   */
  public static Tensor hvp(Tensor scalar, Tensor wrt, Tensor vector) {
    return hvp(scalar, List.of(wrt), List.of(vector)).get(0);
  }

  /**
   * As {@link #hvp(Tensor, Tensor, Tensor)} for the Hessian in several tensors together, mixed
   * derivatives included.
   *
   * @param vectors one per tensor
   * @return one part of the product per tensor, in order
   */
  public static List<Tensor> hvp(Tensor scalar, List<Tensor> wrt, List<Tensor> vectors) {
    Demands.directions("vector", "tensor", vectors, wrt);
    return jvpOrZeros(Gradients.gradient(scalar, wrt), wrt, vectors);
  }

  /**
   * The Jacobian: the derivative of each element of a tensor in each element of another.
   *
   * <p>A loop over the elements of the smaller of the two, each step of which is a gradient or a
   * derivative in a direction; so the graph has a fixed size, and sizes may be unknown. Where a
   * product with the matrix is all that is wanted, {@link #jvp} and {@link Gradients#vjp} give it
   * without the matrix.
   *
   * @param output a floating tensor of any shape
   * @param wrt a floating tensor that {@code output} is computed from, leaf or not
   * @return the derivatives, of the shape of {@code output} followed by that of {@code wrt}
   * @throws TypeException where a dtype is not floating
   * @throws DisconnectedGradientException where no path with gradients leads from {@code wrt} to
   *     {@code output}
   */
  public static Tensor jacobian(Tensor output, Tensor wrt) {
    Demands.differentiated(output);
    Demands.differentiatedIn(List.of(wrt));
    OptionalLong rows = output.shape().elements().fixedSize();
    OptionalLong columns = wrt.shape().elements().fixedSize();
    boolean byColumn =
        rows.isPresent() && columns.isPresent() && columns.getAsLong() < rows.getAsLong();
    return byColumn
        ? columns(output, wrt, unit -> jvp(output, wrt, unit))
        : rows(output, wrt, unit -> Gradients.vjp(output, unit, wrt));
  }

  /**
   * The Hessian: the second derivatives of a scalar in the elements of a tensor. A loop over these,
   * each step of which is an {@link #hvp}.
   *
   * @param scalar a floating tensor of rank 0
   * @param wrt a floating tensor that {@code scalar} is computed from
   * @return the derivatives, of the shape of {@code wrt} twice over; zeros where {@code scalar} is
   *     linear
   * @throws TypeException where {@code scalar} is not of rank 0, or a dtype is not floating
   * @throws DisconnectedGradientException where no path with gradients leads from {@code wrt} to
   *     {@code scalar}
   */
  public static Tensor hessian(Tensor scalar, Tensor wrt) {
    Tensor gradient = Gradients.gradient(scalar, wrt);
    // It is symmetric: its columns are its rows.
    return rows(
        wrt,
        wrt,
        unit -> jvpOrZeros(List.of(gradient), List.of(wrt), List.of(unit)).get(0));
  }

  private static Tensor rows(Tensor output, Tensor wrt, UnaryOperator<Tensor> row) {
    return Shapes.reshape(forEachUnit(output, row), output.shape().append(wrt.shape()));
  }

  private static Tensor columns(Tensor output, Tensor wrt, UnaryOperator<Tensor> column) {
    int rank = output.shape().rank();
    int[] firstBecomesLast =
        IntStream.rangeClosed(1, rank + 1).map(i -> i % (rank + 1)).toArray();
    Tensor columns = Shapes.transpose(forEachUnit(wrt, column), firstBecomesLast);
    return Shapes.reshape(columns, output.shape().append(wrt.shape()));
  }

  /** A function of every tensor like {@code like} that is 1 in one element, 0 in all others. */
  private static Tensor forEachUnit(Tensor like, UnaryOperator<Tensor> function) {
    Tensor positions = Creation.arangeLike(Shapes.flatten(like), 0, DType.INT64);
    return Control.map(positions, position -> {
      Tensor chosen = Tensors.cast(Logic.equal(positions, position), like.dtype());
      return function.apply(Shapes.reshapeLike(chosen, like));
    });
  }
}
