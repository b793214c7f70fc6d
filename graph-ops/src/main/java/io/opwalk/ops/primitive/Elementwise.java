package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.ForwardDifferentiable;
import io.opwalk.GraphTangents;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.print.Notation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A scalar function applied element by element, its inputs broadcast against each other by NumPy's
 * rule.
 *
 * @param function what is applied
 */
public record Elementwise(ScalarFunction function) implements Primitive, ForwardDifferentiable {
  /** Checks that there is a function. */
  public Elementwise {
    Objects.requireNonNull(function, "function");
  }

  // Written out, since a fresh JVM takes a millisecond to make these up.
  @Override
  public boolean equals(Object other) {
    return other instanceof Elementwise that && function.equals(that.function);
  }

  @Override
  public int hashCode() {
    return function.hashCode();
  }

  @Override
  public String name() {
    return "Elementwise";
  }

  @Override
  public String label() {
    return "Elementwise{" + function.name() + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("function", function);
  }

  @Override
  public Notation notation() {
    return function.notation();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    List<DType> dtypes = new ArrayList<>(inputs.size());
    List<Shape> shapes = new ArrayList<>(inputs.size());
    for (TensorType input : inputs) {
      dtypes.add(input.dtype());
      shapes.add(input.shape());
    }
    DType dtype = function.resultType(dtypes);
    Shape shape = Shape.broadcast(shapes);
    return List.of(new TensorType(dtype, shape));
  }

  /** The names of the function's properties. */
  @Override
  public Set<String> traits() {
    Set<String> traits = new HashSet<>();
    for (ScalarFunction.Property property : function.properties()) {
      traits.add(property.name());
    }
    return traits;
  }

  @Override
  public boolean isCommutative() {
    return function.properties().contains(ScalarFunction.Property.COMMUTATIVE);
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    List<Optional<Tensor>> result = new ArrayList<>();
    for (int i = 0; i < apply.inputs().size(); i++) {
      result.add(inputGradient(i, apply, gradients.get(0)));
    }
    return List.copyOf(result);
  }

  @Override
  public boolean hasUnknownGradient(int input) {
    return function.hasUnknownDerivative(input);
  }

  private Optional<Tensor> inputGradient(int index, Apply apply, Optional<Tensor> gradient) {
    Tensor input = apply.inputs(index);
    if (gradient.isEmpty() || !input.dtype().isFloating()) {
      return Optional.empty();
    }
    return function
        .derivative(index)
        .map(derivative ->
            GradientMask.through(derivative, apply.inputs(), apply.output(), gradient.get()))
        .map(full -> Shapes.sumLike(full, input));
  }

  /** Each output element depends on one element of each input, so its slope is one number. */
  @Override
  public List<Optional<Tensor>> outputTangents(
      Apply apply, List<Optional<Tensor>> inputTangents, GraphTangents graphs) {
    List<Tensor> terms = new ArrayList<>();
    for (int i = 0; i < inputTangents.size(); i++) {
      int input = i;
      inputTangents
          .get(i)
          .map(tangent -> Shapes.broadcastLike(tangent, apply.output()))
          .flatMap(tangent -> function
              .derivative(input)
              .map(slope -> slope.apply(apply.inputs(), apply.output(), tangent)))
          .ifPresent(terms::add);
    }
    return List.of(terms.stream().reduce(Arithmetic::add));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
