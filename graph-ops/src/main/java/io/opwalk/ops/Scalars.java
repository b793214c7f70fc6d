package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.scalar.ScalarFunction;
import java.util.List;

/**
 * How a scalar function, Opwalk's or the user's own, is applied to every element of tensors.
 *
 * <pre>{@code
 * Tensor y = Scalars.apply(CUBE, x);
 * }</pre>
 *
 * <p>What holds for all of them, and is not repeated at each:
 *
 * <ul>
 *   <li>The inputs broadcast against each other by NumPy's rule, and have one dtype; the result has
 *       that dtype, or is a bool where the function answers a question.
 *   <li>A Java literal takes the dtype of the tensor beside it; see {@link Tensors#literal}.
 *   <li>NaN in gives NaN out, unless said otherwise.
 *   <li>Error bounds count units in the last place (ulp) of the exact result, in both floating
 *       dtypes. They were measured against results of 128 bits over the whole range of exponents.
 *       In float32 elementary functions are computed in float64 and rounded once: half an ulp and a
 *       little, whatever the bound says.
 * </ul>
 */
public final class Scalars {
  private Scalars() {}

  /**
   * The function of every element.
   *
   * @throws TypeException where number, dtypes or shapes of the inputs do not fit
   */
  public static Tensor apply(ScalarFunction function, Tensor... inputs) {
    return Apply.of(new Elementwise(function), List.of(inputs)).output();
  }

  /** As {@link #apply(ScalarFunction, Tensor...)}, with a literal for the second input. */
  public static Tensor apply(ScalarFunction function, Tensor x, double y) {
    return apply(function, x, Tensors.literal(y, x));
  }

  /** As {@link #apply(ScalarFunction, Tensor...)}, with a literal for the first input. */
  public static Tensor apply(ScalarFunction function, double x, Tensor y) {
    return apply(function, Tensors.literal(x, y), y);
  }
}
