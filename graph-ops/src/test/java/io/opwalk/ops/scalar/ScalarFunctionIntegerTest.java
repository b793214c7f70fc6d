package io.opwalk.ops.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.testing.cases.Evaluation;
import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCases;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of integers, and of bools that are 0 and 1, against integers without bounds. */
class ScalarFunctionIntegerTest {
  private static final Backend BACKEND = new ReferenceBackend();
  private static final List<ScalarFunction> DIVISIONS = List.of(
      ArithmeticFunctions.DIVIDE,
      ArithmeticFunctions.FLOOR_DIVIDE,
      ArithmeticFunctions.MOD,
      ArithmeticFunctions.REMAINDER);

  static Stream<Arguments> rows() {
    return ScalarCases.all().stream()
        .filter(row -> row.integers().isPresent())
        .flatMap(row -> row.dtypes().stream()
            .filter(dtype -> !dtype.isFloating())
            .map(dtype -> Arguments.of(row, dtype)));
  }

  static Stream<Arguments> divisions() {
    return DIVISIONS.stream()
        .flatMap(function -> Stream.of(DType.INT64, DType.INT32)
            .map(dtype -> Arguments.of(ScalarCases.of(function), dtype)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void isExactAndWraps(ScalarCase row, DType dtype) {
    List<long[]> points = points(row, dtype);
    long[] actual = new Evaluation(row, dtype, BACKEND).integers(points);
    for (int i = 0; i < actual.length; i++) {
      List<BigInteger> args =
          Arrays.stream(points.get(i)).mapToObj(BigInteger::valueOf).toList();
      BigInteger exact = row.integers().orElseThrow().apply(dtype, args);
      long expected = dtype == DType.INT32 ? exact.intValue() : exact.longValue();
      assertEquals(expected, actual[i], row + " of " + args + " in " + dtype);
    }
  }

  private static List<long[]> points(ScalarCase row, DType dtype) {
    Random random = new Random(23);
    List<Long> corners = corners(dtype);
    List<long[]> points = new ArrayList<>();
    while (points.size() < 3000) {
      long[] point = new long[row.function().arity()];
      for (int i = 0; i < point.length; i++) {
        DType type = row.inputType(i, dtype);
        point[i] = switch (type) {
          case BOOL -> random.nextInt(2);
          case INT32 ->
            random.nextBoolean()
                ? corners.get(random.nextInt(corners.size()))
                : random.nextInt() >> random.nextInt(31);
          default ->
            random.nextBoolean()
                ? corners.get(random.nextInt(corners.size()))
                : random.nextLong() >> random.nextInt(63);
        };
      }
      // The oracle fails to divide by zero, too; that is another test.
      boolean fails = DIVISIONS.contains(row.function()) && point[1] == 0
          || row.function() == ExponentFunctions.INTEGER_POWER && point[1] < 0;
      if (!fails) {
        points.add(point);
      }
    }
    return points;
  }

  private static List<Long> corners(DType dtype) {
    long least = dtype == DType.INT32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
    return List.of(0L, 1L, -1L, 2L, -3L, 7L, least, least + 1, -least - 1);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("divisions")
  void failsToDivideByZero(ScalarCase row, DType dtype) {
    Evaluation evaluation = new Evaluation(row, dtype, BACKEND);
    List<long[]> points = List.of(new long[] {7, 2}, new long[] {7, 0});
    assertThrows(EvaluationException.class, () -> evaluation.integers(points));
  }

  @ParameterizedTest
  @EnumSource(names = {"INT64", "INT32"})
  void hasNoPowerOfANegativeExponent(DType dtype) {
    ScalarCase row = ScalarCases.of(ExponentFunctions.INTEGER_POWER);
    Evaluation evaluation = new Evaluation(row, dtype, BACKEND);
    List<long[]> points = List.of(new long[] {7, 2}, new long[] {7, -2});
    String message = assertThrows(EvaluationException.class, () -> evaluation.integers(points))
        .getMessage();
    assertTrue(message.contains("integerPower"), message);
    assertTrue(message.contains("7^-2 has a negative exponent"), message);
  }
}
