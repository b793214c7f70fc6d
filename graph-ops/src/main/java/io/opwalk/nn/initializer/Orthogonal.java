package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A random matrix with orthonormal rows or columns, whichever are fewer: Q of a QR decomposition of
 * normal numbers, with the signs of R's diagonal (Saxe et al., 2013, <a
 * href="https://arxiv.org/abs/1312.6120">arXiv:1312.6120</a>); the default of recurrent kernels. A
 * shape of more than two axes is taken as a matrix of its last axis against all others.
 *
 * @param gain what the matrix is multiplied by
 */
public record Orthogonal(double gain) implements Initializer {
  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    if (shape.size() < 2) {
      throw new IllegalArgumentException(
          "an orthogonal initializer takes two axes or more, found a shape of " + shape);
    }
    int columns = shape.get(shape.size() - 1);
    int rows = shape.subList(0, shape.size() - 1).stream().reduce(1, Math::multiplyExact);
    SeededRandom random = new SeededRandom(seed);
    int tall = Math.max(rows, columns);
    int few = Math.min(rows, columns);
    double[][] normal = new double[tall][few];
    for (double[] row : normal) {
      for (int i = 0; i < few; i++) {
        row[i] = random.nextGaussian();
      }
    }
    double[] values = few == 0 ? new double[0] : orthonormal(normal, rows, columns);
    int[] dims = shape.stream().mapToInt(Integer::intValue).toArray();
    return NDArray.of(List.of(values.length), values).cast(dtype).reshape(dims);
  }

  private double[] orthonormal(double[][] normal, int rows, int columns) {
    QRDecomposition decomposition = new QRDecomposition(new Array2DRowRealMatrix(normal, false));
    RealMatrix q = decomposition.getQ();
    RealMatrix r = decomposition.getR();
    double[] values = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int of = rows >= columns ? column : row;
        int along = rows >= columns ? row : column;
        double sign = r.getEntry(of, of) < 0 ? -1 : 1;
        values[row * columns + column] = gain * sign * q.getEntry(along, of);
      }
    }
    return values;
  }

  @Override
  public String className() {
    return "Orthogonal";
  }

  @Override
  public Config config() {
    return Config.builder().put("gain", gain).build();
  }
}
