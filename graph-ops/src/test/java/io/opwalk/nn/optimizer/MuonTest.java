package io.opwalk.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Muon against Keras's formulas, with the matrices of Commons Math. */
final class MuonTest {
  /** Six steps of five iterations, whose numbers may grow an error 3.4 times in each: 450 times. */
  private static final double TOLERANCE = 1e-11;

  private static RealMatrix random(int rows, int columns, int seed) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.setEntry(i, j, Math.sin(1 + 7 * seed + 3 * i + 5 * j + i * j));
      }
    }
    return matrix;
  }

  private static RealMatrix orthogonal(RealMatrix matrix) {
    RealMatrix x =
        matrix.getRowDimension() > matrix.getColumnDimension() ? matrix.transpose() : matrix;
    x = x.scalarMultiply(1 / (x.getFrobeniusNorm() + 1e-7));
    for (int i = 0; i < 5; i++) {
      RealMatrix a = x.multiply(x.transpose());
      RealMatrix b = a.scalarMultiply(-4.7750).add(a.multiply(a).scalarMultiply(2.0315));
      x = x.scalarMultiply(3.4445).add(b.multiply(x));
    }
    return matrix.getRowDimension() > matrix.getColumnDimension() ? x.transpose() : x;
  }

  private static NDArray array(RealMatrix matrix) {
    double[] values = new double[matrix.getRowDimension() * matrix.getColumnDimension()];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.getEntry(i / matrix.getColumnDimension(), i % matrix.getColumnDimension());
    }
    return NDArray.wrap(values, matrix.getRowDimension(), matrix.getColumnDimension());
  }

  @ParameterizedTest
  @CsvSource({"3, 5", "5, 3", "4, 4"})
  void followsItsFormula(int rows, int columns) {
    RealMatrix expected = random(rows, columns, 0);
    RealMatrix velocity = new Array2DRowRealMatrix(rows, columns);
    Tensor w = Tensors.parameter("dense/kernel", array(expected));
    Tensor g = Tensors.placeholder("g", DType.FLOAT64, rows, columns);
    TrainingStep step =
        TrainingStep.of(Reductions.sum(Arithmetic.multiply(w, g)), List.of(w), Muon.of(0.05));
    for (int i = 1; i <= 6; i++) {
      RealMatrix gradient = random(rows, columns, i);
      step.run(Feed.feed(g, array(gradient)));
      velocity = velocity.scalarMultiply(0.95).add(gradient);
      RealMatrix direction = orthogonal(gradient.add(velocity.scalarMultiply(0.95)));
      double size = 0.05 * 0.2 * Math.sqrt(Math.max(rows, columns));
      expected = expected.scalarMultiply(1 - 0.05 * 0.004).subtract(direction.scalarMultiply(size));
      assertArrayEquals(
          array(expected).toDoubles(),
          Tensors.slotOf(w).value().toDoubles(),
          TOLERANCE,
          "step " + i);
    }
  }

  @Test
  void singularValuesComeNearOne() {
    RealMatrix sizes = MatrixUtils.createRealDiagonalMatrix(new double[] {3, 1, 0.5, 0.4});
    RealMatrix matrix = random(6, 4, 1).multiply(sizes);
    Tensor x = Tensors.constant(array(matrix));
    NDArray near = new NewtonSchulz().of(x).evaluate();
    RealMatrix found = new Array2DRowRealMatrix(6, 4);
    for (int i = 0; i < 24; i++) {
      found.setEntry(i / 4, i % 4, near.getDouble(i / 4, i % 4));
    }
    double[] before = new SingularValueDecomposition(matrix).getSingularValues();
    assertTrue(before[0] > 3 * before[3] && before[0] < 30 * before[3], "neither 1 nor 0");
    for (double value : new SingularValueDecomposition(found).getSingularValues()) {
      // What Jordan found of five iterations, where no value is too near 0 for them.
      assertTrue(value > 0.6 && value < 1.25, "" + value);
    }
  }

  @Test
  void whatIsNoMatrixOfAHiddenLayerFollowsAdamW() {
    Muon muon = Muon.of(0.05).excluding("logits");
    Optimizer adam = new AdamW(0.05, 0.004, 0.9, 0.999, 1e-7).withEpsilonHat();
    for (String name : List.of("embedding_1/embeddings", "logits/kernel")) {
      assertEquals(next(adam, name, 3, 5), next(muon, name, 3, 5));
    }
    assertEquals(next(adam, "dense/bias", 5), next(muon, "dense/bias", 5));
    assertEquals(next(adam, "conv/kernel", 3, 3, 1, 2), next(muon, "conv/kernel", 3, 3, 1, 2));
    assertTrue(!next(adam, "dense/kernel", 3, 5).equals(next(muon, "dense/kernel", 3, 5)));
  }

  private static NDArray next(Optimizer optimizer, String name, int... dims) {
    Tensor w = Tensors.parameter(name, NDArray.full(DType.FLOAT64, 0.5, dims));
    Tensor g = Tensors.constant(NDArray.full(DType.FLOAT64, 0.25, dims));
    return optimizer.optimize(List.of(w), List.of(g)).updates().get(0).value().evaluate();
  }
}
