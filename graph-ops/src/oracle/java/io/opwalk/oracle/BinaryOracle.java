package io.opwalk.oracle;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Bits;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.List;
import java.util.function.BinaryOperator;

/** ONNX's functions of two and more numbers, which broadcast. */
final class BinaryOracle {
  private static final List<DType> FLOATS = List.of(FLOAT64, FLOAT32);
  private static final List<DType> INTEGERS = List.of(INT64, INT32);
  private static final List<DType> NUMBERS = List.of(FLOAT64, FLOAT32, INT64, INT32);

  /** Few of them, so that many are equal. */
  private static final Values FEW = Values.of(-2, -1, 0, 1, 2);

  private static final Values NOT_ZERO = Values.awayFromZero(1, 50);

  private static final Tolerance FEW_ROUNDINGS =
      Tolerance.ulps(4, "four terms of one sign, each side rounds at most four times");

  private static final Tolerance POWER =
      Tolerance.ulps(4, "the C library promises up to 2 and we up to 1");

  private BinaryOracle() {}

  static List<OracleRow> all() {
    return List.of(
        binary("Add", EXACT, NUMBERS, Values.ordinary(), Arithmetic::add),
        binary("Sub", EXACT, NUMBERS, Values.ordinary(), Arithmetic::subtract),
        binary("Mul", EXACT, NUMBERS, Values.ordinary(), Arithmetic::multiply),
        binary("Div", EXACT, NUMBERS, NOT_ZERO, Arithmetic::divide),
        OracleRow.of("Pow", POWER, BinaryOracle::pow),
        OracleRow.of("Mod", EXACT, BinaryOracle::mod),
        OracleRow.of("Where", EXACT, BinaryOracle::where),
        several("Max", EXACT, NUMBERS, Arithmetic::maximum),
        several("Min", EXACT, NUMBERS, Arithmetic::minimum),
        several("Sum", EXACT, FLOATS, Arithmetic::add),
        OracleRow.of("Mean", FEW_ROUNDINGS, BinaryOracle::mean),
        binary("BitwiseAnd", EXACT, INTEGERS, Values.special(), Bits::bitwiseAnd),
        binary("BitwiseOr", EXACT, INTEGERS, Values.special(), Bits::bitwiseOr),
        binary("BitwiseXor", EXACT, INTEGERS, Values.special(), Bits::bitwiseXor),
        OracleRow.of("BitShift", EXACT, BinaryOracle::shift),
        binary("And", EXACT, List.of(BOOL), FEW, Logic::logicalAnd),
        binary("Or", EXACT, List.of(BOOL), FEW, Logic::logicalOr),
        binary("Xor", EXACT, List.of(BOOL), FEW, Logic::logicalXor),
        binary("Equal", EXACT, NUMBERS, FEW, Logic::equal),
        binary("Less", EXACT, NUMBERS, FEW, Logic::less),
        binary("LessOrEqual", EXACT, NUMBERS, FEW, Logic::lessEqual),
        binary("Greater", EXACT, NUMBERS, FEW, Logic::greater),
        binary("GreaterOrEqual", EXACT, NUMBERS, FEW, Logic::greaterEqual));
  }

  private static Configuration pow(Draw draw) {
    List<List<Integer>> shapes = draw.broadcasting(2);
    if (draw.flip()) {
      DType dtype = draw.pick(INTEGERS);
      NDArray x = draw.integers(dtype, shapes.get(0), -5, 5);
      NDArray y = draw.integers(dtype, shapes.get(1), 0, 5);
      return Configuration.of(x, y).gives(in -> Exponents.power(in.get(0), in.get(1)));
    }
    DType dtype = draw.pick(FLOATS);
    NDArray x = draw.array(dtype, shapes.get(0), Values.between(0.1, 9));
    NDArray y = draw.array(dtype, shapes.get(1), Values.between(-9, 9));
    return Configuration.of(x, y).gives(in -> Exponents.power(in.get(0), in.get(1)));
  }

  private static Configuration mod(Draw draw) {
    List<List<Integer>> shapes = draw.broadcasting(2);
    // With floating numbers the standard allows only C's remainder.
    boolean isRemainder = draw.flip();
    DType dtype = draw.pick(isRemainder ? NUMBERS : INTEGERS);
    NDArray x = draw.array(dtype, shapes.get(0), Values.ordinary());
    NDArray y = draw.array(dtype, shapes.get(1), NOT_ZERO);
    return Configuration.of(x, y)
        .attribute("fmod", isRemainder)
        .gives(in -> isRemainder
            ? Arithmetic.remainder(in.get(0), in.get(1))
            : Arithmetic.mod(in.get(0), in.get(1)));
  }

  private static Configuration where(Draw draw) {
    List<List<Integer>> shapes = draw.broadcasting(3);
    DType dtype = draw.pick(NUMBERS);
    return Configuration.of(
            draw.array(BOOL, shapes.get(0), FEW),
            draw.array(dtype, shapes.get(1), Values.ordinary()),
            draw.array(dtype, shapes.get(2), Values.ordinary()))
        .gives(in -> Logic.where(in.get(0), in.get(1), in.get(2)));
  }

  private static Configuration mean(Draw draw) {
    return terms(draw, FLOAT32)
        .gives(
            in -> Arithmetic.divide(in.stream().reduce(Arithmetic::add).orElseThrow(), in.size()));
  }

  /** From one to four terms that broadcast, and are between 1 and 50 so that none cancel out. */
  private static Configuration.Builder terms(Draw draw, DType dtype) {
    return Configuration.of(draw.broadcasting(draw.between(1, 4)).stream()
        .map(shape -> draw.array(dtype, shape, Values.between(1, 50)))
        .toArray(NDArray[]::new));
  }

  private static OracleRow several(
      String op, Tolerance tolerance, List<DType> dtypes, BinaryOperator<Tensor> ours) {
    return OracleRow.of(
        op,
        tolerance,
        draw ->
            terms(draw, draw.pick(dtypes)).gives(in -> in.stream().reduce(ours).orElseThrow()));
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

  /** Of unsigned integers in the standard, whose bits are those of the signed ones here. */
  private static Configuration shift(Draw draw) {
    DType dtype = draw.pick(INTEGERS);
    List<List<Integer>> shapes = draw.broadcasting(2);
    boolean isLeft = draw.flip();
    return Configuration.of(
            draw.array(dtype, shapes.get(0), Values.special()),
            draw.integers(dtype, shapes.get(1), 0, 8 * dtype.byteSize() - 1))
        .attribute("direction", isLeft ? "LEFT" : "RIGHT")
        .computedIn(
            dtype == DType.INT64 ? TensorProto.DataType.UINT64 : TensorProto.DataType.UINT32)
        .gives(in -> isLeft
            ? Bits.leftShift(in.get(0), in.get(1))
            : Bits.logicalRightShift(in.get(0), in.get(1)));
  }
}
