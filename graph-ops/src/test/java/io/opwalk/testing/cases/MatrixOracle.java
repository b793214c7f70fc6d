package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * An oracle for functions of the matrices of a batch.
 *
 * @param axes how many axes of the result belong to one matrix: its last ones
 * @param function what is expected for one matrix of each operand
 * @param condition what small relative errors of the first operand are multiplied by at most
 * @param roundings how many steps of the function round to the dtype before the last one
 */
record MatrixOracle(
    int axes,
    Function<List<ExactMatrix>, ExactMatrix> function,
    ToDoubleFunction<ExactMatrix> condition,
    int roundings)
    implements ArrayOracle {
  /** Of a kernel, which rounds its result to the dtype and nothing else. */
  MatrixOracle(
      int axes,
      Function<List<ExactMatrix>, ExactMatrix> function,
      ToDoubleFunction<ExactMatrix> condition) {
    this(axes, function, condition, 0);
  }

  /**
   * A decomposition of an n by n matrix is that of a matrix that differs by a small multiple of n
   * epsilon, times the condition number (Higham, "Accuracy and Stability of Numerical Algorithms",
   * 2nd ed., theorems 9.3, 10.3 and 19.4); a float32 is rounded once more.
   */
  static final Tolerance TOLERANCE =
      Tolerance.asTheOracleSays("the condition number times a small multiple of n epsilon");

  /** The condition number of a square matrix. */
  static double condition(ExactMatrix a) {
    return Math.max(1, a.norm() * a.inverse().norm());
  }

  @Override
  public Expected expect(List<NDArray> operands) {
    NDArray first = operands.get(0);
    NDArray last = operands.get(operands.size() - 1);
    List<Integer> batch = first.rank() >= last.rank() ? batch(first) : batch(last);
    int count = batch.stream().reduce(1, Math::multiplyExact);
    List<Integer> shape = new ArrayList<>(batch);
    List<Object> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (int i = 0; i < Math.max(count, 1); i++) {
      List<ExactMatrix> matrices = new ArrayList<>();
      for (NDArray operand : operands) {
        matrices.add(count == 0 ? empty(operand) : matrix(operand, operand.rank() == 2 ? 0 : i));
      }
      ExactMatrix result = function.apply(matrices);
      if (i == 0 && axes > 0) {
        List<Integer> block = List.of(result.height(), result.columns());
        shape.addAll(axes == 2 ? block : List.of(result.height()));
      }
      if (count > 0) {
        double errors = condition.applyAsDouble(matrices.get(0)) * largest(result);
        double bound = errors * 32 * Math.max(1, result.height()) * Math.ulp(1d);
        if (first.dtype() == DType.FLOAT32) {
          bound += errors * roundings * Math.max(1, result.height()) * Math.ulp(1f);
        }
        for (List<BigDecimal> row : result.rows()) {
          for (BigDecimal value : row) {
            double number = value.doubleValue();
            values.add(number);
            scale.add(bound + (first.dtype() == DType.FLOAT32 ? Math.ulp((float) number) : 0));
          }
        }
      }
    }
    return new Expected(
        Elements.array(DType.FLOAT64, shape, values),
        scale.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static List<Integer> batch(NDArray array) {
    return array.shape().subList(0, array.rank() - 2);
  }

  private static double largest(ExactMatrix matrix) {
    return matrix.rows().stream()
        .flatMap(List::stream)
        .mapToDouble(value -> Math.abs(value.doubleValue()))
        .max()
        .orElse(0);
  }

  /** One matrix of an array. */
  private static ExactMatrix matrix(NDArray array, int index) {
    List<Object> elements = Elements.list(array);
    int columns = array.dim(-1);
    int start = index * array.dim(-2) * columns;
    return ExactMatrix.of(
        array.dim(-2),
        columns,
        (row, column) -> new BigDecimal((Double) elements.get(start + row * columns + column)));
  }

  /** What stands for a matrix where a batch has none, to learn sizes. */
  private static ExactMatrix empty(NDArray array) {
    return ExactMatrix.of(
        array.dim(-2),
        array.dim(-1),
        (row, column) -> row == column ? BigDecimal.valueOf(row + 1) : BigDecimal.ZERO);
  }
}
