package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import java.util.List;

/**
 * {@code 1 - i / (i + alpha sum(y (1 - p)) + beta sum((1 - y) p) + 1e-7)} with {@code i = sum(y
 * p)}: as {@link Dice}, with weights for what is missed and what is covered in vain. Keras's
 * Tversky, in which alpha weighs what is missed; Salehi et al., 2017, <a
 * href="https://arxiv.org/abs/1706.05721">arXiv:1706.05721</a>. Without axes the sums are over the
 * whole batch, whose value it then is.
 *
 * @param alpha the weight of labels that predictions miss, 0 or more
 * @param beta the weight of predictions where there is no label, 0 or more
 * @param axes what is summed over and removed; all axes where there are none
 */
public record Tversky(double alpha, double beta, List<Integer> axes) implements Loss {
  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException where one is negative or not finite
   */
  public Tversky {
    Arguments.requireNotNegative("alpha", alpha);
    Arguments.requireNotNegative("beta", beta);
    axes = List.copyOf(axes);
  }

  /** Of whole batches, with Keras's weights of 0.5. */
  public Tversky() {
    this(0.5, 0.5, List.of());
  }

  @Override
  public String name() {
    return "tversky";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor y = pair.labels();
    Tensor p = pair.predictions();
    Tensor common = Overlaps.sum(multiply(y, p), axes);
    Tensor missed = Overlaps.sum(multiply(y, subtract(1, p)), axes);
    Tensor vain = Overlaps.sum(multiply(subtract(1, y), p), axes);
    Tensor all = add(add(common, multiply(missed, alpha)), multiply(vain, beta));
    return subtract(1, divide(common, add(all, Probabilities.EPSILON)));
  }

  @Override
  public Config config() {
    return Loss.super
        .config()
        .with("alpha", alpha)
        .with("beta", beta)
        .with("axis", axes.isEmpty() ? null : axes);
  }
}
