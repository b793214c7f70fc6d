package io.opwalk.reference;

import io.opwalk.NDArray;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradTransform;
import io.opwalk.ops.scalar.ScalarOp;

/** Winograd's convolution, by its definition. */
final class Winograd {
  private static final int POINTS = WinogradTransform.POINTS;

  private final WinogradConv op;
  private final int tile;
  private final NDArray x;
  private final NDArray kernel;
  private final int[] from;
  private final int[] to;
  private final ScalarInterpreter scalars;
  private final WinogradLines lines;
  private final ArrayWriter result;

  private Winograd(WinogradConv op, NDArray x, NDArray kernel) {
    this.op = op;
    this.tile = WinogradTransform.tile(op.window());
    this.x = x;
    this.kernel = kernel;
    this.from = Index.dims(x);
    int[] window = Index.dims(kernel);
    if (window[0] != op.window() || window[1] != op.window()) {
      throw new IllegalArgumentException("the kernel must be " + op.window() + " by " + op.window()
          + ", found " + window[0] + " by " + window[1]);
    }
    if (from[3] != window[2]) {
      throw new IllegalArgumentException(
          "the input has " + from[3] + " channels, and the kernel takes " + window[2]);
    }
    this.to = new int[] {from[0], places(1), places(2), window[3]};
    this.scalars = new ScalarInterpreter(x.dtype());
    this.lines = new WinogradLines(scalars);
    this.result = new ArrayWriter(x.dtype(), to);
  }

  private int places(int axis) {
    int padded = from[axis] + op.before().get(axis - 1) + op.after().get(axis - 1);
    return Sliding.places(axis, padded, op.window(), 1, 1);
  }

  static NDArray of(WinogradConv op, NDArray x, NDArray kernel) {
    Winograd winograd = new Winograd(op, x, kernel);
    winograd.run();
    return winograd.result.done();
  }

  private void run() {
    WinogradTransform ofKernel = WinogradTransform.ofKernel(op.window());
    Object[][][][] kernels = new Object[from[3]][to[3]][][];
    for (int c = 0; c < from[3]; c++) {
      for (int o = 0; o < to[3]; o++) {
        int channel = c;
        int filter = o;
        kernels[c][o] = lines.transform(ofKernel, (i, j) -> get(kernel, i, j, channel, filter));
      }
    }
    for (int n = 0; n < to[0]; n++) {
      for (int row = 0; row < to[1]; row += tile) {
        for (int column = 0; column < to[2]; column += tile) {
          compute(n, row, column, kernels);
        }
      }
    }
  }

  private void compute(int n, int row, int column, Object[][][][] kernels) {
    Object[][][] inputs = new Object[from[3]][][];
    for (int c = 0; c < inputs.length; c++) {
      int channel = c;
      inputs[c] = lines.transform(WinogradTransform.INPUT, (i, j) -> {
        int y = row + i - op.before().get(0);
        int z = column + j - op.before().get(1);
        boolean isInside = y >= 0 && y < from[1] && z >= 0 && z < from[2];
        return isInside ? get(x, n, y, z, channel) : scalars.literal(0);
      });
    }
    for (int o = 0; o < to[3]; o++) {
      Object[][] sums = new Object[POINTS][POINTS];
      for (int i = 0; i < POINTS; i++) {
        for (int j = 0; j < POINTS; j++) {
          sums[i][j] = scalars.literal(0);
          for (int c = 0; c < inputs.length; c++) {
            sums[i][j] =
                scalars.apply(ScalarOp.FMA, inputs[c][i][j], kernels[c][o][i][j], sums[i][j]);
          }
        }
      }
      Object[][] block =
          lines.transform(WinogradTransform.ofResult(op.window()), (i, j) -> sums[i][j]);
      for (int i = 0; i < tile && row + i < to[1]; i++) {
        for (int j = 0; j < tile && column + j < to[2]; j++) {
          int[] place = {n, row + i, column + j, o};
          result.set(Index.offset(place, to), block[i][j]);
        }
      }
    }
  }

  private static Object get(NDArray array, int... index) {
    return ArrayWriter.get(array, Index.offset(index, Index.dims(array)));
  }
}
