package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.ops.primitive.Custom;
import java.util.List;

/** How a kernel in Java, Opwalk's or the user's own, is applied to whole tensors. */
public final class Customs {
  private Customs() {}

  /**
   * The outputs of the function, of the types that it infers.
   *
   * <pre>{@code
   * Tensor median = Customs.apply(new Median(), x).get(0);
   * }</pre>
   *
   * @throws TypeException where its type rule refuses the inputs
   */
  public static List<Tensor> apply(CustomFunction function, Tensor... inputs) {
    return Apply.of(new Custom(function), List.of(inputs)).outputs();
  }
}
