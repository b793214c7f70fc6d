package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import java.util.List;

/**
 * {@code 1 - 2 sum(y p) / (sum(y) + sum(p) + 1e-7)}: how far two regions are from covering each
 * other; Keras's Dice. Without axes the sums are over the whole batch, whose value it then is.
 *
 * @param axes what is summed over and removed; all axes where there are none
 */
public record Dice(List<Integer> axes) implements Loss {
  /** Copies the list. */
  public Dice {
    axes = List.copyOf(axes);
  }

  /** Of whole batches. */
  public Dice() {
    this(List.of());
  }

  @Override
  public String name() {
    return "dice";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor y = pair.labels();
    Tensor p = pair.predictions();
    Tensor sizes = add(add(Overlaps.sum(y, axes), Overlaps.sum(p, axes)), Probabilities.EPSILON);
    return subtract(1, divide(multiply(2, Overlaps.sum(multiply(y, p), axes)), sizes));
  }

  @Override
  public Config config() {
    return Loss.super.config().with("axis", axes.isEmpty() ? null : axes);
  }
}
