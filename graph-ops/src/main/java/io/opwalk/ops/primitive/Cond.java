package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.ForwardDifferentiable;
import io.opwalk.GraphGradients;
import io.opwalk.GraphTangents;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One of two bodies, as the first input says, a bool of rank 0; the other is not run. All further
 * inputs are those of the bodies, which give values of the same types.
 *
 * @param then what is run where the first input is true
 * @param otherwise what is run where it is false
 */
public record Cond(Body then, Body otherwise) implements Primitive, ForwardDifferentiable {
  /**
   * Checks that the branches fit together.
   *
   * @throws IllegalArgumentException where they do not
   */
  public Cond {
    Objects.requireNonNull(then, "then");
    Objects.requireNonNull(otherwise, "otherwise");
    if (then.inputs().size() != otherwise.inputs().size()
        || then.outputs().isEmpty()
        || then.outputs().size() != otherwise.outputs().size()) {
      throw new IllegalArgumentException("both branches take as many inputs and give as many"
          + " values, at least one; found " + then + " and " + otherwise);
    }
    for (int i = 0; i < then.outputs().size(); i++) {
      Tensor left = then.outputs().get(i);
      Tensor right = otherwise.outputs().get(i);
      if (left.dtype() != right.dtype() || !DimMatch.mayEqual(left.shape(), right.shape())) {
        throw new IllegalArgumentException("value " + i + " is " + left.type()
            + " where the condition holds and " + right.type() + " where it does not"
            + "\n  then: " + left + "\n  otherwise: " + right);
      }
    }
  }

  @Override
  public String name() {
    return "Cond";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("then", then);
    attributes.put("otherwise", otherwise);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1 + then.inputs().size(), inputs);
    if (inputs.get(0).dtype() != DType.BOOL || inputs.get(0).rank() != 0) {
      throw new IllegalArgumentException(
          "the condition must be a bool of rank 0, found " + inputs.get(0));
    }
    List<TensorType> passed = inputs.subList(1, inputs.size());
    List<String> roles =
        IntStream.range(0, passed.size()).mapToObj(i -> "captured value " + i).toList();
    List<TensorType> left = then.outputTypes(passed, roles);
    List<TensorType> right = otherwise.outputTypes(passed, roles);
    List<TensorType> types = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      types.add(common(left.get(i), right.get(i)));
    }
    return List.copyOf(types);
  }

  /** What is known of a size in one branch holds for both. */
  private static TensorType common(TensorType left, TensorType right) {
    Shape shape = left.shape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Dim other = right.dim(axis);
      shape = other.isFixed() ? shape.withDim(axis, other) : shape;
    }
    return left.withShape(shape);
  }

  /**
   * Not for this op, whose gradient takes differentiating its branches.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    throw new UnsupportedOperationException(
        "the gradient of a condition takes differentiating its branches: " + apply);
  }

  /** That of the branch that is run. */
  @Override
  public List<Optional<Tensor>> inputGradients(
      Apply apply, List<Optional<Tensor>> gradients, GraphGradients graphs) {
    return new CondGradient(this, apply, gradients, graphs).inputs();
  }

  /** That of the branch that is run. */
  @Override
  public List<Optional<Tensor>> outputTangents(
      Apply apply, List<Optional<Tensor>> inputTangents, GraphTangents graphs) {
    return new CondTangent(this, apply, inputTangents, graphs).outputs();
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
