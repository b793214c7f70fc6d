package io.opwalk.nn.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Arrays in cases. */
final class Values {
  private Values() {}

  /** An object with {@code shape} and {@code data}. */
  static NDArray read(JsonNode node, DType dtype) {
    JsonNode data = node.get("data");
    double[] values = new double[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.get(i).asDouble();
    }
    return NDArray.of(shape(node), values).cast(dtype);
  }

  static List<Integer> shape(JsonNode node) {
    List<Integer> shape = new ArrayList<>();
    node.get("shape").forEach(size -> shape.add(size.asInt()));
    return shape;
  }

  /**
   * Asserts that two arrays differ by so much of the largest magnitude of the expected one; where
   * that is below {@code floor}, of {@code floor}.
   */
  static void assertClose(
      String what, NDArray expected, NDArray found, double tolerance, double floor) {
    assertEquals(expected.shape(), found.shape(), what);
    double[] a = expected.cast(DType.FLOAT64).toDoubles();
    double[] b = found.cast(DType.FLOAT64).toDoubles();
    double largest = floor;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < a.length; i++) {
      boolean close =
          Math.abs(a[i] - b[i]) <= tolerance * largest || Double.isNaN(a[i]) && Double.isNaN(b[i]);
      assertTrue(
          close,
          what + ", element " + i + ": expected " + a[i] + ", found " + b[i]
              + ", of magnitudes up to " + largest);
    }
  }
}
