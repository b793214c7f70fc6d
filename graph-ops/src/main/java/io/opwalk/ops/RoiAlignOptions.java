package io.opwalk.ops;

import java.util.Objects;

/**
 * How regions of images are looked at: ONNX's attributes of RoiAlign, with its defaults.
 *
 * <pre>{@code
 * RoiAlignOptions.of(7, 7, 2).scale(1.0 / 16);
 * }</pre>
 *
 * @param height how many cells a region is divided into from top to bottom
 * @param width likewise, from left to right
 * @param samples at how many places along each axis a cell is looked at; 0 for as many as it has
 *     elements, rounded up, which depends on the box: then boxes have no gradient
 * @param spatialScale what coordinates of boxes are multiplied by to be those of images
 * @param isHalfPixel whether a coordinate that is a whole number is a border between two elements,
 *     as in ONNX's {@code half_pixel} and torchvision's {@code aligned}; else it is the middle of
 *     one, and regions are one element long at least
 * @param kind what is left of the places
 */
public record RoiAlignOptions(
    int height, int width, int samples, double spatialScale, boolean isHalfPixel, Kind kind) {
  /** What is left of the places of a cell. */
  public enum Kind {
    /** The mean of what is interpolated there. */
    AVERAGE,
    /**
     * The largest of the neighbours of all places, each times its weight in the interpolation: what
     * the ONNX standard's reference has, which is not the largest interpolated value.
     */
    MAX
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is below 1, or the scale is no positive number
   */
  public RoiAlignOptions {
    Objects.requireNonNull(kind, "kind");
    if (height < 1 || width < 1 || samples < 0) {
      throw new IllegalArgumentException(
          "height and width must be 1 or more and samples not negative, found " + height + ", "
              + width + " and " + samples);
    }
    if (!(spatialScale > 0 && spatialScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the scale must be a positive number, found " + spatialScale);
    }
  }

  /** Cells of so many places along each axis, for boxes in elements. */
  public static RoiAlignOptions of(int height, int width, int samples) {
    return new RoiAlignOptions(height, width, samples, 1, true, Kind.AVERAGE);
  }

  /** These options with another scale. */
  public RoiAlignOptions scale(double factor) {
    return new RoiAlignOptions(height, width, samples, factor, isHalfPixel, kind);
  }

  /** These options where whole coordinates are middles or borders of elements. */
  public RoiAlignOptions halfPixel(boolean whether) {
    return new RoiAlignOptions(height, width, samples, spatialScale, whether, kind);
  }

  /** These options with something else left of the places. */
  public RoiAlignOptions kind(Kind newKind) {
    return new RoiAlignOptions(height, width, samples, spatialScale, isHalfPixel, newKind);
  }
}
