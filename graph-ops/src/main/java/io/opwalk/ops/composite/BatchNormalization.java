package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shifted and scaled channel by channel with statistics that are given: {@code (x - mean) * scale /
 * sqrt(variance + epsilon) + bias}, batch normalization at inference (Ioffe and Szegedy, <i>Batch
 * Normalization</i>, 2015). Inputs: x, then scale, bias, mean and variance for each channel; the
 * output is of the type of x.
 *
 * @param axis the axis of the channels, counted from the front
 * @param epsilon is added to the variance
 */
public record BatchNormalization(int axis, double epsilon) implements Composite {
  /** Checks the epsilon. */
  public BatchNormalization {
    Inputs.requireEpsilon(epsilon);
  }

  @Override
  public String name() {
    return "BatchNormalization";
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
    return List.of(
        ChannelParameters.fit(List.of("scale", "bias", "mean", "variance"), inputs, List.of(axis)));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor spread = Exponents.sqrt(Arithmetic.add(inputs.get(4), epsilon));
    // Once for each channel rather than for each element.
    Tensor factor = Arithmetic.divide(inputs.get(1), spread);
    List<Integer> channels = List.of(axis);
    Tensor deviation = Arithmetic.subtract(x, ChannelParameters.widen(inputs.get(3), x, channels));
    Tensor scaled = Arithmetic.multiply(deviation, ChannelParameters.widen(factor, x, channels));
    return List.of(Arithmetic.add(scaled, ChannelParameters.widen(inputs.get(2), x, channels)));
  }
}
