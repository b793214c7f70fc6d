package io.opwalk.oracle;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.List;
import java.util.function.BinaryOperator;

/** ONNX's functions of two numbers, which broadcast. */
final class BinaryOracle {
  private static final List<DType> NUMBERS = List.of(FLOAT64, FLOAT32, INT64, INT32);

  /** Few of them, so that many are equal. */
  private static final Values FEW = Values.of(-2, -1, 0, 1, 2);

  private static final Values NOT_ZERO = Values.awayFromZero(1, 50);

  private BinaryOracle() {}

  static List<OracleRow> all() {
    return List.of(
        binary("Add", EXACT, NUMBERS, Values.ordinary(), Arithmetic::add),
        binary("Sub", EXACT, NUMBERS, Values.ordinary(), Arithmetic::subtract),
        binary("Mul", EXACT, NUMBERS, Values.ordinary(), Arithmetic::multiply),
        binary("Div", EXACT, NUMBERS, NOT_ZERO, Arithmetic::divide),
        binary("And", EXACT, List.of(BOOL), FEW, Logic::logicalAnd),
        binary("Or", EXACT, List.of(BOOL), FEW, Logic::logicalOr),
        binary("Xor", EXACT, List.of(BOOL), FEW, Logic::logicalXor),
        binary("Equal", EXACT, NUMBERS, FEW, Logic::equal),
        binary("Less", EXACT, NUMBERS, FEW, Logic::less),
        binary("LessOrEqual", EXACT, NUMBERS, FEW, Logic::lessEqual),
        binary("Greater", EXACT, NUMBERS, FEW, Logic::greater),
        binary("GreaterOrEqual", EXACT, NUMBERS, FEW, Logic::greaterEqual));
  }

  private static OracleRow binary(
      String op,
      Tolerance tolerance,
      List<DType> dtypes,
      Values values,
      BinaryOperator<Tensor> ours) {
    return OracleRow.of(op, tolerance, draw -> {
      DType dtype = draw.pick(dtypes);
      List<List<Integer>> shapes = draw.broadcasting(2);
      NDArray x = draw.array(dtype, shapes.get(0), values);
      NDArray y = draw.array(dtype, shapes.get(1), values);
      return Configuration.of(x, y).gives(in -> ours.apply(in.get(0), in.get(1)));
    });
  }
}
