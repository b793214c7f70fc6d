package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Bits;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Special;
import io.opwalk.ops.Trigonometry;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.List;
import java.util.function.UnaryOperator;

/** ONNX's functions of one number. */
final class UnaryOracle {
  private static final List<DType> FLOATS = List.of(FLOAT64, FLOAT32);
  private static final List<DType> FLOAT = List.of(FLOAT32);
  private static final List<DType> NUMBERS = List.of(FLOAT64, FLOAT32, INT64, INT32);

  private static final Values ANY = Values.ordinary();
  private static final Values POSITIVE = Values.awayFromZero(0.01, 100).where(x -> x > 0);
  private static final Values UNIT = Values.between(-1, 1);

  /** Both sides are faithful: each is off by one unit at most, mostly by less. */
  private static final Tolerance FAITHFUL =
      Tolerance.ulps(2, "either side is off by less than one");

  /** The C library's functions in float32 and ours, of float64 rounded once. */
  private static final Tolerance LIBRARY =
      Tolerance.ulps(4, "the C library promises up to 2 and we up to 2");

  /** Within some units of 1, which near a zero of the function is more than of its value. */
  private static final Tolerance OF_ONE =
      Tolerance.ulps(4, "as the C library's; where the result is below 1, ulps of 1 are counted");

  private UnaryOracle() {}

  static List<OracleRow> all() {
    return List.of(
        unary("Abs", EXACT, NUMBERS, ANY, Arithmetic::abs),
        unary("Neg", EXACT, NUMBERS, ANY, Arithmetic::negative),
        unary("Sign", EXACT, NUMBERS, ANY, Arithmetic::sign),
        unary("Reciprocal", FAITHFUL, FLOATS, ANY, Arithmetic::reciprocal),
        unary("Floor", EXACT, FLOATS, ANY, Arithmetic::floor),
        unary("Ceil", EXACT, FLOATS, ANY, Arithmetic::ceil),
        unary(
            "Round",
            EXACT,
            FLOATS,
            Values.of(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.49, 7.3),
            Arithmetic::round),
        unary("Sqrt", EXACT, FLOATS, POSITIVE, Exponents::sqrt),
        unary("Exp", LIBRARY, FLOATS, Values.between(-20, 20), Exponents::exp),
        unary("Log", LIBRARY, FLOATS, POSITIVE, Exponents::log),
        unary("Sin", OF_ONE, FLOATS, ANY, Trigonometry::sin),
        unary("Cos", OF_ONE, FLOATS, ANY, Trigonometry::cos),
        unary("Tan", LIBRARY, FLOAT, ANY, Trigonometry::tan),
        unary("Asin", LIBRARY, FLOAT, UNIT, Trigonometry::asin),
        unary("Acos", LIBRARY, FLOAT, UNIT, Trigonometry::acos),
        unary("Atan", LIBRARY, FLOAT, ANY, Trigonometry::atan),
        unary("Sinh", LIBRARY, FLOAT, Values.between(-9, 9), Trigonometry::sinh),
        unary("Cosh", LIBRARY, FLOAT, Values.between(-9, 9), Trigonometry::cosh),
        unary("Tanh", LIBRARY, FLOATS, ANY, Trigonometry::tanh),
        unary("Asinh", LIBRARY, FLOAT, ANY, Trigonometry::asinh),
        unary("Acosh", LIBRARY, FLOAT, Values.between(1, 50), Trigonometry::acosh),
        unary("Atanh", LIBRARY, FLOAT, UNIT, Trigonometry::atanh),
        unary("Erf", LIBRARY, FLOAT, Values.between(-4, 4), Special::erf),
        unary("Sigmoid", OF_ONE, FLOATS, ANY, Activations::sigmoid),
        unary("Softplus", LIBRARY, FLOAT, ANY, Activations::softplus),
        unary("Softsign", LIBRARY, FLOAT, ANY, Activations::softsign),
        unary("Relu", EXACT, FLOATS, ANY, Activations::relu),
        unary("Mish", OF_ONE, FLOAT, ANY, Activations::mish),
        unary("BitwiseNot", EXACT, List.of(INT64, INT32), Values.special(), Bits::bitwiseNot),
        unary("Not", EXACT, List.of(DType.BOOL), ANY, Logic::logicalNot),
        unary("IsNaN", EXACT, FLOATS, ANY.mixedWith(Values.special()), Logic::isNaN),
        unary("IsInf", EXACT, FLOATS, ANY.mixedWith(Values.special()), Logic::isInfinite));
  }

  private static OracleRow unary(
      String op,
      Tolerance tolerance,
      List<DType> dtypes,
      Values values,
      UnaryOperator<Tensor> ours) {
    return OracleRow.of(op, tolerance, draw -> {
      NDArray x = draw.array(draw.pick(dtypes), draw.shape(0, 4), values);
      return Configuration.of(x)
          .scale(tolerance == OF_ONE ? 1 : 0)
          .gives(in -> ours.apply(in.get(0)));
    });
  }
}
