package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.Reductions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Batch normalization while training: {@link Standardization} of each channel over the whole batch,
 * scaled and shifted, and the moving statistics one step on (Ioffe and Szegedy, <i>Batch
 * Normalization</i>, 2015). Inputs: x, then scale, bias, moving mean and moving variance for each
 * channel. Outputs: the result, of the type of x, and the new moving mean and variance,
 * {@code momentum * moving + (1 - momentum) * batch}, of the variance whose divisor is the number
 * of elements.
 *
 * @param axis the axis of the channels, counted from the front
 * @param epsilon is added to the variance
 * @param momentum how much of the moving statistics stays, from 0 to 1
 */
public record BatchNormalizationTraining(int axis, double epsilon, double momentum)
    implements Composite {
  /** Checks the numbers. */
  public BatchNormalizationTraining {
    Inputs.requireEpsilon(epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum must be from 0 to 1, found " + momentum);
    }
  }

  @Override
  public String name() {
    return "BatchNormalizationTraining";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("axis", axis);
    attributes.put("epsilon", epsilon);
    attributes.put("momentum", momentum);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType y = ChannelParameters.fit(
        List.of("scale", "bias", "moving mean", "moving variance"), inputs, List.of(axis));
    return List.of(y, inputs.get(3), inputs.get(4));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    List<Integer> others =
        IntStream.range(0, x.shape().rank()).filter(i -> i != axis).boxed().toList();
    List<Integer> channels = List.of(axis);
    Tensor scaled = Arithmetic.multiply(
        Normalizations.standardize(x, others, epsilon),
        ChannelParameters.widen(inputs.get(1), x, channels));
    return List.of(
        Arithmetic.add(scaled, ChannelParameters.widen(inputs.get(2), x, channels)),
        moved(inputs.get(3), Reductions.mean(x, others, false)),
        moved(inputs.get(4), Reductions.variance(x, others, false)));
  }

  private Tensor moved(Tensor moving, Tensor batch) {
    return Arithmetic.add(
        Arithmetic.multiply(momentum, moving), Arithmetic.multiply(1 - momentum, batch));
  }
}
