package io.opwalk.ops.scalar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ScalarFunction.Property;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.testing.cases.Evaluation;
import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The algebraic properties that functions claim hold to the bit, but that all NaNs are one. */
class ScalarFunctionPropertyTest {
  private static final Backend BACKEND = new ReferenceBackend();

  static Stream<Arguments> claims() {
    return ScalarCases.all().stream()
        .flatMap(row -> row.function().properties().stream()
            .flatMap(property ->
                row.dtypes().stream().map(dtype -> Arguments.of(row, property, dtype))));
  }

  @ParameterizedTest(name = "{0} is {1} in {2}")
  @MethodSource("claims")
  void holdsToTheBit(ScalarCase row, Property property, DType dtype) {
    List<Double> as = new ArrayList<>();
    List<Double> bs = new ArrayList<>();
    List<Double> cs = new ArrayList<>();
    fill(dtype, as, bs, cs);
    Call f = new Call(new Evaluation(row, dtype, BACKEND), row.function().arity());
    boolean unary = row.function().arity() == 1;
    List<Double> left = switch (property) {
      case COMMUTATIVE -> f.of(as, bs);
      case ASSOCIATIVE -> f.of(f.of(as, bs), cs);
      case IDEMPOTENT -> unary ? f.of(f.of(as, as), as) : f.of(as, as);
      case INVOLUTION -> f.of(f.of(as, as), as);
    };
    List<Double> right = switch (property) {
      case COMMUTATIVE -> f.of(bs, as);
      case ASSOCIATIVE -> f.of(as, f.of(bs, cs));
      case IDEMPOTENT -> unary ? f.of(as, as) : as;
      case INVOLUTION -> as;
    };
    // Of doubles, assertArrayEquals tells the zeros apart and takes NaN for NaN.
    assertArrayEquals(array(left), array(right));
  }

  /** A function of one or two arguments over lists; of one, the second list is not looked at. */
  private record Call(Evaluation evaluation, int arity) {
    List<Double> of(List<Double> xs, List<Double> ys) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < xs.size(); i++) {
        double x = xs.get(i);
        points.add(arity == 1 ? new double[] {x} : new double[] {x, ys.get(i)});
      }
      return Arrays.stream(evaluation.values(points)).boxed().toList();
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Every triple of awkward values, and random ones. */
  private static void fill(DType dtype, List<Double> as, List<Double> bs, List<Double> cs) {
    List<Double> awkward = awkward(dtype);
    for (double a : awkward) {
      for (double b : awkward) {
        for (double c : awkward) {
          as.add(a);
          bs.add(b);
          cs.add(c);
        }
      }
    }
    Random random = new Random(24);
    for (int i = 0; i < 2000; i++) {
      as.add(anyValue(dtype, random));
      bs.add(anyValue(dtype, random));
      cs.add(anyValue(dtype, random));
    }
  }

  private static List<Double> awkward(DType dtype) {
    return switch (dtype) {
      case BOOL -> List.of(0.0, 1.0);
      case INT64, INT32 -> List.of(0.0, 1.0, -1.0, 7.0, -0x1p31, 0x1p31 - 1);
      default ->
        List.of(
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.5,
            0x1p-149,
            -0x1p-130,
            0x1p127,
            6.5,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);
    };
  }

  private static double anyValue(DType dtype, Random random) {
    return switch (dtype) {
      case BOOL -> random.nextInt(2);
      case INT64, INT32 -> random.nextInt() >> random.nextInt(31);
      case FLOAT32 -> Float.intBitsToFloat(random.nextInt());
      case FLOAT64 -> Double.longBitsToDouble(random.nextLong());
    };
  }
}
