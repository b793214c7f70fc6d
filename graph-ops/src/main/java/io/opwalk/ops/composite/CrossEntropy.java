package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cross entropy of the {@link Softmax} of logits with respect to labels, in nats:
 * {@code -sum(labels * logSoftmax(logits))} along an axis, which is removed. Inputs: labels and
 * logits, of one floating dtype and one shape; nothing is broadcast.
 *
 * <p>A label of 0 contributes 0, also where the logit is negative infinity. Labels need not sum to
 * 1.
 *
 * @param axis the axis of the classes, counted from the front
 */
public record CrossEntropy(int axis) implements Composite, Differentiable {
  @Override
  public String name() {
    return "CrossEntropy";
  }

  @Override
  public String label() {
    return "CrossEntropy{axis=" + axis + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("axis", axis);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.requireSame(inputs, "labels", "logits");
    Shape shape = Shape.broadcast(inputs.get(0).shape(), inputs.get(1).shape());
    Inputs.requireAxis(axis, shape);
    return List.of(inputs.get(1).withShape(shape.withoutDims(List.of(axis))));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor labels = inputs.get(0);
    Tensor terms = Arithmetic.multiply(labels, Probability.logSoftmax(inputs.get(1), axis));
    Tensor counted = Logic.where(Logic.equal(labels, 0), 0, terms);
    return List.of(Arithmetic.negative(Reductions.sum(counted, axis)));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor labels = apply.inputs(0);
    Tensor logits = apply.inputs(1);
    Optional<Tensor> kept = gradients.get(0).map(g -> Shapes.expandDims(g, axis));
    return List.of(
        kept.map(g -> {
          Tensor logs = Probability.logSoftmax(logits, axis);
          return Arithmetic.multiply(Arithmetic.negative(g), logs);
        }),
        kept.map(g -> {
          Tensor total = Reductions.sum(labels, List.of(axis), true);
          Tensor expected = Arithmetic.multiply(Probability.softmax(logits, axis), total);
          return Arithmetic.multiply(g, Arithmetic.subtract(expected, labels));
        }));
  }
}
