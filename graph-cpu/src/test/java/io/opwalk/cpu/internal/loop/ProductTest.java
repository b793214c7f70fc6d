package io.opwalk.cpu.internal.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProductTest {
  private static final int ROWS = 784;

  private static final Product MATRICES =
      new Product(DType.FLOAT64, 0, 1, 1, 1, false, Optional.empty(), List.of(), Optional.empty());

  @Test
  void partsOfRowsRepeatCopiesThatCountWhereSumsAreShort() {
    assertTrue(MATRICES.repeatsInParts(part(128, 0, 192, 0, 512)));
    assertTrue(MATRICES.repeatsInParts(part(128, 768, ROWS, 0, 512)));
    assertFalse(MATRICES.repeatsInParts(part(2000, 0, 192, 0, 512)), "long sums");
  }

  @Test
  void partsOfColumnsAndWholesRepeatNothing() {
    assertFalse(MATRICES.repeatsInParts(part(128, 0, ROWS, 128, 256)));
    assertFalse(MATRICES.repeatsInParts(part(128, 0, ROWS, 0, 512)));
  }

  /** Sizes of a part of 784 rows and 512 columns, with so many inner places. */
  private static int[] part(int inner, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    return new int[] {
      0,
      0,
      ROWS,
      1,
      0,
      512,
      512,
      0,
      1,
      1,
      inner,
      ROWS,
      512,
      0,
      0,
      1,
      rowFrom,
      rowTo,
      columnFrom,
      columnTo
    };
  }
}
