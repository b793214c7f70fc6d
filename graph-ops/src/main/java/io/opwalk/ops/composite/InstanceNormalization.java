package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Normalizations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@link Standardization} of each channel of each example, then scaled and shifted channel by
 * channel (Ulyanov, Vedaldi and Lempitsky, <i>Instance Normalization</i>, 2016). Inputs: x, whose
 * axis 0 is the batch, and a scale and a bias for each channel; the output is of the type of x.
 *
 * @param axis the axis of the channels, counted from the front, not 0
 * @param epsilon is added to the variance
 */
public record InstanceNormalization(int axis, double epsilon) implements Composite {
  /** Checks the epsilon. */
  public InstanceNormalization {
    Inputs.requireEpsilon(epsilon);
  }

  @Override
  public String name() {
    return "InstanceNormalization";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axis", axis);
    attributes.put("epsilon", epsilon);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType type = ChannelParameters.fit(List.of("scale", "bias"), inputs, List.of(axis));
    if (axis == 0) {
      throw new IllegalArgumentException("axis 0 is the batch, not that of the channels");
    }
    return List.of(type);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    List<Integer> within =
        IntStream.range(1, x.shape().rank()).filter(i -> i != axis).boxed().toList();
    List<Integer> channels = List.of(axis);
    Tensor scaled = Arithmetic.multiply(
        Normalizations.standardize(x, within, epsilon),
        ChannelParameters.widen(inputs.get(1), x, channels));
    return List.of(Arithmetic.add(scaled, ChannelParameters.widen(inputs.get(2), x, channels)));
  }
}
