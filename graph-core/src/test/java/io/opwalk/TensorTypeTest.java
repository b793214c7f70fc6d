package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TensorTypeTest {

  @Test
  void printsShapeAndDType() {
    assertEquals("(?, 784) float64", TensorType.of(DType.FLOAT64, -1, 784).toString());
    assertEquals("() bool", TensorType.of(DType.BOOL).toString());
  }

  @Test
  void givesRankAndSizes() {
    TensorType type = TensorType.of(DType.INT32, 2, 3);
    assertEquals(2, type.rank());
    assertEquals(Dim.of(3), type.dim(-1));
  }

  @Test
  void changesOnePartAndKeepsTheOther() {
    TensorType type = TensorType.of(DType.FLOAT64, 2, 3);
    assertEquals(TensorType.of(DType.FLOAT32, 2, 3), type.withDType(DType.FLOAT32));
    assertEquals(TensorType.of(DType.FLOAT64, 6), type.withShape(Shape.shape(6)));
  }

  @Test
  void needsBothParts() {
    assertThrows(NullPointerException.class, () -> new TensorType(null, Shape.scalar()));
    assertThrows(NullPointerException.class, () -> new TensorType(DType.BOOL, null));
  }
}
