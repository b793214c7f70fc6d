package io.opwalk.ops.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.Tensor;
import io.opwalk.ops.Regions;
import io.opwalk.ops.RoiAlignOptions;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boxes that no row of the table has: of many elements, of none, and of none that there are. */
class AdaptiveRoiAlignTest {
  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, 1, 1, 1, 8);
  private final Tensor boxes = Tensors.placeholder("boxes", DType.FLOAT64, 1, 4);
  private final Tensor images = Tensors.placeholder("images", DType.INT64, 1);

  private double mean(double from, double to, long image) {
    Tensor cell = Regions.roiAlign(x, boxes, images, RoiAlignOptions.of(1, 1, 0));
    Feed feed = Feed.feed(x, new double[][][][] {{{{1, 2, 4, 8, 16, 32, 64, 128}}}})
        .and(boxes, new double[][] {{from, 0, to, 1}})
        .and(images, new long[] {image});
    return new ReferenceBackend().evaluate(List.of(cell), feed).get(0).doubleValue();
  }

  @Test
  void eachElementOfABoxIsLookedAtOnce() {
    // Sums of powers of 2, over a power of 2: exact.
    assertEquals(255.0 / 8, mean(0, 8, 0));
    assertEquals((4.0 + 8 + 16 + 32) / 4, mean(2, 6, 0));
    assertEquals(16, mean(4, 5, 0));
  }

  @Test
  void aBoxOfNoElementsIsZero() {
    assertEquals(0, mean(3, 3, 0));
    assertEquals(0, mean(5, 3, 0));
  }

  @Test
  void boxesThatCannotBeAreRefused() {
    assertTrue(refusal(Double.NaN, 2, 0).contains("a box from NaN to 2.0"));
    assertTrue(refusal(0, 1e300, 0).contains("a box from 0.0 to 1.0E300"));
    assertTrue(refusal(0, 1, 1).contains("box 0 is of image 1, of 1 images"));
  }

  private String refusal(double from, double to, long image) {
    return assertThrows(EvaluationException.class, () -> mean(from, to, image)).getMessage();
  }

  @Test
  void aNegativeNumberOfPlacesIsRefused() {
    String message = assertThrows(
            IllegalArgumentException.class, () -> RoiAlignOptions.of(1, 1, -1))
        .getMessage();
    assertEquals(
        "height and width must be 1 or more and samples not negative, found 1, 1 and -1", message);
  }
}
