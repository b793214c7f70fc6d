package io.opwalk.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How axes are resized, in ONNX's words.
 *
 * <pre>{@code
 * ResizeOptions.toSizes(224, 224).interpolation(Interpolation.LINEAR).build();
 * ResizeOptions.byScales(2, 2).axes(2, 3).build();
 * }</pre>
 *
 * @param axes the axes; 1, 2 ... unless said: those of images with channels last
 * @param sizes for each of them its new length; empty where scales are given
 * @param scales for each of them by how much it grows, to {@code floor(length * scale)}; empty
 *     where sizes are given
 * @param interpolation how values between elements are found; that of the nearest unless said
 * @param coordinates where a new element lies among the old ones; half pixels unless said
 * @param rounding which element is the nearest; unless said the one before where two are as near
 * @param cubicCoefficient the {@code a} of cubic interpolation; -0.75 unless said
 * @param excludeOutside whether neighbours beyond an end count nothing, the others the more, where
 *     elements are mixed; unless said they count as the element at that end
 * @param antialias whether, where an axis becomes shorter, so many more elements are mixed that
 *     each counts; the axis must be of known length then
 */
public record ResizeOptions(
    List<Integer> axes,
    List<Integer> sizes,
    List<Double> scales,
    Interpolation interpolation,
    Coordinates coordinates,
    Rounding rounding,
    double cubicCoefficient,
    boolean excludeOutside,
    boolean antialias) {
  /** How values between elements are found. */
  public enum Interpolation {
    /** The nearest element. */
    NEAREST(0),
    /** On a straight line between the two neighbours, along each axis. */
    LINEAR(1),
    /**
     * On a cubic through the four neighbours, along each axis (R. Keys, "Cubic convolution
     * interpolation for digital image processing", 1981).
     */
    CUBIC(2),
    /**
     * By a sine cardinal that three others fade out, of the six neighbours along each axis: at a
     * distance of x below 3 an element counts {@code sinc(x) sinc(x / 3)}, where {@code sinc(x)} is
     * {@code sin(pi x) / (pi x)}, and all together 1 (C. Duchon, "Lanczos filtering in one and two
     * dimensions", 1979). Up to a distance of 0.001 it counts as the place itself, as in TensorFlow
     * and JAX.
     */
    LANCZOS3(3),
    /** As {@link #LANCZOS3}, of the ten neighbours along each axis. */
    LANCZOS5(5);

    private final int reach;

    Interpolation(int reach) {
      this.reach = reach;
    }

    /** At which distance elements begin to count nothing; 0 for the nearest element. */
    public int reach() {
      return reach;
    }
  }

  /**
   * Where among elements 0 to n - 1 the element i of m lies, with {@code scale} for m / n. Where a
   * scale is given, m is {@code n * scale} before it is rounded down.
   */
  public enum Coordinates {
    /** {@code (i + 0.5) / scale - 0.5}; Keras's and TensorFlow 2's. */
    HALF_PIXEL,
    /**
     * As {@link #HALF_PIXEL}, with the middle where it was also if the scale gives no whole length.
     */
    HALF_PIXEL_SYMMETRIC,
    /** As {@link #HALF_PIXEL}, but 0 where m is 1. */
    PYTORCH_HALF_PIXEL,
    /** {@code i * (n - 1) / (m - 1)}: the first and the last element stay where they are. */
    ALIGN_CORNERS,
    /** {@code i / scale}; TensorFlow 1's. */
    ASYMMETRIC
  }

  /** Which element is the nearest. */
  public enum Rounding {
    /** The nearest; the one before where two are as near. */
    PREFER_FLOOR,
    /** The nearest; the one behind where two are as near. */
    PREFER_CEIL,
    /** The one before. */
    FLOOR,
    /** The one behind. */
    CEIL
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where there is not one size, or else one scale above 0, for
   *     each axis
   */
  public ResizeOptions {
    axes = List.copyOf(axes);
    sizes = List.copyOf(sizes);
    scales = List.copyOf(scales);
    Objects.requireNonNull(interpolation, "interpolation");
    Objects.requireNonNull(coordinates, "coordinates");
    Objects.requireNonNull(rounding, "rounding");
    boolean fits = scales.isEmpty()
        ? sizes.size() == axes.size() && sizes.stream().allMatch(size -> size >= 0)
        : sizes.isEmpty()
            && scales.size() == axes.size()
            && scales.stream().allMatch(scale -> scale > 0 && Double.isFinite(scale));
    if (!fits) {
      throw new IllegalArgumentException("a resize has a size, or else a scale above 0, for each of"
          + " axes " + axes + "; found sizes " + sizes + " and scales " + scales);
    }
  }

  /** Starts with new lengths. */
  public static Builder toSizes(int... each) {
    return new Builder(Arrays.stream(each).boxed().toList(), List.of());
  }

  /** Starts with factors by which axes grow. */
  public static Builder byScales(double... each) {
    return new Builder(List.of(), Arrays.stream(each).boxed().toList());
  }

  /** These options for other axes. */
  ResizeOptions along(List<Integer> others) {
    return new ResizeOptions(
        others,
        sizes,
        scales,
        interpolation,
        coordinates,
        rounding,
        cubicCoefficient,
        excludeOutside,
        antialias);
  }

  /** Collects options. */
  public static final class Builder {
    private final List<Integer> sizes;
    private final List<Double> scales;
    private List<Integer> axes;
    private Interpolation interpolation = Interpolation.NEAREST;
    private Coordinates coordinates = Coordinates.HALF_PIXEL;
    private Rounding rounding = Rounding.PREFER_FLOOR;
    private double cubicCoefficient = -0.75;
    private boolean excludeOutside;
    private boolean antialias;

    private Builder(List<Integer> sizes, List<Double> scales) {
      this.sizes = sizes;
      this.scales = scales;
      int count = Math.max(sizes.size(), scales.size());
      this.axes = IntStream.rangeClosed(1, count).boxed().toList();
    }

    /** The axes; they may be counted from the end. */
    public Builder axes(int... each) {
      this.axes = Arrays.stream(each).boxed().toList();
      return this;
    }

    /** How values between elements are found. */
    public Builder interpolation(Interpolation kind) {
      this.interpolation = kind;
      return this;
    }

    /** Where a new element lies among the old ones. */
    public Builder coordinates(Coordinates kind) {
      this.coordinates = kind;
      return this;
    }

    /** Which element is the nearest. */
    public Builder rounding(Rounding kind) {
      this.rounding = kind;
      return this;
    }

    /** The {@code a} of cubic interpolation. */
    public Builder cubicCoefficient(double a) {
      this.cubicCoefficient = a;
      return this;
    }

    /** Whether neighbours beyond an end count nothing. */
    public Builder excludeOutside(boolean whether) {
      this.excludeOutside = whether;
      return this;
    }

    /** Whether all elements count where an axis becomes shorter. */
    public Builder antialias(boolean whether) {
      this.antialias = whether;
      return this;
    }

    /** The options. */
    public ResizeOptions build() {
      return new ResizeOptions(
          axes,
          sizes,
          scales,
          interpolation,
          coordinates,
          rounding,
          cubicCoefficient,
          excludeOutside,
          antialias);
    }
  }
}
