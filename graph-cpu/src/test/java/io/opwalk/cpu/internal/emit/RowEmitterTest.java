package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows in every form, by the definition. */
final class RowEmitterTest {
  private static final int COLUMNS = 37;
  private static final int STEP = 3;
  private static final int ROW = 50;
  private static final int START = 5;

  @ParameterizedTest
  @CsvSource({"4, 4, 4", "4, 4, 1", "2, 4, 4", "2, 4, 1", "4, 2, 2", "4, 2, 1", "2, 2, 2"})
  void doublesAreTheSumsInOrder(int rows, int most, int terms) {
    Rows emitted = RowEmitter.rows(DType.FLOAT64, most);
    assertEquals(most, emitted.terms());
    Random random = new Random(7);
    double[] a = random.doubles(1 + START + 4 * ROW).toArray();
    Object[] arrays = new Object[1 + terms + rows];
    double[][] expected = new double[rows][];
    for (int i = 1; i < arrays.length; i++) {
      double[] array = random.doubles(COLUMNS + 1).toArray();
      arrays[i] = array;
      if (i > terms) {
        expected[i - 1 - terms] = array.clone();
      }
    }
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < COLUMNS; j++) {
        for (int p = 0; p < terms; p++) {
          double left = a[START + r * ROW + p * STEP];
          expected[r][j] = Math.fma(left, ((double[]) arrays[1 + p])[j], expected[r][j]);
        }
      }
    }
    emitted.update(rows, terms, COLUMNS, a, START, ROW, STEP, arrays, 1, 1 + terms);
    for (int r = 0; r < rows; r++) {
      // The same bits: the order of the sums is part of the definition.
      assertArrayEquals(expected[r], (double[]) arrays[1 + terms + r]);
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "2, 4", "4, 2", "2, 2"})
  void floatsAreRoundedOnceForEachTerm(int rows, int most) {
    Rows emitted = RowEmitter.rows(DType.FLOAT32, most);
    float[] a = new float[rows * most];
    Object[] arrays = new Object[most + rows];
    float[][] expected = new float[rows][1];
    Random random = new Random(8);
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new float[] {random.nextFloat()};
    }
    for (int r = 0; r < rows; r++) {
      expected[r][0] = ((float[]) arrays[most + r])[0];
      for (int p = 0; p < most; p++) {
        a[r * most + p] = random.nextFloat();
        expected[r][0] = Math.fma(a[r * most + p], ((float[]) arrays[p])[0], expected[r][0]);
      }
    }
    emitted.update(rows, most, 1, a, 0, most, 1, arrays, 0, most);
    for (int r = 0; r < rows; r++) {
      assertArrayEquals(expected[r], (float[]) arrays[most + r]);
    }
  }
}
