package io.opwalk.reference;

import io.opwalk.NDArray;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import io.opwalk.ops.primitive.WinogradTransform;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/** The gradient of a convolution in its kernel by Winograd's transforms, by its definition. */
final class WinogradGradient {
  private static final int POINTS = WinogradTransform.POINTS;

  private final WinogradKernelGradient op;
  private final int tile;
  private final NDArray x;
  private final NDArray gradient;
  private final int[] from;
  private final int[] by;
  private final ScalarInterpreter scalars;
  private final WinogradLines lines;

  private WinogradGradient(WinogradKernelGradient op, NDArray x, NDArray gradient) {
    this.op = op;
    this.tile = WinogradTransform.tile(op.window());
    this.x = x;
    this.gradient = gradient;
    this.from = Index.dims(x);
    this.by = Index.dims(gradient);
    requireImages(from[0], by[0]);
    for (int axis = 1; axis <= 2; axis++) {
      int padded = from[axis] + op.before().get(axis - 1) + op.after().get(axis - 1);
      requirePlaces(axis, Sliding.places(axis, padded, op.window(), 1, 1));
    }
    this.scalars = new ScalarInterpreter(x.dtype());
    this.lines = new WinogradLines(scalars);
  }

  private static void requireImages(int images, int gradients) {
    if (images != gradients) {
      throw new IllegalArgumentException(
          "the input has " + images + " images, and the gradient is of " + gradients);
    }
  }

  private void requirePlaces(int axis, int places) {
    if (places != by[axis]) {
      throw new IllegalArgumentException("the convolution has " + places + " places along axis "
          + axis + ", and the gradient " + by[axis]);
    }
  }

  static NDArray of(WinogradKernelGradient op, NDArray x, NDArray gradient) {
    return new WinogradGradient(op, x, gradient).run();
  }

  /** The first place of a tile of an image. */
  private record Tile(int image, int row, int column) {}

  private NDArray run() {
    List<Tile> tiles = new ArrayList<>();
    for (int n = 0; n < from[0]; n++) {
      for (int row = 0; row < by[1]; row += tile) {
        for (int column = 0; column < by[2]; column += tile) {
          tiles.add(new Tile(n, row, column));
        }
      }
    }
    Object[][][][] inputs = new Object[from[3]][tiles.size()][][];
    Object[][][][] gradients = new Object[by[3]][tiles.size()][][];
    for (int t = 0; t < tiles.size(); t++) {
      for (int c = 0; c < inputs.length; c++) {
        inputs[c][t] = input(tiles.get(t), c);
      }
      for (int o = 0; o < gradients.length; o++) {
        gradients[o][t] = gradient(tiles.get(t), o);
      }
    }
    int[] to = {op.window(), op.window(), from[3], by[3]};
    ArrayWriter result = new ArrayWriter(x.dtype(), to);
    for (int c = 0; c < inputs.length; c++) {
      for (int o = 0; o < gradients.length; o++) {
        Object[][] window = window(inputs[c], gradients[o]);
        for (int i = 0; i < op.window(); i++) {
          for (int j = 0; j < op.window(); j++) {
            result.set(Index.offset(new int[] {i, j, c, o}, to), window[i][j]);
          }
        }
      }
    }
    return result.done();
  }

  private Object[][] input(Tile at, int channel) {
    return lines.transform(WinogradTransform.INPUT, (i, j) -> {
      int row = at.row() + i - op.before().get(0);
      int column = at.column() + j - op.before().get(1);
      boolean isInside = row >= 0 && row < from[1] && column >= 0 && column < from[2];
      return isInside ? get(x, at.image(), row, column, channel) : scalars.literal(0);
    });
  }

  private Object[][] gradient(Tile at, int filter) {
    return lines.transform(WinogradTransform.ofGradient(op.window()), (i, j) -> {
      int row = at.row() + i;
      int column = at.column() + j;
      boolean isInside = row < by[1] && column < by[2];
      return isInside ? get(gradient, at.image(), row, column, filter) : scalars.literal(0);
    });
  }

  private Object[][] window(Object[][][] inputs, Object[][][] gradients) {
    Object[][] sums = new Object[POINTS][POINTS];
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < POINTS; j++) {
        sums[i][j] = sum(inputs, gradients, i, j);
      }
    }
    return lines.transform(WinogradTransform.ofWindow(op.window()), (i, j) -> sums[i][j]);
  }

  /** The sum over all tiles at one point, block by block. */
  private Object sum(Object[][][] inputs, Object[][][] gradients, int i, int j) {
    int tilesOfRow = (by[2] + tile - 1) / tile;
    int block = WinogradKernelGradient.rowsOfBlock(tilesOfRow) * tilesOfRow;
    Object all = scalars.literal(0);
    for (int first = 0; first < inputs.length; first += block) {
      Object sum = scalars.literal(0);
      for (int t = first; t < Math.min(first + block, inputs.length); t++) {
        sum = scalars.apply(ScalarOp.FMA, inputs[t][i][j], gradients[t][i][j], sum);
      }
      all = first == 0 ? sum : scalars.apply(ScalarOp.ADD, all, sum);
    }
    return all;
  }

  private static Object get(NDArray array, int... index) {
    return ArrayWriter.get(array, Index.offset(index, Index.dims(array)));
  }
}
