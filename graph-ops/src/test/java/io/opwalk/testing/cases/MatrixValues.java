package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Matrices of small numbers and a large diagonal: far from singular, whatever is drawn, and with
 * eigenvalues and singular values that are far apart.
 *
 * @param off how large elements beside the diagonal are at most
 * @param step by what one element of the diagonal exceeds that before it
 */
record MatrixValues(double off, double step) implements Values {
  @Override
  public Object draw(DType dtype, SplittableRandom random) {
    return random.nextDouble(-off, off);
  }

  @Override
  public NDArray array(DType dtype, List<Integer> shape, SplittableRandom random) {
    ArrayFill fill = new ArrayFill(dtype, shape);
    int rank = shape.size();
    for (int i = 0; i < fill.size(); i++) {
      double value = (Double) draw(dtype, random);
      int columns = rank < 1 ? 1 : shape.get(rank - 1);
      int rows = rank < 2 ? 1 : shape.get(rank - 2);
      boolean diagonal = rank > 1 && i / columns % rows == i % columns;
      fill.set(i, diagonal ? value + 2 + step * (i % columns) : value);
    }
    return fill.done();
  }
}
