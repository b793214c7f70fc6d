package io.opwalk.rules;

import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.LogSumExp;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Transpose;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What softmax, its logarithm and log-sum-exp of a finite matrix are, to many digits. */
final class RowOracle {
  private final double[][] matrix;

  private final Map<List<BigDecimal>, BigDecimal> known = new HashMap<>();

  private RowOracle(double[][] matrix) {
    this.matrix = matrix;
  }

  /** The elements of {@code result}, which is one of these of the matrix, in row-major order. */
  static List<BigDecimal> of(Tensor result, double[][] matrix) {
    RowOracle oracle = new RowOracle(matrix);
    Op op = result.owner().op();
    if (op instanceof LogSumExp sum) {
      return oracle.logSumExp(sum.axes());
    }
    boolean transposed =
        op instanceof Transpose transpose && transpose.permutation().get(0) == 1;
    return oracle.matrix(
        op instanceof Transpose ? result.owner().inputs(0).owner().op() : op, transposed);
  }

  private List<BigDecimal> logSumExp(List<Integer> axes) {
    List<BigDecimal> results = new ArrayList<>();
    if (axes.size() == 2) {
      results.add(logSumExp(0, 0, axes));
    } else {
      for (int k = 0; k < matrix.length; k++) {
        results.add(axes.contains(0) ? logSumExp(0, k, axes) : logSumExp(k, 0, axes));
      }
    }
    return results;
  }

  private List<BigDecimal> matrix(Op op, boolean transposed) {
    List<BigDecimal> results = new ArrayList<>();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        results.add(transposed ? element(op, j, i) : element(op, i, j));
      }
    }
    return results;
  }

  private BigDecimal element(Op op, int i, int j) {
    boolean log = op instanceof LogSoftmax;
    int axis = log ? ((LogSoftmax) op).axis() : ((Softmax) op).axis();
    BigDecimal logarithm = new BigDecimal(matrix[i][j]).subtract(logSumExp(i, j, List.of(axis)));
    return log ? logarithm : (BigDecimal) TrueValue.exp(logarithm);
  }

  /** Over the axes, at the given place along the others. */
  private BigDecimal logSumExp(int row, int column, List<Integer> axes) {
    List<BigDecimal> group = new ArrayList<>();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        if ((axes.contains(0) || i == row) && (axes.contains(1) || j == column)) {
          group.add(new BigDecimal(matrix[i][j]));
        }
      }
    }
    return known.computeIfAbsent(group, RowOracle::ofGroup);
  }

  private static BigDecimal ofGroup(List<BigDecimal> group) {
    BigDecimal largest = group.stream().reduce(BigDecimal::max).orElseThrow();
    BigDecimal sum = group.stream()
        .map(x -> (BigDecimal) TrueValue.exp(x.subtract(largest)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    return largest.add((BigDecimal) TrueValue.log(sum));
  }
}
