package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NDArrayPrinterTest {

  @Test
  void scalarsStandAlone() {
    assertEquals("2.5", NDArray.scalar(2.5).toString());
    assertEquals("true", NDArray.scalar(true).toString());
  }

  @Test
  void numbersKeepTheirDigits() {
    assertEquals(
        "[0.1, 1.0E-5, NaN, -Infinity, -0.0]",
        NDArray.of(0.1, 1e-5, Double.NaN, Double.NEGATIVE_INFINITY, -0.0).toString());
    assertEquals("[0.1, 3.1415927]", NDArray.of(0.1f, (float) Math.PI).toString());
    assertEquals("[9223372036854775807, -1]", NDArray.of(Long.MAX_VALUE, -1L).toString());
    assertEquals("[7, -2147483648]", NDArray.of(7, Integer.MIN_VALUE).toString());
    assertEquals("[true, false]", NDArray.of(true, false).toString());
  }

  @Test
  void rowsHaveLinesOfTheirOwn() {
    assertEquals("[[1.0]]", NDArray.ofArray(new double[][] {{1}}).toString());
    assertEquals("""
        [[1.0, 2.0],
         [3.0, 4.0]]""", NDArray.ofArray(new double[][] {{1, 2}, {3, 4}}).toString());
  }

  @Test
  void matricesAreSetApartAsInNumPy() {
    // numpy.array2string(numpy.arange(8).reshape(2, 2, 2), separator=', ')
    assertEquals("""
        [[[0, 1],
          [2, 3]],

         [[4, 5],
          [6, 7]]]""", count(2, 2, 2).toString());
    assertEquals("[[[[0]]],\n\n\n [[[1]]]]", count(2, 1, 1, 1).toString());
  }

  @Test
  void arraysWithoutElementsAreEmptyBrackets() {
    assertEquals("[]", NDArray.zeros(DType.FLOAT64, 0).toString());
    assertEquals("[]", NDArray.zeros(DType.FLOAT64, 1_000_000, 0).toString());
    assertEquals("[]", NDArray.zeros(DType.FLOAT64, 0, 3).toString());
  }

  @Test
  void aThousandElementsAreShownInFull() {
    assertEquals(1000, count(1000).toString().split(", ").length);
    assertEquals("[0, 1, 2, ..., 998, 999, 1000]", count(1001).toString());
  }

  @Test
  void longAxesShowTheirEdges() {
    // numpy.array2string(numpy.arange(7000).reshape(7, 1000), separator=', '), without its padding
    assertEquals("""
        [[0, 1, 2, ..., 997, 998, 999],
         [1000, 1001, 1002, ..., 1997, 1998, 1999],
         [2000, 2001, 2002, ..., 2997, 2998, 2999],
         ...,
         [4000, 4001, 4002, ..., 4997, 4998, 4999],
         [5000, 5001, 5002, ..., 5997, 5998, 5999],
         [6000, 6001, 6002, ..., 6997, 6998, 6999]]""", count(7, 1000).toString());
  }

  @Test
  void shortAxesAreShownInFullBesideLongOnes() {
    assertEquals(
        "[[0, 1, 2, 3, 4, 5],\n [6, 7, 8, 9, 10, 11],\n [12, 13, 14, 15, 16, 17],\n ...,\n"
            + " [5982, 5983, 5984, 5985, 5986, 5987],\n [5988, 5989, 5990, 5991, 5992, 5993],\n"
            + " [5994, 5995, 5996, 5997, 5998, 5999]]",
        count(1000, 6).toString());
  }

  @Test
  void hugeArraysPrintShort() {
    assertTrue(NDArray.zeros(DType.BOOL, 2000, 2000, 5).toString().length() < 3000);
  }

  private static NDArray count(int... shape) {
    int size = IntStream.of(shape).reduce(1, Math::multiplyExact);
    return NDArray.wrap(IntStream.range(0, size).toArray(), shape);
  }
}
