package io.opwalk.nn.optimizer.schedule;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;
import java.util.List;

/**
 * One rate up to each boundary, the boundary included, and another after the last.
 *
 * <pre>{@code
 * // 0.1 for the first 1001 steps, 0.01 for 500, then 0.001
 * new PiecewiseConstantDecay(List.of(1000, 1500), List.of(0.1, 0.01, 0.001))
 * }</pre>
 *
 * @param boundaries numbers of steps, rising
 * @param values one rate more than there are boundaries
 */
public record PiecewiseConstantDecay(List<Integer> boundaries, List<Double> values)
    implements LearningRateSchedule {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where the boundaries do not rise, there is not one rate more,
   *     or a rate is negative
   */
  public PiecewiseConstantDecay {
    boundaries = List.copyOf(boundaries);
    values = List.copyOf(values);
    if (values.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException("PiecewiseConstantDecay: " + boundaries.size()
          + " boundaries need one value more, found " + values.size());
    }
    for (int i = 1; i < boundaries.size(); i++) {
      if (boundaries.get(i) <= boundaries.get(i - 1)) {
        throw new IllegalArgumentException(
            "PiecewiseConstantDecay: boundaries must rise, found " + boundaries);
      }
    }
    values.forEach(value -> Arguments.requireRate("PiecewiseConstantDecay", "a value", value));
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor rate = Tensors.constant(NDArray.scalar(values.get(boundaries.size())));
    for (int i = boundaries.size() - 1; i >= 0; i--) {
      rate = Logic.where(Logic.lessEqual(step, boundaries.get(i)), values.get(i), rate);
    }
    return rate;
  }

  @Override
  public String className() {
    return "PiecewiseConstantDecay";
  }

  @Override
  public Config config() {
    return Config.builder().put("boundaries", boundaries).put("values", values).build();
  }
}
