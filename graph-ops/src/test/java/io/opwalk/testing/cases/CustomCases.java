package io.opwalk.testing.cases;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Customs;
import java.util.ArrayList;
import java.util.List;

/** A user's own kernel, alone and between ops that are compiled. */
final class CustomCases {
  private CustomCases() {}

  static List<OpCase> all() {
    return List.of(
        OpCase.named("a kernel in Java with two outputs")
            .covers("Customs.apply")
            .operands(Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes("(0)", "(1)", "(7)", "(207)")
            .build(in -> {
              List<Tensor> both = Customs.apply(new ForthAndBack(), in.get(0));
              return Arithmetic.maximum(both.get(0), both.get(1));
            })
            .oracle(ArrayOracle.of(in -> larger(in.get(0), ForthAndBack.backwards(in.get(0)))))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("a kernel in Java over what was computed and is computed with")
            .operands(Operand.any())
            .dtypes(DTypes.ALL)
            .sizes("(0)", "(1)", "(13)", "(1025)")
            .build(in -> Customs.apply(
                    new ForthAndBack(),
                    Customs.apply(new ForthAndBack(), in.get(0)).get(1))
                .get(1))
            .oracle(ArrayOracle.of(in -> in.get(0)))
            .tolerance(Tolerance.EXACT)
            .row());
  }

  /** The larger of two elements each, NaN before all; of zeros the positive one. */
  private static NDArray larger(NDArray a, NDArray b) {
    List<Object> left = Elements.list(a);
    List<Object> right = Elements.list(b);
    List<Object> larger = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      larger.add(
          left.get(i) instanceof Long number
              ? (Object) Math.max(number, (Long) right.get(i))
              : (Object) Math.max((Double) left.get(i), (Double) right.get(i)));
    }
    return Elements.array(a.dtype(), a.shape(), larger);
  }
}
