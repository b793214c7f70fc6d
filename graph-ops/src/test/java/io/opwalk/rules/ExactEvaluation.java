package io.opwalk.rules;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.DiagonalMatrix;
import io.opwalk.ops.composite.Triangle;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.ops.linalg.Determinant;
import io.opwalk.ops.linalg.DiagonalSolve;
import io.opwalk.ops.linalg.Inverse;
import io.opwalk.ops.linalg.LogDet;
import io.opwalk.ops.linalg.LogDeterminant;
import io.opwalk.ops.linalg.Solve;
import io.opwalk.ops.linalg.TriangularDeterminant;
import io.opwalk.ops.linalg.TriangularSolve;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.testing.cases.ExactMatrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The true value of small expressions over matrices, by elimination in decimals. Factors are taken
 * as they are computed: what rules are about is what comes after. Vectors are columns.
 */
final class ExactEvaluation {
  private static final MathContext DIGITS = new MathContext(40);

  private final Map<Tensor, NDArray> inputs;
  private final int size;
  private double condition = 1;

  ExactEvaluation(Map<Tensor, NDArray> inputs, int size) {
    this.inputs = Map.copyOf(inputs);
    this.size = size;
  }

  /** The product of the condition numbers of all that was inverted. */
  double condition() {
    return condition;
  }

  ExactMatrix value(Tensor tensor) {
    Op op = tensor.owner().op();
    if (op.isInput()) {
      return computed(tensor);
    }
    if (op instanceof Broadcast) {
      return ExactMatrix.of(size, 1, (row, column) -> BigDecimal.ONE);
    }
    List<Tensor> operands = tensor.owner().inputs();
    if (op instanceof Custom custom) {
      int output = tensor.owner().outputs().indexOf(tensor);
      return value(custom.function(), operands, output, tensor);
    }
    ExactMatrix x = value(operands.get(0));
    if (op instanceof Triangle triangle) {
      return triangle(x, triangle.lower());
    }
    if (op instanceof DiagonalMatrix) {
      return ExactMatrix.of(
          size, size, (row, column) -> row == column ? x.at(row, 0) : BigDecimal.ZERO);
    }
    if (op instanceof Transpose) {
      return x.transposed();
    }
    if (op instanceof MatMul) {
      return x.times(value(operands.get(1)));
    }
    if (op instanceof LogDet) {
      return number(BigDecimalMath.log(x.determinant().abs(), DIGITS));
    }
    return switch (((Elementwise) op).function().name()) {
      case "log" -> each(x, value -> BigDecimalMath.log(value, DIGITS));
      case "abs" -> each(x, BigDecimal::abs);
      default -> throw new AssertionError(op);
    };
  }

  private ExactMatrix value(
      CustomFunction function, List<Tensor> operands, int output, Tensor all) {
    if (function instanceof TriangularDeterminant product) {
      ExactMatrix a = value(operands.get(0));
      return product.diagonal()
          ? ExactMatrix.of(size, 1, (row, column) -> product(i -> a.at(row, i)))
          : number(product(i -> a.at(i, i)));
    }
    if (function instanceof Determinant) {
      return number(value(operands.get(0)).determinant());
    }
    if (function instanceof LogDeterminant) {
      BigDecimal determinant = value(operands.get(0)).determinant();
      return number(
          output == 0
              ? BigDecimal.valueOf(determinant.signum())
              : BigDecimalMath.log(determinant.abs(), DIGITS));
    }
    if (function instanceof Inverse) {
      return inverse(value(operands.get(0)));
    }
    if (function instanceof Solve solve) {
      ExactMatrix a = value(operands.get(0));
      return inverse(solve.transposed() ? a.transposed() : a).times(value(operands.get(1)));
    }
    if (function instanceof TriangularSolve solve) {
      ExactMatrix a = triangle(value(operands.get(0)), solve.lower());
      return inverse(solve.transposed() ? a.transposed() : a).times(value(operands.get(1)));
    }
    if (function instanceof DiagonalSolve) {
      ExactMatrix v = value(operands.get(0));
      ExactMatrix b = value(operands.get(1));
      return ExactMatrix.of(
          size, size, (row, column) -> b.at(row, column).divide(v.at(row, 0), DIGITS));
    }
    return computed(all);
  }

  private BigDecimal product(IntFunction<BigDecimal> factor) {
    return IntStream.range(0, size).mapToObj(factor).reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  private ExactMatrix inverse(ExactMatrix a) {
    ExactMatrix inverse = a.inverse();
    condition *= a.norm() * inverse.norm();
    return inverse;
  }

  private ExactMatrix computed(Tensor tensor) {
    Feed feed = Feed.empty();
    for (Tensor input : Graph.of(tensor).inputs()) {
      feed = feed.and(input, inputs.get(input));
    }
    NDArray array = RuleRunner.evaluate(List.of(tensor), feed).get(0).cast(DType.FLOAT64);
    double[] values = array.toDoubles();
    int columns = array.rank() == 2 ? array.dim(1) : 1;
    return ExactMatrix.of(
        array.dim(0), columns, (row, column) -> new BigDecimal(values[row * columns + column]));
  }

  private ExactMatrix triangle(ExactMatrix x, boolean lower) {
    return ExactMatrix.of(size, size, (row, column) -> {
      boolean inside = lower ? column <= row : column >= row;
      return inside ? x.at(row, column) : BigDecimal.ZERO;
    });
  }

  private static ExactMatrix number(BigDecimal value) {
    return new ExactMatrix(List.of(List.of(value)), 1);
  }

  private static ExactMatrix each(ExactMatrix x, UnaryOperator<BigDecimal> function) {
    return new ExactMatrix(
        x.rows().stream().map(row -> row.stream().map(function).toList()).toList(), x.columns());
  }
}
