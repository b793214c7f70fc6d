package com.example;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.testing.TestOps;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class FeedTest {
  private final String line = Lines.next();
  private final Tensor x = TestOps.input("x", FLOAT64, shape(UNKNOWN, 2));

  private final Tensor n = TestOps.input("n", INT32, shape());
  private final NDArray row = NDArray.of(List.of(1, 2), 1.0, 2.0);

  @Test
  void holdsWhatIsFed() {
    Feed feed = feed(x, row).and(n, 3);
    assertSame(row, feed.get(x).orElseThrow());
    assertEquals(3, feed.get(n).orElseThrow().intValue());
    assertEquals(List.of(x, n), List.copyOf(feed.tensors()));
    assertEquals(Optional.empty(), feed.get(TestOps.unary("f", x)));
    assertEquals(Set.of(), Feed.empty().tensors());
    assertEquals(
        "Input.0 'x' (?, 2) float64 at " + line + " <- (1, 2) float64",
        feed.toString().lines().findFirst().orElseThrow());
  }

  @Test
  void isNotChangedByAddingToIt() {
    Feed feed = feed(x, row);
    feed.and(n, 1);
    assertEquals(Set.of(x), feed.tensors());
    assertThrows(UnsupportedOperationException.class, () -> feed.tensors().clear());
  }

  @Test
  void takesNestedArraysAndArraysKnownAsObjects() {
    assertEquals(row, feed(x, new double[][] {{1, 2}}).get(x).orElseThrow());
    Object declaredAsObject = row;
    assertSame(row, feed(x, declaredAsObject).get(x).orElseThrow());
    assertSame(row, Feed.empty().and(x, declaredAsObject).get(x).orElseThrow());
  }

  @Test
  void takesAMap() {
    Map<Tensor, Object> values = new LinkedHashMap<>();
    values.put(n, 3);
    values.put(x, row);
    Feed feed = feed(values);
    values.clear();
    assertEquals(List.of(n, x), List.copyOf(feed.tensors()));
    assertSame(row, feed.get(x).orElseThrow());
    Map<Tensor, NDArray> wrong = Map.of(x, NDArray.scalar(1));
    refused(() -> feed(wrong), "expected float64, found int32");
    Map<Tensor, NDArray> none = new HashMap<>();
    none.put(x, null);
    refused(() -> feed(none), "null");
  }

  @Test
  void refusesAnotherDtype() {
    refused(() -> feed(x, new float[][] {{1, 2}}), "expected float64, found float32", "cast");
    refused(() -> feed(x, row.cast(FLOAT32)), "(1, 2) float32");
  }

  @Test
  void refusesAnotherRankOrSize() {
    refused(() -> feed(x, new double[] {1, 2}), "expected shape (?, 2) of rank 2, found rank 1");
    refused(() -> feed(x, new double[1][3]), "(1, 3) float64", "expected shape (?, 2)");
  }

  @Test
  void refusesTwoValuesForOneTensor() {
    Feed feed = feed(x, row);
    refused(() -> feed.and(x, new double[3][2]), "fed twice", "(1, 2) float64", "(3, 2) float64");
  }

  @Test
  void refusesWhatIsNoValue() {
    refused(() -> feed(x, null), "null");
    refused(() -> feed(x, (Object) null), "null");
    refused(() -> feed(x, "text"), "java.lang.String");
    refused(() -> feed(x, new double[][] {{1, 2}, {3}}), "ragged");
    refused(() -> feed(x, new double[][] {null}), "row [0] is null");
    assertThrows(NullPointerException.class, () -> feed(null, row));
  }

  /** Whatever is wrong, the message names the tensor, its type and its line. */
  private void refused(Executable feeding, String... words) {
    String message = assertThrows(FeedException.class, feeding).getMessage();
    assertTrue(message.contains("Input.0 'x' (?, 2) float64 at " + line), message);
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }
}
