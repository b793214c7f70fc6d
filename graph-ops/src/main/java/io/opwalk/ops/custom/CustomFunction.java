package io.opwalk.ops.custom;

import io.opwalk.Differentiable;
import io.opwalk.NDArray;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Map;

/**
 * A kernel in Java, Opwalk's or a user's own: a pure function from arrays to arrays, with its type
 * rule. It is one node of the graph, and no compiler looks inside it; what can be said with scalar
 * functions or composites is better said so, since that is fused.
 *
 * <p>One that implements {@link Differentiable} too has a gradient; through any other none flows.
 * As with every op, two functions that compute the same with the same attributes should be
 * {@code equals}: a record is. One that is equal only to itself is never merged with another.
 *
 * <pre>{@code
 * record Median() implements CustomFunction {
 *   public String name() {
 *     return "Median";
 *   }
 *
 *   public List<TensorType> inferTypes(List<TensorType> inputs) {
 *     return List.of(TensorType.of(DType.FLOAT64));
 *   }
 *
 *   public List<NDArray> compute(List<NDArray> inputs) {
 *     double[] sorted = inputs.get(0).toDoubles();
 *     Arrays.sort(sorted);
 *     return List.of(NDArray.scalar(sorted[sorted.length / 2]));
 *   }
 * }
 *
 * Tensor median = Customs.apply(new Median(), x).get(0);
 * }</pre>
 */
public interface CustomFunction {
  /** The name that nodes print. */
  String name();

  /** The attributes in the order in which they print. */
  default Map<String, Object> attributes() {
    return Map.of();
  }

  /**
   * The type rule, as {@link io.opwalk.Op#inferTypes}: dims may be unknown, and those of the
   * outputs may be made from those of the inputs.
   *
   * @throws IllegalArgumentException where the inputs do not fit, saying what was expected and
   *     found
   */
  List<TensorType> inferTypes(List<TensorType> inputs);

  /**
   * The outputs for some inputs, of the promised types. Called by any number of threads at once,
   * and possibly not as often as the node is evaluated: so it depends on the inputs alone, and
   * changes nothing.
   *
   * @param inputs arrays of types that {@link #inferTypes} admits
   * @throws IllegalArgumentException where the values do not fit; evaluation adds the node and the
   *     user's line
   */
  List<NDArray> compute(List<NDArray> inputs);
}
