package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@link Standardization} of each example within groups of neighbouring channels, then scaled and
 * shifted channel by channel (Wu and He, <i>Group Normalization</i>, 2018). Inputs: x, whose axis 0
 * is the batch, and a scale and a bias for each channel; the output is of the type of x.
 *
 * <p>One group is a layer normalization over everything but the batch, except that scale and bias
 * are per channel; as many groups as channels are an instance normalization.
 *
 * @param groups how many groups the channels are cut into; divides their number
 * @param axis the axis of the channels, counted from the front, not 0
 * @param epsilon is added to the variance
 */
public record GroupNormalization(int groups, int axis, double epsilon) implements Composite {
  /** Checks that there is a group. */
  public GroupNormalization {
    if (groups < 1) {
      throw new IllegalArgumentException("groups must be at least 1, found " + groups);
    }
    Inputs.requireEpsilon(epsilon);
  }

  @Override
  public String name() {
    return "GroupNormalization";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("groups", groups);
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
    perGroup(inputs.get(0).shape());
    return List.of(type);
  }

  private Dim perGroup(Shape shape) {
    Dim channels = shape.dim(axis);
    return channels
        .exactQuotient(Dim.of(groups))
        .orElseThrow(() -> new IllegalArgumentException(
            channels + " channels cannot be cut into " + groups + " groups of one size"));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    List<Dim> cut = new ArrayList<>(x.shape().dims());
    cut.set(axis, perGroup(x.shape()));
    cut.add(axis, Dim.of(groups));
    List<Integer> within =
        IntStream.range(1, cut.size()).filter(i -> i != axis).boxed().toList();
    Tensor grouped = Shapes.reshape(x, Shape.of(cut));
    Tensor unit = Shapes.reshape(Normalizations.standardize(grouped, within, epsilon), x.shape());
    List<Integer> channels = List.of(axis);
    Tensor scaled = Arithmetic.multiply(unit, ChannelParameters.widen(inputs.get(1), x, channels));
    return List.of(Arithmetic.add(scaled, ChannelParameters.widen(inputs.get(2), x, channels)));
  }
}
