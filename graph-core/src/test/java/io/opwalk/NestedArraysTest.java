package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NestedArraysTest {

  @Test
  void readsRowsInOrder() {
    NDArray array = NDArray.ofArray(new int[][][] {{{1, 2, 3}, {4, 5, 6}}});
    assertEquals("(1, 2, 3) int32", array.describe());
    assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, array.toInts());
  }

  @Test
  void readsEveryElementType() {
    assertArrayEquals(
        new double[] {1, 2}, NDArray.ofArray(new double[][] {{1}, {2}}).toDoubles());
    assertArrayEquals(
        new float[] {1, 2}, NDArray.ofArray(new float[][] {{1}, {2}}).toFloats());
    assertArrayEquals(
        new long[] {1, 2}, NDArray.ofArray(new long[][] {{1}, {2}}).toLongs());
    assertArrayEquals(
        new boolean[] {true, false},
        NDArray.ofArray(new boolean[][] {{true, false}}).toBooleans());
  }

  @Test
  void readsScalars() {
    assertEquals(NDArray.scalar(1.5), NDArray.ofArray(1.5));
    assertEquals(NDArray.scalar(1.5f), NDArray.ofArray(1.5f));
    assertEquals(NDArray.scalar(7L), NDArray.ofArray(7L));
    assertEquals(NDArray.scalar(7), NDArray.ofArray(7));
    assertEquals(NDArray.scalar(true), NDArray.ofArray(true));
  }

  @Test
  void copiesInBothDirections() {
    double[][] rows = {{1, 2}, {3, 4}};
    NDArray array = NDArray.ofArray(rows);
    rows[0][0] = 9;
    ((double[][]) array.toArray())[1][1] = 9;
    ((double[]) NDArray.ofArray(rows[0]).toArray())[0] = 9;
    assertArrayEquals(new double[] {1, 2, 3, 4}, array.toDoubles());
    double[] row = {1, 2};
    NDArray vector = NDArray.ofArray(row);
    row[0] = 9;
    ((double[]) vector.toArray())[1] = 9;
    assertArrayEquals(new double[] {1, 2}, vector.toDoubles());
  }

  @Test
  void axesOfLengthZeroAreAllowed() {
    assertEquals("(0,) float64", NDArray.ofArray(new double[0]).describe());
    assertEquals("(2, 0) float64", NDArray.ofArray(new double[2][0]).describe());
    assertEquals("(2, 0, 0) bool", NDArray.ofArray(new boolean[2][0][5]).describe());
    assertArrayEquals(new int[2][0], (int[][]) NDArray.zeros(DType.INT32, 2, 0).toArray());
    assertArrayEquals(new int[0][], (int[][]) NDArray.zeros(DType.INT32, 0, 4).toArray());
    assertInstanceOf(float[][][].class, NDArray.zeros(DType.FLOAT32, 0, 2, 3).toArray());
  }

  @Test
  void raggedArraysSayWhere() {
    assertRefused(
        "ragged array: row [1] has 3 elements, expected 2",
        new double[][] {{1, 2}, {3, 4, 5}, {6}});
    assertRefused("ragged array: row [1][2] has 3 elements, expected 4", new double[][][] {
      new double[3][4], {new double[4], new double[4], new double[3]}
    });
    assertRefused(
        "ragged array: row [1] has 2 elements, expected 3",
        new double[][][] {new double[3][4], new double[2][4]});
    assertRefused("ragged array: row [1] has 1 elements, expected 0", new int[][][] {{}, {{1}}});
    assertRefused("ragged array: row [1] has 0 elements, expected 1", new int[][] {{1}, {}});
  }

  @Test
  void aDifferenceThatAddsUpIsStillRagged() {
    // Four elements in all, as two rows of two would have.
    assertRefused(
        "ragged array: row [1] has 1 elements, expected 2", new int[][] {{1, 2}, {3}, {4}});
    assertRefused("ragged array: row [1] has 3 elements, expected 1", new int[][] {{1}, {2, 3, 4}});
  }

  @Test
  void missingRowsSayWhere() {
    assertRefused("row [0] is null", new double[2][]);
    assertRefused("row [1] is null", new double[][] {{1, 2}, null});
    assertRefused("row [0][0] is null", new double[1][1][]);
    assertRefused("row [1][0] is null", new long[][][] {{{1}}, {null}});
  }

  @Test
  void otherElementTypesAreRefused() {
    String expected =
        ": the elements must be of the primitive type double, float, long, int or boolean, found ";
    assertRefused(
        "cannot read java.lang.Double[][]" + expected + "java.lang.Double", new Double[][] {{1.0}});
    assertRefused("cannot read byte[][]" + expected + "byte", new byte[1][1]);
    assertRefused("cannot read java.lang.Byte" + expected + "byte", (byte) 1);
    assertRefused("cannot read java.lang.String" + expected + "java.lang.String", "1.0");
    assertRefused(
        "cannot read java.lang.Object[]" + expected + "java.lang.Object",
        new Object[] {new double[] {1}});
    assertRefused(
        "cannot read java.util.ImmutableCollections$List12"
            + expected
            + "java.util.ImmutableCollections$List12",
        List.of(1.0));
  }

  private static void assertRefused(String message, Object nested) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> NDArray.ofArray(nested))
            .getMessage());
  }
}
