package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every dtype and every shape of rank 0 to 5. */
class NDArrayPropertyTest {

  @Property(tries = 300)
  void nestedArraysComeBack(@ForAll("arrays") NDArray array) {
    assertEquals(array, NDArray.ofArray(array.toArray()));
  }

  @Property(tries = 300)
  void nestedArraysHoldTheElementsInRowMajorOrder(@ForAll("arrays") NDArray array) {
    Object nested = array.toArray();
    int offset = 0;
    for (int[] index : indices(array.shape())) {
      Object element = nested;
      for (int i : index) {
        element = Array.get(element, i);
      }
      assertEquals(Array.get(array.backing(), offset++), element);
    }
    assertEquals(array.size(), offset);
  }

  @Property(tries = 300)
  void elementsAreFoundByTheirIndex(@ForAll("arrays") NDArray array) {
    NDArray numbers = array.dtype() == DType.BOOL ? array.cast(DType.INT32) : array;
    double[] flat = numbers.cast(DType.FLOAT64).toDoubles();
    int offset = 0;
    for (int[] index : indices(array.shape())) {
      // Bit equality: both sides widen the same element, exactly but for large longs, which the
      // same conversion rounds.
      assertEquals(flat[offset++], numbers.getDouble(index));
    }
  }

  @Property(tries = 300)
  void bytesComeBackInEitherOrder(@ForAll("arrays") NDArray array, @ForAll boolean littleEndian) {
    ByteBuffer bytes = ByteBuffer.allocate(array.size() * array.dtype().byteSize());
    bytes.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    array.putInto(bytes);
    assertFalse(bytes.hasRemaining());
    bytes.flip();
    assertEquals(array, NDArray.ofBytes(array.dtype(), bytes, ints(array.shape())));
  }

  @Property(tries = 300)
  void takingEveryRowInTurnIsTheArray(@ForAll("arrays") NDArray array) {
    NDArray rows = array.rank() == 0 ? array.reshape(1) : array;
    int[] all = new int[rows.dim(0)];
    Arrays.setAll(all, i -> i);
    assertEquals(rows, rows.take(all));
    assertEquals(rows, rows.slice(0, rows.dim(0)));
    for (int row = 0; row < rows.dim(0); row++) {
      assertEquals(rows.slice(row, row + 1), rows.take(row));
    }
  }

  @Property(tries = 300)
  void equalArraysHaveEqualHashesAndAChangedBitIsSeen(
      @ForAll("arrays") NDArray array, @ForAll int where) {
    NDArray copy = NDArray.wrap(
        Array.newInstance(array.dtype().componentType(), array.size()), ints(array.shape()));
    System.arraycopy(array.backing(), 0, copy.backing(), 0, array.size());
    assertEquals(array, copy);
    assertEquals(array.hashCode(), copy.hashCode());
    if (array.size() > 0) {
      byte[] bytes = new byte[array.size() * array.dtype().byteSize()];
      array.putInto(ByteBuffer.wrap(bytes));
      bytes[Math.floorMod(where, bytes.length)] ^= 1;
      assertFalse(array.equals(
          NDArray.ofBytes(array.dtype(), ByteBuffer.wrap(bytes), ints(array.shape()))));
    }
  }

  @Property(tries = 300)
  void textHasOneItemPerElement(@ForAll("arrays") NDArray array) {
    String text = array.toString().replaceAll("[\\[\\]\\s]", "");
    List<String> items = text.isEmpty() ? List.of() : List.of(text.split(","));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      expected.add(String.valueOf(Array.get(array.backing(), i)));
    }
    assertEquals(expected, items);
  }

  /** Random bits of every dtype, so NaNs, infinities and subnormal numbers too; at most 1000. */
  @Provide
  Arbitrary<NDArray> arrays() {
    Arbitrary<List<Integer>> shapes = Arbitraries.integers()
        .between(1, 3)
        .list()
        .ofMaxSize(5)
        .flatMap(dims -> Arbitraries.of(List.of(dims, withOneEmptyLastAxis(dims))));
    return Combinators.combine(Arbitraries.of(DType.values()), shapes, Arbitraries.randoms())
        .as((dtype, shape, random) -> {
          int size = shape.stream().reduce(1, Math::multiplyExact);
          byte[] bytes = new byte[size * dtype.byteSize()];
          random.nextBytes(bytes);
          if (dtype == DType.BOOL) {
            for (int i = 0; i < bytes.length; i++) {
              bytes[i] &= 1;
            }
          }
          return NDArray.ofBytes(dtype, ByteBuffer.wrap(bytes), ints(shape));
        });
  }

  /** The last axis, because nested Java arrays forget what lies behind an empty one. */
  private static List<Integer> withOneEmptyLastAxis(List<Integer> dims) {
    List<Integer> shape = new ArrayList<>(dims);
    if (!shape.isEmpty()) {
      shape.set(shape.size() - 1, 0);
    }
    return shape;
  }

  private static int[] ints(List<Integer> shape) {
    return shape.stream().mapToInt(Integer::intValue).toArray();
  }

  /** All indices of a shape, the last varying fastest. */
  private static List<int[]> indices(List<Integer> shape) {
    List<int[]> indices = List.of(new int[0]);
    for (int dim : shape) {
      List<int[]> longer = new ArrayList<>();
      for (int[] index : indices) {
        for (int i = 0; i < dim; i++) {
          int[] next = Arrays.copyOf(index, index.length + 1);
          next[index.length] = i;
          longer.add(next);
        }
      }
      indices = longer;
    }
    return indices;
  }
}
