package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.ops.Tensors.zerosLike;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.List;

/** ONNX's activations that have settings. */
final class ActivationOracle {
  private static final List<DType> NUMBERS = List.of(FLOAT64, FLOAT32, INT64, INT32);

  /** ONNX Runtime computes exponentials and tangents by polynomials, close to 0 and 1 at best. */
  private static final Tolerance SMOOTH =
      Tolerance.ulps(4, "either side rounds a few times; below 1, ulps of 1 are counted");

  private static final Tolerance TWO_ROUNDINGS =
      Tolerance.ulps(2, "a product and a sum, which one side may round once");

  private ActivationOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("LeakyRelu", EXACT, ActivationOracle::leakyRelu),
        OracleRow.of("PRelu", EXACT, ActivationOracle::prelu),
        OracleRow.of("ThresholdedRelu", EXACT, ActivationOracle::thresholdedRelu),
        OracleRow.of("Elu", SMOOTH, ActivationOracle::elu),
        OracleRow.of("Celu", SMOOTH, ActivationOracle::celu),
        OracleRow.of("Selu", SMOOTH, ActivationOracle::selu),
        OracleRow.of("Gelu", SMOOTH, ActivationOracle::gelu),
        OracleRow.of("HardSigmoid", TWO_ROUNDINGS, ActivationOracle::hardSigmoid),
        OracleRow.of("HardSwish", SMOOTH, ActivationOracle::hardSwish),
        OracleRow.of("Shrink", EXACT, ActivationOracle::shrink),
        OracleRow.of("Clip", EXACT, ActivationOracle::clip));
  }

  private static NDArray any(Draw draw) {
    return draw.array(FLOAT32, draw.shape(0, 4), Values.ordinary());
  }

  private static NDArray few(Draw draw) {
    return draw.array(FLOAT32, draw.shape(0, 4), Values.between(-6, 6));
  }

  private static Configuration leakyRelu(Draw draw) {
    double alpha = draw.number(0, 1);
    return Configuration.of(any(draw))
        .attribute("alpha", alpha)
        .gives(in -> Activations.leakyRelu(in.get(0), alpha));
  }

  private static Configuration prelu(Draw draw) {
    List<Integer> shape = draw.shape(1, 4);
    // The slopes broadcast to the input, which does not broadcast itself.
    List<Integer> slopes = shape.subList(draw.between(0, shape.size()), shape.size()).stream()
        .map(size -> draw.flip() ? size : (Integer) 1)
        .toList();
    return Configuration.of(
            draw.array(FLOAT32, shape, Values.ordinary()),
            draw.array(FLOAT32, slopes, Values.between(-1, 1)))
        .gives(in -> Activations.leakyRelu(in.get(0), in.get(1)));
  }

  private static Configuration thresholdedRelu(Draw draw) {
    double alpha = draw.number(-1, 3);
    return Configuration.of(few(draw))
        .attribute("alpha", alpha)
        .gives(in -> Logic.where(Logic.greater(in.get(0), alpha), in.get(0), 0));
  }

  private static Configuration elu(Draw draw) {
    double alpha = draw.number(0.1, 2);
    return Configuration.of(any(draw))
        .attribute("alpha", alpha)
        .scale(1)
        .gives(in -> Activations.elu(in.get(0), alpha));
  }

  private static Configuration celu(Draw draw) {
    double alpha = draw.number(0.5, 2);
    return Configuration.of(any(draw))
        .attribute("alpha", alpha)
        .scale(1)
        .gives(
            in -> Arithmetic.multiply(Activations.elu(Arithmetic.divide(in.get(0), alpha)), alpha));
  }

  private static Configuration selu(Draw draw) {
    return Configuration.of(any(draw)).scale(1).gives(in -> Activations.selu(in.get(0)));
  }

  private static Configuration gelu(Draw draw) {
    boolean approximate = draw.flip();
    return Configuration.of(few(draw))
        .attribute("approximate", approximate ? "tanh" : "none")
        .scale(1)
        .gives(in -> Activations.gelu(in.get(0), approximate));
  }

  private static Tensor hardSigmoid(Tensor x, double alpha, double beta) {
    return Arithmetic.clip(Arithmetic.add(Arithmetic.multiply(x, alpha), beta), 0, 1);
  }

  private static Configuration hardSigmoid(Draw draw) {
    double alpha = draw.number(0.1, 0.5);
    double beta = draw.number(0.2, 0.8);
    return Configuration.of(few(draw))
        .attribute("alpha", alpha)
        .attribute("beta", beta)
        .scale(1)
        .gives(in -> hardSigmoid(in.get(0), alpha, beta));
  }

  private static Configuration hardSwish(Draw draw) {
    return Configuration.of(few(draw))
        .scale(1)
        .gives(in -> Arithmetic.multiply(in.get(0), Activations.hardSigmoid(in.get(0))));
  }

  private static Configuration shrink(Draw draw) {
    // Not float64, which the runtime computes in float32.
    DType dtype = draw.pick(FLOAT32, INT64, INT32);
    double lambda = draw.between(1, 4);
    double bias = draw.between(0, 3);
    NDArray x = draw.array(dtype, draw.shape(0, 4), Values.between(-9, 9));
    return Configuration.of(x)
        .attribute("lambd", lambda)
        .attribute("bias", bias)
        .gives(in -> {
          Tensor above = Arithmetic.subtract(in.get(0), bias);
          Tensor below = Arithmetic.add(in.get(0), bias);
          Tensor inside = zerosLike(in.get(0));
          Tensor rest = Logic.where(Logic.less(in.get(0), -lambda), below, inside);
          return Logic.where(Logic.greater(in.get(0), lambda), above, rest);
        });
  }

  private static Configuration clip(Draw draw) {
    DType dtype = draw.pick(NUMBERS);
    NDArray x = draw.array(dtype, draw.shape(0, 4), Values.between(-9, 9));
    NDArray low = draw.integers(dtype, List.of(), -5, 5);
    NDArray high = draw.integers(dtype, List.of(), -5, 5);
    return switch (draw.between(0, 3)) {
      case 0 -> Configuration.of(x).gives(in -> in.get(0));
      case 1 -> Configuration.of(x, low).gives(in -> Arithmetic.maximum(in.get(0), in.get(1)));
      default ->
        Configuration.of(x, low, high)
            .gives(in -> Arithmetic.clip(in.get(0), in.get(1), in.get(2)));
    };
  }
}
