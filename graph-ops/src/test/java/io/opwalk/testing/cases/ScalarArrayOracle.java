package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.testing.precise.Precise;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a row of {@link ScalarCases} expects of arrays. It does not know what is expected where an
 * argument is NaN, infinite or the negative zero, or the definition divides by zero, or the row
 * says that its oracle is not to be asked, and the row has no special value for just these
 * arguments.
 */
final class ScalarArrayOracle implements ArrayOracle {
  private final ScalarCase scalar;
  private final Function<List<Object>, List<Object>> arguments;

  /**
   * An oracle.
   *
   * @param arguments the function's arguments from the elements of the operands, which may be fewer
   */
  ScalarArrayOracle(ScalarCase scalar, Function<List<Object>, List<Object>> arguments) {
    this.scalar = scalar;
    this.arguments = arguments;
  }

  @Override
  public Expected expect(List<NDArray> operands) {
    DType dtype = operands.get(operands.size() - 1).dtype();
    boolean truth = scalar.function().isTruthValued() || dtype == DType.BOOL;
    DType wanted = truth ? DType.BOOL : dtype.isFloating() ? DType.FLOAT64 : dtype;
    List<Double> scale = new ArrayList<>();
    BitSet open = new BitSet();
    NDArray values = ArrayOracle.elementwise(wanted, elements -> {
          List<Object> args = arguments.apply(elements);
          double[] numbers =
              args.stream().mapToDouble(ScalarArrayOracle::number).toArray();
          if (dtype.isInteger()) {
            scale.add(0.0);
            return integer(args, dtype, truth);
          }
          Optional<Double> expected = expected(numbers, dtype);
          open.set(scale.size(), expected.isEmpty());
          double value = expected.orElse(0.0);
          scale.add(
              expected.isPresent() && Double.isFinite(value)
                  ? scalar.allowed(dtype, numbers, value)
                  : 0);
          return truth ? (Object) (value != 0) : (Object) value;
        })
        .expect(operands)
        .values();
    double[] allowed = scale.stream().mapToDouble(x -> x).toArray();
    return new Expected(values, allowed, open);
  }

  private static double number(Object element) {
    if (element instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    return ((Number) element).doubleValue();
  }

  private Object integer(List<Object> args, DType dtype, boolean truth) {
    List<BigInteger> whole = args.stream()
        .map(arg -> arg instanceof Long number
            ? BigInteger.valueOf(number)
            : BigInteger.valueOf((long) number(arg)))
        .toList();
    BigInteger value = scalar.integers().orElseThrow().apply(dtype, whole);
    return truth ? (Object) (value.signum() != 0) : (Object) value.longValue();
  }

  private Optional<Double> expected(double[] args, DType dtype) {
    List<Double> list = new ArrayList<>();
    boolean ordinary = true;
    for (double arg : args) {
      list.add(arg);
      ordinary &= Double.isFinite(arg) && !Double.valueOf(arg).equals(-0.0);
    }
    Optional<Double> special = scalar.specials().stream()
        .filter(row -> row.args().equals(list))
        .map(row -> dtype == DType.FLOAT32 ? (double) (float) row.expected() : row.expected())
        .findFirst();
    if (special.isPresent() || !ordinary || !scalar.isKnown(args)) {
      return special;
    }
    Precise exact;
    try {
      exact = scalar.expected(args);
    } catch (ArithmeticException divisionByZero) {
      if (list.contains(0.0)) {
        return Optional.empty();
      }
      throw divisionByZero;
    }
    return Optional.of(exact.doubleValue());
  }
}
