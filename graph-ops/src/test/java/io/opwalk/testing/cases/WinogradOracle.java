package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.primitive.WinogradConv;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution with its channels last, exactly, and how far {@link WinogradConv} may be from it by
 * its own words. For finite numbers.
 */
public final class WinogradOracle {
  /** Elements of the padded input under a tile along one axis. */
  private static final int UNDER = 6;

  private final WinogradConv op;
  private final int window;

  /** Results of a tile along one axis. */
  private final int tile;

  private final NDArray x;
  private final NDArray kernel;
  private final double[] inputs;
  private final double[] weights;
  private final List<Integer> shape;

  private WinogradOracle(WinogradConv op, NDArray x, NDArray kernel) {
    this.op = op;
    this.window = op.window();
    this.tile = UNDER - window + 1;
    this.x = x;
    this.kernel = kernel;
    this.inputs = x.cast(DType.FLOAT64).toDoubles();
    this.weights = kernel.cast(DType.FLOAT64).toDoubles();
    this.shape = List.of(
        x.dim(0),
        x.dim(1) + op.before().get(0) + op.after().get(0) - window + 1,
        x.dim(2) + op.before().get(1) + op.after().get(1) - window + 1,
        kernel.dim(3));
  }

  /** The sums rounded once, and as their scale the bound of the error. */
  public static Expected of(WinogradConv op, NDArray x, NDArray kernel) {
    WinogradOracle oracle = new WinogradOracle(op, x, kernel);
    List<Object> sums = new ArrayList<>();
    List<List<Integer>> indices = Grid.indices(oracle.shape);
    double[] bounds = new double[indices.size()];
    for (List<Integer> index : indices) {
      bounds[sums.size()] = oracle.bound(index);
      sums.add(oracle.sum(index));
    }
    return new Expected(Elements.array(DType.FLOAT64, oracle.shape, sums), bounds);
  }

  private double sum(List<Integer> index) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int c = 0; c < x.dim(3); c++) {
      for (int i = 0; i < window; i++) {
        for (int j = 0; j < window; j++) {
          BigDecimal weight = new BigDecimal(weight(i, j, c, index.get(3)));
          double input = input(index.get(0), index.get(1) + i, index.get(2) + j, c);
          sum = sum.add(new BigDecimal(input).multiply(weight));
        }
      }
    }
    return sum.doubleValue();
  }

  /** As the documentation of the op has it, and what underflows besides. */
  private double bound(List<Integer> index) {
    int top = index.get(1) / tile * tile;
    int left = index.get(2) / tile * tile;
    double sum = 0;
    for (int c = 0; c < x.dim(3); c++) {
      double input = 0;
      for (int i = 0; i < UNDER; i++) {
        for (int j = 0; j < UNDER; j++) {
          input = Math.max(input, Math.abs(input(index.get(0), top + i, left + j, c)));
        }
      }
      double weight = 0;
      for (int i = 0; i < window; i++) {
        for (int j = 0; j < window; j++) {
          weight = Math.max(weight, Math.abs(weight(i, j, c, index.get(3))));
        }
      }
      sum += input * weight;
    }
    boolean isSingle = x.dtype() == DType.FLOAT32;
    double tiny = isSingle ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    double factor = window == 3 ? 600 : 1200;
    return factor * (x.dim(3) + 30) * (isSingle ? 0x1p-24 : 0x1p-53) * (sum + tiny);
  }

  /** An element of the padded input. */
  private double input(int n, int row, int column, int channel) {
    int i = row - op.before().get(0);
    int j = column - op.before().get(1);
    boolean isInside = i >= 0 && i < x.dim(1) && j >= 0 && j < x.dim(2);
    return isInside ? inputs[Grid.offset(List.of(n, i, j, channel), x.shape())] : 0;
  }

  private double weight(int row, int column, int channel, int filter) {
    return weights[Grid.offset(List.of(row, column, channel, filter), kernel.shape())];
  }
}
