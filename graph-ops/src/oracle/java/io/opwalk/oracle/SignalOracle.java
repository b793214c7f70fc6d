package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import io.opwalk.testing.cases.Tolerance;
import java.util.List;

/** ONNX's windows of signals: weighted cosines of one turn and of two. */
final class SignalOracle {
  private static final Tolerance COSINES =
      Tolerance.ulps(4, "angles of up to two turns, rounded; ulps of 1 are counted");

  private SignalOracle() {}

  static List<OracleRow> all() {
    return List.of(
        window("HannWindow", 0.5, 0.5, 0),
        window("HammingWindow", 25.0 / 46, 21.0 / 46, 0),
        window("BlackmanWindow", 0.42, 0.5, 0.08));
  }

  private static OracleRow window(String op, double mean, double one, double two) {
    return OracleRow.of(op, COSINES, draw -> {
      int size = draw.between(2, 40);
      boolean isPeriodic = draw.flip();
      // Not float64: the runtime's weights are float32 numbers there too.
      DType dtype = FLOAT32;
      double turn = 2 * Math.PI / (isPeriodic ? size : size - 1);
      return Configuration.of()
          .known(NDArray.scalar((long) size))
          .attribute("periodic", isPeriodic)
          .attribute("output_datatype", OnnxModel.dataType(dtype).getNumber())
          .scale(1)
          .gives(in -> {
            Tensor angle = Arithmetic.multiply(Creation.arange(FLOAT64, size), turn);
            Tensor first = Arithmetic.multiply(Trigonometry.cos(angle), one);
            Tensor second =
                Arithmetic.multiply(Trigonometry.cos(Arithmetic.multiply(angle, 2)), two);
            return Tensors.cast(Arithmetic.add(Arithmetic.subtract(mean, first), second), dtype);
          });
    });
  }
}
