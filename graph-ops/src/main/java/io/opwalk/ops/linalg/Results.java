package io.opwalk.ops.linalg;

import io.opwalk.NDArray;
import java.util.stream.IntStream;

/** An output of a kernel while it is filled: for each matrix of the batch one block. */
final class Results {
  private final Matrices source;
  private final int[] block;
  private final double[] values;
  private final int size;

  /**
   * Zeros.
   *
   * @param source whose batch and dtype the output has
   * @param block the sizes of the output's axes behind those of the batch
   */
  Results(Matrices source, int... block) {
    this.source = source;
    this.block = block;
    this.size = IntStream.of(block).reduce(1, Math::multiplyExact);
    this.values = new double[Math.multiplyExact(source.count(), size)];
  }

  void put(int matrix, double[][] rows) {
    int at = matrix * size;
    for (double[] row : rows) {
      System.arraycopy(row, 0, values, at, row.length);
      at += row.length;
    }
  }

  void put(int matrix, double... numbers) {
    System.arraycopy(numbers, 0, values, matrix * size, size);
  }

  NDArray done() {
    int[] dims = IntStream.concat(
            source.batch().stream().mapToInt(Integer::intValue), IntStream.of(block))
        .toArray();
    return NDArray.wrap(values, dims).cast(source.dtype());
  }
}
