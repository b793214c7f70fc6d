package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a convolution in its kernel, exactly, and how far {@link WinogradKernelGradient}
 * may be from it by its own words. For finite numbers.
 */
public final class WinogradGradientOracle {
  /** Elements of the padded input that a tile met along one axis. */
  private static final int UNDER = 6;

  private final WinogradKernelGradient op;
  private final NDArray x;
  private final NDArray gradient;
  private final double[] inputs;
  private final double[] gradients;

  private WinogradGradientOracle(WinogradKernelGradient op, NDArray x, NDArray gradient) {
    this.op = op;
    this.x = x;
    this.gradient = gradient;
    this.inputs = x.cast(DType.FLOAT64).toDoubles();
    this.gradients = gradient.cast(DType.FLOAT64).toDoubles();
  }

  /** The sums rounded once, and as their scale the bound of the error. */
  public static Expected of(WinogradKernelGradient op, NDArray x, NDArray gradient) {
    WinogradGradientOracle oracle = new WinogradGradientOracle(op, x, gradient);
    List<Integer> shape = List.of(op.window(), op.window(), x.dim(3), gradient.dim(3));
    List<Object> sums = new ArrayList<>();
    List<List<Integer>> indices = Grid.indices(shape);
    double[] bounds = new double[indices.size()];
    for (List<Integer> index : indices) {
      bounds[sums.size()] = oracle.bound(index.get(2), index.get(3));
      sums.add(oracle.sum(index));
    }
    return new Expected(Elements.array(DType.FLOAT64, shape, sums), bounds);
  }

  private double sum(List<Integer> index) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 0; n < gradient.dim(0); n++) {
      for (int row = 0; row < gradient.dim(1); row++) {
        for (int column = 0; column < gradient.dim(2); column++) {
          double input = input(n, row + index.get(0), column + index.get(1), index.get(2));
          double met = gradient(n, row, column, index.get(3));
          sum = sum.add(new BigDecimal(input).multiply(new BigDecimal(met)));
        }
      }
    }
    return sum.doubleValue();
  }

  /** As the documentation of the op has it, and what underflows besides. */
  private double bound(int channel, int filter) {
    int tile = UNDER - op.window() + 1;
    double sum = 0;
    for (int n = 0; n < gradient.dim(0); n++) {
      for (int top = 0; top < gradient.dim(1); top += tile) {
        for (int left = 0; left < gradient.dim(2); left += tile) {
          double input = 0;
          double met = 0;
          for (int i = 0; i < UNDER; i++) {
            for (int j = 0; j < UNDER; j++) {
              input = Math.max(input, Math.abs(input(n, top + i, left + j, channel)));
              boolean isOfTile = i < tile && j < tile;
              met = Math.max(met, isOfTile ? Math.abs(gradient(n, top + i, left + j, filter)) : 0);
            }
          }
          sum += input * met;
        }
      }
    }
    int tilesOfRow = (gradient.dim(2) + tile - 1) / tile;
    int rows = gradient.dim(0) * ((gradient.dim(1) + tile - 1) / tile);
    int rowsOfBlock = (48 + tilesOfRow - 1) / tilesOfRow;
    int terms = Math.min(rows, rowsOfBlock) * tilesOfRow + (rows + rowsOfBlock - 1) / rowsOfBlock;
    boolean isSingle = x.dtype() == DType.FLOAT32;
    double tiny = isSingle ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    double factor = op.window() == 3 ? 900 : 400;
    return factor * (terms + 30) * (isSingle ? 0x1p-24 : 0x1p-53) * (sum + tiny);
  }

  /** An element of the padded input. */
  private double input(int n, int row, int column, int channel) {
    int i = row - op.before().get(0);
    int j = column - op.before().get(1);
    boolean isInside = i >= 0 && i < x.dim(1) && j >= 0 && j < x.dim(2);
    return isInside ? inputs[Grid.offset(List.of(n, i, j, channel), x.shape())] : 0;
  }

  /** An element of the gradient, 0 beyond its end. */
  private double gradient(int n, int row, int column, int filter) {
    boolean isInside = row < gradient.dim(1) && column < gradient.dim(2);
    List<Integer> index = List.of(n, row, column, filter);
    return isInside ? gradients[Grid.offset(index, gradient.shape())] : 0;
  }
}
