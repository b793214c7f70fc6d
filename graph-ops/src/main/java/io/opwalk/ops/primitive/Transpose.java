package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Shapes;
import io.opwalk.print.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The axes in another order: axis {@code i} of the result is axis {@code permutation.get(i)} of the
 * input.
 *
 * @param permutation each axis of the input once
 */
public record Transpose(List<Integer> permutation) implements Primitive {
  /**
   * Checks that it is a permutation.
   *
   * @throws IllegalArgumentException where it is not
   */
  public Transpose {
    permutation = List.copyOf(permutation);
    List<Integer> sorted = permutation.stream().sorted().toList();
    if (!sorted.equals(IntStream.range(0, permutation.size()).boxed().toList())) {
      throw new IllegalArgumentException(
          "a permutation names each axis once, counted from the front; found " + permutation);
    }
  }

  @Override
  public String name() {
    return "Transpose";
  }

  @Override
  public String label() {
    return "Transpose{" + permutation + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("permutation", permutation);
  }

  @Override
  public Notation notation() {
    return permutation.equals(List.of(1, 0))
        ? Notation.suffix("ᵀ")
        : Notation.call("transpose", List.of(permutation.toString()));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    Shape shape = inputs.get(0).shape();
    if (shape.rank() != permutation.size()) {
      throw new IllegalArgumentException("permutation " + permutation + " does not fit shape "
          + shape + " of rank " + shape.rank());
    }
    List<Dim> dims = new ArrayList<>();
    permutation.forEach(axis -> dims.add(shape.dim(axis)));
    return List.of(inputs.get(0).withShape(Shape.of(dims)));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    int[] inverse = new int[permutation.size()];
    for (int axis = 0; axis < inverse.length; axis++) {
      inverse[permutation.get(axis)] = axis;
    }
    return List.of(gradients.get(0).map(gradient -> Shapes.transpose(gradient, inverse)));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
