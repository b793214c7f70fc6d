package io.opwalk.reference;

import static io.opwalk.reference.Nodes.constant;
import static io.opwalk.reference.Nodes.evaluate;
import static io.opwalk.reference.Nodes.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.opwalk.NDArray;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reduce.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order that PartialSums lays down, bit for bit, written out by hand. */
class ReductionOrderTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 29;

  private final double[] values =
      new Random(20260825).doubles(ROWS * COLUMNS).map(x -> 1 / x - 2).toArray();

  private NDArray sum(List<Integer> axes) {
    NDArray input = NDArray.of(List.of(ROWS, COLUMNS), values);
    return evaluate(node(new Reduce(Kind.SUM, axes, false), constant(input)));
  }

  private static double tree(double[] p) {
    double even = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
    double odd = ((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15]));
    return even + odd;
  }

  @Test
  void theLastAxisHasSixteenPartialSums() {
    double[] expected = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double[] p = new double[16];
      for (int column = 0; column < COLUMNS; column++) {
        p[column % 16] += values[row * COLUMNS + column];
      }
      expected[row] = tree(p);
    }
    assertEquals(NDArray.of(expected), sum(List.of(1)));
  }

  @Test
  void partialSumsGoOnFromRowToRow() {
    double[] p = new double[16];
    double inOrder = 0;
    for (int i = 0; i < values.length; i++) {
      // The index along the last axis counts, not the offset: 29 is no multiple of 16.
      p[i % COLUMNS % 16] += values[i];
      inOrder += values[i];
    }
    assertEquals(NDArray.scalar(tree(p)), sum(List.of(0, 1)));
    assertNotEquals(inOrder, tree(p), "these values do not tell one order from another");
  }

  @Test
  void anotherAxisIsSummedInOrder() {
    double[] expected = new double[COLUMNS];
    for (int i = 0; i < values.length; i++) {
      expected[i % COLUMNS] += values[i];
    }
    assertEquals(NDArray.of(expected), sum(List.of(0)));
  }

  @Test
  void floatsAreRoundedEachTime() {
    float[] values = new float[33];
    values[0] = 0x1p24f;
    values[16] = 1;
    values[32] = 1;
    NDArray input = NDArray.of(values);
    // 2^24 + 1 is no float and rounds back to 2^24, twice; a sum in double would give 2^24 + 2.
    assertEquals(
        NDArray.scalar(0x1p24f),
        evaluate(node(new Reduce(Kind.SUM, List.of(0), false), constant(input))));
  }

  @Test
  void sumsStartAtPositiveZero() {
    NDArray input = NDArray.of(List.of(1, 1), -0.0);
    for (List<Integer> axes : List.of(List.<Integer>of(), List.of(0), List.of(1))) {
      assertEquals(
          NDArray.of(List.of(1, 1), 0.0),
          evaluate(node(new Reduce(Kind.SUM, axes, true), constant(input))));
    }
  }

  @Test
  void nothingGivesTheNeutralElement() {
    NDArray doubles = NDArray.of(new double[0]);
    NDArray longs = NDArray.of(new long[0]);
    NDArray ints = NDArray.of(new int[0]);
    assertEquals(NDArray.scalar(0.0), of(Kind.SUM, doubles));
    assertEquals(NDArray.scalar(1.0), of(Kind.PROD, doubles));
    assertEquals(NDArray.scalar(Double.POSITIVE_INFINITY), of(Kind.MIN, doubles));
    assertEquals(NDArray.scalar(Double.NEGATIVE_INFINITY), of(Kind.MAX, doubles));
    assertEquals(NDArray.scalar(0L), of(Kind.SUM, longs));
    assertEquals(NDArray.scalar(1), of(Kind.PROD, ints));
    assertEquals(NDArray.scalar(Long.MAX_VALUE), of(Kind.MIN, longs));
    assertEquals(NDArray.scalar(Integer.MIN_VALUE), of(Kind.MAX, ints));
    assertEquals(NDArray.scalar(false), of(Kind.ANY, NDArray.of(new boolean[0])));
    assertEquals(NDArray.scalar(true), of(Kind.ALL, NDArray.of(new boolean[0])));
  }

  private static NDArray of(Kind kind, NDArray input) {
    return evaluate(node(new Reduce(kind, List.of(0), false), constant(input)));
  }
}
