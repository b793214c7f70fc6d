package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divided by the root of the mean square along some axes, then scaled element by element: {@code x
 * / sqrt(mean(x²) + epsilon) * scale} (Zhang and Sennrich, <i>Root Mean Square Layer
 * Normalization</i>, 2019). Inputs: x, and a scale with the normalised axes of x; the output is of
 * the type of x.
 *
 * @param axes the axes, counted from the front, sorted, each once
 * @param epsilon is added to the mean square
 */
public record RmsNormalization(List<Integer> axes, double epsilon) implements Composite {
  /** Copies the axes. */
  public RmsNormalization {
    axes = List.copyOf(axes);
    Inputs.requireEpsilon(epsilon);
  }

  @Override
  public String name() {
    return "RmsNormalization";
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
    return List.of(ChannelParameters.fit(List.of("scale"), inputs, axes));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor meanSquare = Reductions.mean(Arithmetic.square(x), axes, true);
    Tensor unit = Arithmetic.divide(x, Exponents.sqrt(Arithmetic.add(meanSquare, epsilon)));
    return List.of(Arithmetic.multiply(unit, ChannelParameters.widen(inputs.get(1), x, axes)));
  }
}
