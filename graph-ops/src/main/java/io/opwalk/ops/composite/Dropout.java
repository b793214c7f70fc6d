package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import java.util.List;
import java.util.Map;

/**
 * Each element is 0 with the given probability, else divided by the probability that it is not, so
 * that the mean stays what it was (Srivastava et al., <i>Dropout</i>, 2014, section 10). Inputs: x
 * of a floating dtype, and a key, an INT64 of rank 0; the output is of the type of x. What is
 * dropped depends on the key and the shape alone.
 *
 * @param rate the probability that an element is dropped, from 0 to 1
 */
public record Dropout(double rate) implements Composite {
  /** Checks the rate. */
  public Dropout {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("the rate must be from 0 to 1, found " + rate);
    }
  }

  @Override
  public String name() {
    return "Dropout";
  }

  @Override
  public String label() {
    return "Dropout{rate=" + rate + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("rate", rate);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    Inputs.requireKeyed(List.of(inputs.get(1), inputs.get(0)));
    return List.of(Inputs.floating(inputs.subList(0, 1)));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor drawn = Apply.of(new RandomUniform(DType.FLOAT64), inputs.get(1), x).output();
    Tensor kept = Logic.greaterEqual(drawn, rate);
    double factor = rate == 1 ? 0 : 1 / (1 - rate);
    return List.of(Logic.where(kept, Arithmetic.multiply(x, factor), 0));
  }
}
