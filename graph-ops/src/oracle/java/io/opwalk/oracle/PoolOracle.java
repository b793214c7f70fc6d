package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** ONNX's pools over windows, and over all there is. */
final class PoolOracle {
  private static final Values ANY = Values.between(-3, 3);

  private static final Tolerance SUM = Tolerance.ulps(
      8, "sums of up to 125 terms of up to 9 in another order; ulps of 9 are counted");

  private PoolOracle() {}

  static List<OracleRow> all() {
    return List.of(
        global("GlobalAveragePool", SUM, (x, axes) -> Reductions.mean(x, axes, true)),
        global("GlobalMaxPool", EXACT, (x, axes) -> Reductions.max(x, axes, true)),
        global(
                "GlobalLpPool",
                SUM,
                (x, axes) -> Exponents.sqrt(Reductions.sum(Arithmetic.square(x), axes, true)))
            // The runtime has not followed opset 22, which adds nothing to it but a dtype.
            .ofOpset(21));
  }

  private static OracleRow global(
      String op, Tolerance tolerance, BiFunction<Tensor, List<Integer>, Tensor> ours) {
    return OracleRow.of(op, tolerance, draw -> {
      NDArray x = draw.array(FLOAT32, draw.shape(3, 5), ANY);
      List<Integer> space = IntStream.range(2, x.rank()).boxed().toList();
      return Configuration.of(x).scale(9).gives(in -> ours.apply(in.get(0), space));
    });
  }
}
