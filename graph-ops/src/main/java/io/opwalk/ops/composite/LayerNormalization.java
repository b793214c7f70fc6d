package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Normalizations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Standardization} along some axes, then scaled and shifted element by element (Ba, Kiros
 * and Hinton, <i>Layer Normalization</i>, 2016). Inputs: x, and a scale and a bias with the
 * normalised axes of x; the output is of the type of x.
 *
 * @param axes the axes, counted from the front, sorted, each once
 * @param epsilon is added to the variance
 */
public record LayerNormalization(List<Integer> axes, double epsilon) implements Composite {
  /** Copies the axes. */
  public LayerNormalization {
    axes = List.copyOf(axes);
    Inputs.requireEpsilon(epsilon);
  }

  @Override
  public String name() {
    return "LayerNormalization";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axes", axes);
    attributes.put("epsilon", epsilon);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(ChannelParameters.fit(List.of("scale", "bias"), inputs, axes));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor scaled = Arithmetic.multiply(
        Normalizations.standardize(x, axes, epsilon),
        ChannelParameters.widen(inputs.get(1), x, axes));
    return List.of(Arithmetic.add(scaled, ChannelParameters.widen(inputs.get(2), x, axes)));
  }
}
