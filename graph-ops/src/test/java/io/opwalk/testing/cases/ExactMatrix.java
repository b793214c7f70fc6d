package io.opwalk.testing.cases;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A matrix of numbers of so many digits that their rounding does not count: what the oracles of
 * linear algebra compute with, by textbook methods.
 *
 * @param rows the rows, all of one length
 * @param columns the length of the rows, told also where there is none
 */
public record ExactMatrix(List<List<BigDecimal>> rows, int columns) {
  /** Digits enough for condition numbers up to some power of 10 beyond those of doubles. */
  static final MathContext DIGITS = new MathContext(80);

  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-70");

  /** Copies the rows. */
  public ExactMatrix {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** An element for each index. */
  public interface Elements {
    /** The element. */
    BigDecimal at(int row, int column);
  }

  /** The matrix of the elements that a function gives. */
  public static ExactMatrix of(int rows, int columns, Elements elements) {
    List<List<BigDecimal>> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<BigDecimal> line = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        line.add(elements.at(row, column));
      }
      all.add(line);
    }
    return new ExactMatrix(all, columns);
  }

  /** The numbers as they are. */
  public static ExactMatrix of(double[][] values, int columns) {
    return of(values.length, columns, (row, column) -> new BigDecimal(values[row][column]));
  }

  static ExactMatrix identity(int size) {
    return of(size, size, (row, column) -> row == column ? BigDecimal.ONE : BigDecimal.ZERO);
  }

  /** The number of rows. */
  public int height() {
    return rows.size();
  }

  /** One element. */
  public BigDecimal at(int row, int column) {
    return rows.get(row).get(column);
  }

  /** Rows for columns. */
  public ExactMatrix transposed() {
    return of(columns, height(), (row, column) -> at(column, row));
  }

  /** The product of two matrices. */
  public ExactMatrix times(ExactMatrix other) {
    return of(
        height(),
        other.columns,
        (row, column) -> sum(columns, k -> at(row, k).multiply(other.at(k, column))));
  }

  ExactMatrix symmetric() {
    return of(
        height(),
        columns,
        (row, column) -> at(row, column).add(at(column, row)).divide(BigDecimal.valueOf(2)));
  }

  private static BigDecimal sum(int count, IntFunction<BigDecimal> term) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < count; k++) {
      sum = sum.add(term.apply(k), DIGITS);
    }
    return sum;
  }

  /** The largest sum of magnitudes in a column. */
  public double norm() {
    double norm = 0;
    for (int column = 0; column < columns; column++) {
      int fixed = column;
      norm = Math.max(norm, sum(height(), k -> at(k, fixed).abs()).doubleValue());
    }
    return norm;
  }

  /** The inverse of a regular matrix. */
  public ExactMatrix inverse() {
    return solve(identity(height()));
  }

  /** By Gauss's elimination with the largest pivot of a column. */
  public ExactMatrix solve(ExactMatrix sides) {
    int n = height();
    BigDecimal[][] left = array(this);
    BigDecimal[][] right = array(sides);
    for (int k = 0; k < n; k++) {
      int pivot = pivot(left, k);
      swap(left, k, pivot);
      swap(right, k, pivot);
      for (int row = 0; row < n; row++) {
        if (row != k) {
          BigDecimal factor = left[row][k].divide(left[k][k], DIGITS);
          subtract(left, row, k, factor);
          subtract(right, row, k, factor);
        }
      }
    }
    return of(n, sides.columns, (row, column) -> right[row][column].divide(left[row][row], DIGITS));
  }

  /** By E. H. Bareiss's elimination, which divides nothing that it does not divide evenly. */
  public BigDecimal determinant() {
    BigDecimal[][] a = array(this);
    BigDecimal previous = BigDecimal.ONE;
    int sign = 1;
    for (int k = 0; k < height() - 1; k++) {
      int pivot = pivot(a, k);
      sign = pivot == k ? sign : -sign;
      swap(a, k, pivot);
      if (a[k][k].signum() == 0) {
        return BigDecimal.ZERO;
      }
      for (int row = k + 1; row < height(); row++) {
        for (int column = k + 1; column < columns; column++) {
          a[row][column] = a[row][column]
              .multiply(a[k][k])
              .subtract(a[row][k].multiply(a[k][column]))
              .divide(previous, DIGITS);
        }
      }
      previous = a[k][k];
    }
    BigDecimal last = height() == 0 ? BigDecimal.ONE : a[height() - 1][height() - 1];
    return sign > 0 ? last : last.negate();
  }

  /** By the series of the matrix over 2^20, of which 12 terms are plenty, squared as often. */
  ExactMatrix exponential() {
    BigDecimal scale = BigDecimal.valueOf(1 << 20);
    ExactMatrix small =
        of(height(), columns, (row, column) -> at(row, column).divide(scale, DIGITS));
    ExactMatrix term = identity(height());
    ExactMatrix sum = term;
    for (int k = 1; k <= 12; k++) {
      ExactMatrix power = term.times(small);
      BigDecimal divisor = BigDecimal.valueOf(k);
      term = of(height(), columns, (row, column) -> power.at(row, column).divide(divisor, DIGITS));
      ExactMatrix before = sum;
      ExactMatrix next = term;
      sum =
          of(height(), columns, (row, column) -> before.at(row, column).add(next.at(row, column)));
    }
    for (int i = 0; i < 20; i++) {
      sum = sum.times(sum);
    }
    return sum;
  }

  /** The lower Cholesky factor. */
  public ExactMatrix cholesky() {
    BigDecimal[][] l = array(of(height(), columns, (row, column) -> BigDecimal.ZERO));
    for (int row = 0; row < height(); row++) {
      for (int column = 0; column <= row; column++) {
        int i = row;
        int j = column;
        BigDecimal rest = at(row, column).subtract(sum(column, k -> l[i][k].multiply(l[j][k])));
        l[row][column] = row == column ? rest.sqrt(DIGITS) : rest.divide(l[column][column], DIGITS);
      }
    }
    return of(height(), columns, (row, column) -> l[row][column]);
  }

  /** The columns made orthonormal from the first on, by Gram and Schmidt. */
  ExactMatrix orthonormal() {
    List<List<BigDecimal>> done = new ArrayList<>();
    for (List<BigDecimal> column : transposed().rows) {
      List<BigDecimal> rest = new ArrayList<>(column);
      for (List<BigDecimal> unit : done) {
        BigDecimal along = dot(unit, rest);
        for (int i = 0; i < rest.size(); i++) {
          rest.set(i, rest.get(i).subtract(along.multiply(unit.get(i)), DIGITS));
        }
      }
      BigDecimal length = dot(rest, rest).sqrt(DIGITS);
      done.add(rest.stream().map(x -> x.divide(length, DIGITS)).toList());
    }
    return new ExactMatrix(done, height()).transposed();
  }

  private static BigDecimal dot(List<BigDecimal> a, List<BigDecimal> b) {
    return sum(a.size(), k -> a.get(k).multiply(b.get(k)));
  }

  /**
   * For a symmetric matrix A an orthogonal V such that Vt A V is diagonal, by C. G. J. Jacobi's
   * rotations; its columns are in no order.
   */
  ExactMatrix eigenvectors() {
    ExactMatrix a = this;
    ExactMatrix v = identity(height());
    for (int sweep = 0; sweep < 100 && !a.isDiagonal(); sweep++) {
      for (int p = 0; p < height(); p++) {
        for (int q = p + 1; q < height(); q++) {
          if (a.at(p, q).abs().compareTo(NEGLIGIBLE) > 0) {
            ExactMatrix rotation = a.rotation(p, q);
            a = rotation.transposed().times(a).times(rotation);
            v = v.times(rotation);
          }
        }
      }
    }
    return v;
  }

  private boolean isDiagonal() {
    for (int row = 0; row < height(); row++) {
      for (int column = 0; column < row; column++) {
        if (at(row, column).abs().compareTo(NEGLIGIBLE) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private ExactMatrix rotation(int p, int q) {
    BigDecimal theta =
        at(q, q).subtract(at(p, p)).divide(at(p, q).multiply(BigDecimal.valueOf(2)), DIGITS);
    BigDecimal root = theta.multiply(theta).add(BigDecimal.ONE).sqrt(DIGITS);
    BigDecimal tangent = BigDecimal.ONE.divide(theta.abs().add(root), DIGITS);
    BigDecimal t = theta.signum() < 0 ? tangent.negate() : tangent;
    BigDecimal c = BigDecimal.ONE.divide(t.multiply(t).add(BigDecimal.ONE).sqrt(DIGITS), DIGITS);
    BigDecimal s = t.multiply(c, DIGITS);
    return of(height(), columns, (row, column) -> {
      if (row == column) {
        return row == p || row == q ? c : BigDecimal.ONE;
      }
      if (row == p && column == q) {
        return s;
      }
      return row == q && column == p ? s.negate() : BigDecimal.ZERO;
    });
  }

  /** The columns in another order. */
  ExactMatrix columns(List<Integer> order) {
    return of(height(), order.size(), (row, column) -> at(row, order.get(column)));
  }

  /** Each column turned so that its element of largest magnitude is positive. */
  ExactMatrix signed() {
    return of(height(), columns, (row, column) -> {
      BigDecimal largest = BigDecimal.ZERO;
      for (int k = 0; k < height(); k++) {
        largest = at(k, column).abs().compareTo(largest.abs()) > 0 ? at(k, column) : largest;
      }
      return largest.signum() < 0 ? at(row, column).negate() : at(row, column);
    });
  }

  private static BigDecimal[][] array(ExactMatrix matrix) {
    return matrix.rows.stream()
        .map(row -> row.toArray(BigDecimal[]::new))
        .toArray(BigDecimal[][]::new);
  }

  private static int pivot(BigDecimal[][] a, int k) {
    int pivot = k;
    for (int row = k; row < a.length; row++) {
      pivot = a[row][k].abs().compareTo(a[pivot][k].abs()) > 0 ? row : pivot;
    }
    return pivot;
  }

  private static void swap(BigDecimal[][] a, int i, int j) {
    BigDecimal[] row = a[i];
    a[i] = a[j];
    a[j] = row;
  }

  private static void subtract(BigDecimal[][] a, int row, int from, BigDecimal factor) {
    for (int column = 0; column < a[row].length; column++) {
      a[row][column] = a[row][column].subtract(factor.multiply(a[from][column]), DIGITS);
    }
  }
}
