package io.opwalk.ops.linalg;

import static io.opwalk.ops.Tensors.constant;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.LinearAlgebra;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.ExactMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How precise results are, on matrices that are hard. */
class AccuracyTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();
  private static final double EPSILON = Math.ulp(1.0);

  private static double[][] matrix(Tensor result) {
    return (double[][]) result.evaluate(Feed.empty(), BACKEND).toArray();
  }

  private static double[] vector(Tensor result) {
    return result.evaluate(Feed.empty(), BACKEND).cast(DType.FLOAT64).toDoubles();
  }

  /** Hilbert's matrix of order 8 times 360360, by which all its elements become integers. */
  private static double[][] hilbert() {
    double[][] matrix = new double[8][8];
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        matrix[row][column] = 360360.0 / (row + column + 1);
      }
    }
    return matrix;
  }

  /** Its condition number in the 2-norm, J. Todd, 1954. */
  private static final double CONDITION = 1.525757e10;

  private static double choose(int n, int k) {
    double product = 1;
    for (int i = 1; i <= k; i++) {
      product = product * (n - k + i) / i;
    }
    return product;
  }

  @Test
  void solveOfHilbert8HasTheAccuracyThatItsConditionAllows() {
    double[] sums =
        Arrays.stream(hilbert()).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double[] solution = vector(LinearAlgebra.solve(constant(hilbert()), constant(sums)));
    double[] ones = new double[8];
    Arrays.fill(ones, 1);
    // The matrix, the sums and the solution are exact; an LU solution is off by n eps cond at most.
    assertArrayEquals(ones, solution, 8 * EPSILON * CONDITION);
  }

  @Test
  void theInverseOfHilbert8IsThatOfIntegers() {
    double[][] inverse = matrix(LinearAlgebra.inverse(constant(hilbert())));
    for (int i = 1; i <= 8; i++) {
      for (int j = 1; j <= 8; j++) {
        // R. D. Hill: the inverse of Hilbert's matrix has integer elements.
        double expected = ((i + j) % 2 == 0 ? 1 : -1)
            * (i + j - 1)
            * choose(8 + i - 1, 8 - j)
            * choose(8 + j - 1, 8 - i)
            * Math.pow(choose(i + j - 2, i - 1), 2);
        double largest = 4.249941696e9;
        // As for the solution, relative to the largest element.
        assertEquals(expected, inverse[i - 1][j - 1] * 360360, 8 * EPSILON * CONDITION * largest);
      }
    }
  }

  @Test
  void hilbert8HasItsConditionNumberAndFullRank() {
    double cond = vector(LinearAlgebra.cond(constant(hilbert())))[0];
    // The smallest singular value is off by some eps of the largest: by eps cond of itself.
    assertEquals(CONDITION, cond, 8 * EPSILON * CONDITION * CONDITION);
    assertEquals(8, vector(LinearAlgebra.matrixRank(constant(hilbert())))[0], 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 9})
  void determinantsOfIntegersAreThoseOfBareiss(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[][] values = new double[n][n];
    for (double[] row : values) {
      Arrays.setAll(row, k -> random.nextInt(-9, 10));
    }
    double exact = ExactMatrix.of(values, n).determinant().doubleValue();
    double bound = 1;
    for (double[] row : values) {
      bound *= Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
    }
    // Errors are relative to Hadamard's bound of the determinant, by n eps for each of n pivots.
    double tolerance = n * n * EPSILON * bound;
    assertEquals(exact, vector(LinearAlgebra.det(constant(values)))[0], tolerance);
    LinearAlgebra.SlogdetResult both = LinearAlgebra.slogdet(constant(values));
    assertEquals(Math.signum(exact), vector(both.sign())[0], 0);
    assertEquals(
        Math.log(Math.abs(exact)), vector(both.logAbs())[0], 2 * tolerance / Math.abs(exact));
  }

  @Test
  void determinantsBeyondTheRangeOfDoublesHaveALogarithm() {
    double[][] large = {{0, 1e200, 0}, {1e200, 0, 0}, {0, 0, 2e-90}};
    double[][] small = {{1e-200, 0}, {0, 1e-200}};
    assertEquals(Double.NEGATIVE_INFINITY, vector(LinearAlgebra.det(constant(large)))[0], 0);
    LinearAlgebra.SlogdetResult both = LinearAlgebra.slogdet(constant(large));
    assertEquals(-1, vector(both.sign())[0], 0);
    // A logarithm of 715 has an ulp of 1.1e-13.
    assertEquals(310 * Math.log(10) + Math.log(2), vector(both.logAbs())[0], 3e-13);
    assertEquals(0, vector(LinearAlgebra.det(constant(small)))[0], 0);
    assertEquals(
        -400 * Math.log(10), vector(LinearAlgebra.slogdet(constant(small)).logAbs())[0], 3e-13);
  }

  @Test
  void unitsOfRowsAndColumnsDoNotMatter() {
    // Its condition number is 1e300, and every digit of its solution can be had.
    double[][] scaled = {{2e-150, 1e-150}, {1e150, 1e150}};
    double[] solution =
        vector(LinearAlgebra.solve(constant(scaled), constant(new double[] {4e-150, 3e150})));
    // Some roundings of a system with small integers.
    assertArrayEquals(new double[] {1, 2}, solution, 1e-15);
  }

  private static double[][] random(int rows, int columns, double magnitude) {
    SplittableRandom random = new SplittableRandom(rows * 100 + columns);
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, k -> magnitude * random.nextDouble(-1, 1));
    }
    return values;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int row = 0; row < a.length; row++) {
      for (int column = 0; column < b[0].length; column++) {
        for (int k = 0; k < b.length; k++) {
          product[row][column] += a[row][k] * b[k][column];
        }
      }
    }
    return product;
  }

  private static double[][] transposed(double[][] a) {
    double[][] transposed = new double[a[0].length][a.length];
    for (int row = 0; row < a.length; row++) {
      for (int column = 0; column < a[0].length; column++) {
        transposed[column][row] = a[row][column];
      }
    }
    return transposed;
  }

  private static void assertNear(double[][] expected, double[][] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    for (int row = 0; row < expected.length; row++) {
      assertArrayEquals(expected[row], actual[row], tolerance);
    }
  }

  private static void assertOrthonormalColumns(double[][] a) {
    double[][] identity = new double[a[0].length][a[0].length];
    for (int i = 0; i < identity.length; i++) {
      identity[i][i] = 1;
    }
    // Reflections and rotations are orthogonal to a small multiple of n eps, and so is the test.
    assertNear(identity, product(transposed(a), a), 20 * a.length * EPSILON);
  }

  private static double[][] scaledColumns(double[][] a, double... factors) {
    double[][] scaled = new double[a.length][];
    for (int row = 0; row < a.length; row++) {
      double[] line = Arrays.copyOf(a[row], factors.length);
      Arrays.setAll(line, k -> line[k] * factors[k]);
      scaled[row] = line;
    }
    return scaled;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-160, 1e160})
  void factorsAreOrthogonalAndMultiplyToTheMatrix(double magnitude) {
    int[][] sizes = {{30, 30}, {40, 7}, {7, 40}, {1, 5}, {5, 1}};
    for (int[] size : sizes) {
      double[][] a = random(size[0], size[1], magnitude);
      double tolerance = 100 * Math.max(size[0], size[1]) * EPSILON * magnitude;
      LinearAlgebra.QrResult qr = LinearAlgebra.qr(constant(a));
      assertOrthonormalColumns(matrix(qr.q()));
      assertNear(a, product(matrix(qr.q()), matrix(qr.r())), tolerance);
      LinearAlgebra.SvdResult svd = LinearAlgebra.svd(constant(a));
      double[] s = vector(svd.s());
      assertOrthonormalColumns(matrix(svd.u()));
      assertOrthonormalColumns(transposed(matrix(svd.vt())));
      assertNear(a, product(scaledColumns(matrix(svd.u()), s), matrix(svd.vt())), tolerance);
      for (int k = 1; k < s.length; k++) {
        assertTrue(s[k - 1] >= s[k] && s[k] >= 0);
      }
      LinearAlgebra.SvdResult full = LinearAlgebra.svd(constant(a), true);
      assertOrthonormalColumns(matrix(full.u()));
      assertOrthonormalColumns(transposed(matrix(full.vt())));
      assertEquals(size[0], matrix(full.u())[0].length);
      assertEquals(size[1], matrix(full.vt()).length);
      double[][] leading = Arrays.copyOf(matrix(full.vt()), s.length);
      assertNear(a, product(scaledColumns(matrix(full.u()), s), leading), tolerance);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-160, 1e160})
  void eigenvectorsAreOrthogonalAndTurnTheMatrixDiagonal(double magnitude) {
    double[][] a = random(30, 30, magnitude);
    for (int row = 0; row < 30; row++) {
      for (int column = 0; column < row; column++) {
        a[row][column] = a[column][row];
      }
    }
    LinearAlgebra.EighResult eigen = LinearAlgebra.eigh(constant(a));
    double[][] v = matrix(eigen.vectors());
    double[] w = vector(eigen.values());
    assertOrthonormalColumns(v);
    // Backward stable: a small multiple of n eps of the largest element.
    assertNear(a, product(scaledColumns(v, w), transposed(v)), 100 * 30 * EPSILON * magnitude);
    for (int k = 1; k < w.length; k++) {
      assertTrue(w[k - 1] <= w[k]);
    }
  }

  @Test
  void matricesOfLowRankHaveOrthogonalFactorsToo() {
    double[][] a = product(random(6, 2, 1), random(2, 5, 1));
    LinearAlgebra.SvdResult svd = LinearAlgebra.svd(constant(a), true);
    assertOrthonormalColumns(matrix(svd.u()));
    assertOrthonormalColumns(transposed(matrix(svd.vt())));
    // Singular values of 0 come out as rounding errors of the others.
    assertArrayEquals(new double[3], Arrays.copyOfRange(vector(svd.s()), 2, 5), 20 * EPSILON);
    assertOrthonormalColumns(matrix(LinearAlgebra.qr(constant(a)).q()));
    assertEquals(2, vector(LinearAlgebra.matrixRank(constant(a)))[0], 0);
    double[][] zeros = new double[3][2];
    assertOrthonormalColumns(matrix(LinearAlgebra.svd(constant(zeros), true).u()));
    assertOrthonormalColumns(matrix(LinearAlgebra.qr(constant(zeros)).q()));
    assertEquals(0, vector(LinearAlgebra.matrixRank(constant(zeros)))[0], 0);
    assertArrayEquals(new double[2], vector(LinearAlgebra.svdvals(constant(zeros))), 0);
  }

  @Test
  void thePseudoinverseFulfilsPenrosesEquationsForLowRank() {
    double[][] a = product(random(6, 2, 1), random(2, 5, 1));
    double[][] p = matrix(LinearAlgebra.pinv(constant(a)));
    double[][] ap = product(a, p);
    double[][] pa = product(p, a);
    // The condition number of the part that is not 0 is below 100.
    double tolerance = 1e4 * EPSILON;
    assertNear(a, product(ap, a), tolerance);
    assertNear(p, product(pa, p), tolerance);
    assertNear(ap, transposed(ap), tolerance);
    assertNear(pa, transposed(pa), tolerance);
  }

  @Test
  void leastSquaresOfLowRankIsTheShortestSolution() {
    double[][] a = {{1, 1}, {1, 1}, {1, 1}};
    double[] x = vector(LinearAlgebra.lstsq(constant(a), constant(new double[] {1, 2, 6})));
    // x + y = 3, the mean, and of these the shortest; some roundings.
    assertArrayEquals(new double[] {1.5, 1.5}, x, 1e-14);
  }

  @Test
  void float32IsRoundedOnce() {
    float[][] a = {{3, 1}, {1, 3}};
    NDArray inverse = LinearAlgebra.inverse(constant(a)).evaluate(Feed.empty(), BACKEND);
    assertEquals(NDArray.ofArray(new float[][] {{0.375f, -0.125f}, {-0.125f, 0.375f}}), inverse);
  }

  @Test
  void elementsOfVeryDifferentMagnitudesKeepFactorsOrthogonal() {
    SplittableRandom random = new SplittableRandom(9);
    for (int sample = 0; sample < 50; sample++) {
      double[][] a = new double[6][6];
      for (int row = 0; row < 6; row++) {
        for (int column = 0; column <= row; column++) {
          double value = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-150, 150));
          a[row][column] = value;
          a[column][row] = value;
        }
      }
      double largest =
          Arrays.stream(a).flatMapToDouble(Arrays::stream).map(Math::abs).max().getAsDouble();
      double tolerance = 100 * 6 * EPSILON * largest;
      LinearAlgebra.EighResult eigen = LinearAlgebra.eigh(constant(a));
      double[][] v = matrix(eigen.vectors());
      assertOrthonormalColumns(v);
      assertNear(a, product(scaledColumns(v, vector(eigen.values())), transposed(v)), tolerance);
      LinearAlgebra.QrResult qr = LinearAlgebra.qr(constant(a));
      assertOrthonormalColumns(matrix(qr.q()));
      assertNear(a, product(matrix(qr.q()), matrix(qr.r())), tolerance);
      LinearAlgebra.SvdResult svd = LinearAlgebra.svd(constant(a));
      assertOrthonormalColumns(matrix(svd.u()));
      assertOrthonormalColumns(transposed(matrix(svd.vt())));
    }
  }
}
