package io.opwalk.ops.linalg;

/**
 * The exponential of one matrix: N. J. Higham, "The scaling and squaring method for the matrix
 * exponential revisited", SIAM J. Matrix Anal. Appl. 26, 2005, with the approximant of degree 13.
 */
final class Exponential {
  /** The norm up to which the approximant is exact to working precision, table 2.3 there. */
  private static final double RADIUS = 5.371920351148152;

  /** The coefficients of the numerator, section 2.3 there. */
  private static final double[] COEFFICIENTS = {
    64764752532480000.0,
    32382376266240000.0,
    7771770303897600.0,
    1187353796428800.0,
    129060195264000.0,
    10559470521600.0,
    670442572800.0,
    33522128640.0,
    1323241920.0,
    40840800.0,
    960960.0,
    16380.0,
    182.0,
    1.0
  };

  private Exponential() {}

  /** The exponential of a finite matrix of one row at least, which is overwritten. */
  static double[][] of(double[][] matrix) {
    int squarings = Math.max(0, PowerOfTwo.exponent(norm(matrix) / RADIUS) + 1);
    double[][] result = approximant(PowerOfTwo.scale(matrix, -squarings));
    for (int i = 0; i < squarings; i++) {
      result = product(result, result);
    }
    return result;
  }

  private static double norm(double[][] matrix) {
    double largest = 0;
    for (int column = 0; column < matrix.length; column++) {
      double sum = 0;
      for (double[] row : matrix) {
        sum += Math.abs(row[column]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** The quotient of a polynomial in A and the same in -A: odd and even powers apart. */
  private static double[][] approximant(double[][] a) {
    int n = a.length;
    double[][] second = product(a, a);
    double[][] fourth = product(second, second);
    double[][] sixth = product(fourth, second);
    double[][] odd = product(a, half(1, second, fourth, sixth));
    double[][] even = half(0, second, fourth, sixth);
    double[][] denominator = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        denominator[row][column] = even[row][column] - odd[row][column];
      }
    }
    LuFactors factors = new LuFactors(denominator);
    double[][] quotient = new double[n][n];
    for (int column = 0; column < n; column++) {
      double[] numerator = new double[n];
      for (int row = 0; row < n; row++) {
        numerator[row] = even[row][column] + odd[row][column];
      }
      double[] solution = factors.solve(numerator, false);
      for (int row = 0; row < n; row++) {
        quotient[row][column] = solution[row];
      }
    }
    return quotient;
  }

  /** Every other coefficient from one on, times the even powers; those above 6 by a product. */
  private static double[][] half(int from, double[][] second, double[][] fourth, double[][] sixth) {
    double[] c = COEFFICIENTS;
    int n = second.length;
    double[][] high = new double[n][n];
    double[][] low = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        double a2 = second[row][column];
        double a4 = fourth[row][column];
        double a6 = sixth[row][column];
        high[row][column] = c[from + 12] * a6 + c[from + 10] * a4 + c[from + 8] * a2;
        low[row][column] =
            c[from + 6] * a6 + c[from + 4] * a4 + c[from + 2] * a2 + (row == column ? c[from] : 0);
      }
    }
    double[][] sum = product(sixth, high);
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        sum[row][column] += low[row][column];
      }
    }
    return sum;
  }

  private static double[][] product(double[][] a, double[][] b) {
    int n = a.length;
    double[][] product = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < n; k++) {
        double factor = a[row][k];
        for (int column = 0; column < n; column++) {
          product[row][column] += factor * b[k][column];
        }
      }
    }
    return product;
  }
}
