package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import java.util.List;
import java.util.Optional;

/**
 * The cross entropy of the sigmoid of logits with respect to labels, element by element, in nats:
 * {@code max(z, 0) - z*y + log1p(exp(-|z|))}, which neither overflows nor loses what sigmoid would
 * round to 0 or 1. Inputs: labels y and logits z, of one floating dtype and one shape; nothing is
 * broadcast. An infinite logit gives NaN.
 */
public record BinaryCrossEntropy() implements Composite, Differentiable {
  @Override
  public String name() {
    return "BinaryCrossEntropy";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.requireSame(inputs, "labels", "logits");
    TensorType logits = inputs.get(1);
    return List.of(
        logits.withShape(Shape.broadcast(logits.shape(), inputs.get(0).shape())));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor labels = inputs.get(0);
    Tensor logits = inputs.get(1);
    Tensor rest = Exponents.log1p(Exponents.exp(Arithmetic.negative(Arithmetic.abs(logits))));
    Tensor linear =
        Arithmetic.subtract(Arithmetic.maximum(logits, 0), Arithmetic.multiply(logits, labels));
    return List.of(Arithmetic.add(linear, rest));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor labels = apply.inputs(0);
    Tensor logits = apply.inputs(1);
    return List.of(
        gradients.get(0).map(g -> Arithmetic.multiply(Arithmetic.negative(g), logits)),
        gradients
            .get(0)
            .map(g ->
                Arithmetic.multiply(g, Arithmetic.subtract(Activations.sigmoid(logits), labels))));
  }
}
