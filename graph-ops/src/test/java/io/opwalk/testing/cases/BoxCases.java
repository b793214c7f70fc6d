package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.Regions;
import io.opwalk.ops.RoiAlignOptions;
import io.opwalk.ops.RoiAlignOptions.Kind;
import java.util.ArrayList;
import java.util.List;

/** Boxes cut out of images, against loops over cells, places and neighbours. */
final class BoxCases {
  private static final int HEIGHT = 2;
  private static final int WIDTH = 4;
  private static final int SAMPLES = 2;

  private static final Tolerance PLACED = Tolerance.ulps(
      40, "places are off by a few roundings, weights by as many times a slope of up to 2");

  private static final Operand PIXELS = Operand.any()
      .withSpecial(Values.ordinary()
          .mixedWith(Values.ordinary()
              .mixedWith(Values.of(Double.NaN, Double.POSITIVE_INFINITY, 0, -0.0))));

  /** In quarters: places between elements, a power of two of them, are exact in float32 too. */
  private static final Operand CORNERS =
      Operand.of((dtype, random) -> random.nextInt(-6, 25) / 4.0).withoutSpecial();

  private static final Operand IMAGES =
      Operand.of(Values.of(0, 1)).withoutSpecial().always(DType.INT64);

  private static final String[] SIZES = {
    "(2,3,4,5) (3,4) (3)",
    "(2,1,3,2) (2,4) (2)",
    "(2,1,1,1) (1,4) (1)",
    "(2,2,3,3) (0,4) (0)",
    "(2,0,3,3) (1,4) (1)"
  };

  private BoxCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      rows.add(aligned(kind, true, SAMPLES));
      rows.add(aligned(kind, false, SAMPLES));
      rows.add(aligned(kind, true, 0));
      rows.add(aligned(kind, false, 0));
    }
    rows.add(OpCase.named("maxRoiPool")
        .covers("Regions.maxRoiPool")
        .operands(Operand.any(), CORNERS, IMAGES.always(DType.INT32))
        .sizes(SIZES)
        .build(in -> Regions.maxRoiPool(in.get(0), in.get(1), in.get(2), HEIGHT, WIDTH, 0.5))
        .oracle(BoxCases::pooled)
        .tolerance(Tolerance.EXACT)
        .row());
    return rows;
  }

  private static OpCase aligned(Kind kind, boolean isHalfPixel, int samples) {
    RoiAlignOptions options = RoiAlignOptions.of(HEIGHT, WIDTH, samples)
        .scale(0.5)
        .halfPixel(isHalfPixel)
        .kind(kind);
    Operand corners = samples == 0 ? CORNERS : CORNERS.smoothOn(Values.between(0.25, 6));
    return OpCase.named("roiAlign, " + kind + (isHalfPixel ? "" : ", between middles")
            + (samples == 0 ? ", in places for each element" : ""))
        .covers("Regions.roiAlign")
        .operands(PIXELS, corners, IMAGES)
        .sizes(SIZES)
        .build(in -> Regions.roiAlign(in.get(0), in.get(1), in.get(2), options))
        .oracle(in -> aligned(in, options))
        .tolerance(PLACED)
        .row();
  }

  private static Expected aligned(List<NDArray> in, RoiAlignOptions options) {
    NDArray x = in.get(0);
    double[] boxes = Elements.doubles(in.get(1));
    long[] images = Elements.longs(in.get(2));
    double[] pixels = Elements.doubles(x);
    List<Integer> shape = List.of(images.length, x.dim(1), HEIGHT, WIDTH);
    double loudest = 0;
    for (double pixel : pixels) {
      loudest = Double.isFinite(pixel) ? Math.max(loudest, Math.abs(pixel)) : loudest;
    }
    List<Double> values = new ArrayList<>();
    double[] scale = new double[shape.stream().reduce(1, Math::multiplyExact)];
    for (List<Integer> index : Grid.indices(shape)) {
      int box = 4 * index.get(0);
      double sum = 0;
      double largest = Double.NEGATIVE_INFINITY;
      int down = samples(boxes, box + 1, HEIGHT, options);
      int along = samples(boxes, box, WIDTH, options);
      for (int i = 0; i < down; i++) {
        for (int j = 0; j < along; j++) {
          double up = place(boxes, box + 1, (index.get(2) + (i + 0.5) / down) / HEIGHT, options);
          double right = place(boxes, box, (index.get(3) + (j + 0.5) / along) / WIDTH, options);
          int plane = (int) (images[index.get(0)] * x.dim(1) + index.get(1));
          for (double term : terms(pixels, plane, x.dim(2), x.dim(3), up, right)) {
            sum += term;
            largest = Math.max(largest, term);
          }
        }
      }
      double mean = sum / (down * along);
      double value = down * along == 0 ? 0 : options.kind() == Kind.MAX ? largest : mean;
      scale[values.size()] = Double.isFinite(value) ? 8 * loudest : 0;
      values.add(value);
    }
    return new Expected(Elements.array(DType.FLOAT64, shape, values), scale);
  }

  /** Corners are quarters, and so their distance is exact. */
  private static int samples(double[] boxes, int number, int cells, RoiAlignOptions options) {
    double length = (boxes[number + 2] - boxes[number]) * options.spatialScale();
    double size = options.isHalfPixel() ? length : Math.max(length, 1);
    return options.samples() > 0 ? options.samples() : (int) Math.max(0, Math.ceil(size / cells));
  }

  private static double place(double[] boxes, int number, double share, RoiAlignOptions options) {
    double start = boxes[number] * options.spatialScale();
    double length = boxes[number + 2] * options.spatialScale() - start;
    return options.isHalfPixel()
        ? start - 0.5 + share * length
        : start + share * Math.max(length, 1);
  }

  /** What four neighbours contribute; products with 0, too, since those with NaN are NaN. */
  private static double[] terms(
      double[] pixels, int plane, int height, int width, double up, double right) {
    boolean isNear = up >= -1 && up <= height && right >= -1 && right <= width;
    double y = Math.min(Math.max(up, 0), height - 1);
    double x = Math.min(Math.max(right, 0), width - 1);
    double[] terms = new double[4];
    for (int i = 0; i < 4; i++) {
      int row = (int) Math.floor(y) + i / 2;
      int column = (int) Math.floor(x) + i % 2;
      double weight = (1 - Math.abs(y - row)) * (1 - Math.abs(x - column));
      int at = (plane * height + Math.min(row, height - 1)) * width + Math.min(column, width - 1);
      terms[i] = pixels[at] * (isNear ? weight : 0);
    }
    return terms;
  }

  private static Expected pooled(List<NDArray> in) {
    NDArray x = in.get(0);
    double[] boxes = Elements.doubles(in.get(1));
    long[] images = Elements.longs(in.get(2));
    double[] pixels = Elements.doubles(x);
    List<Integer> shape = List.of(images.length, x.dim(1), HEIGHT, WIDTH);
    List<Double> values = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      int box = 4 * index.get(0);
      double largest = Double.NEGATIVE_INFINITY;
      boolean isAny = false;
      for (int row = 0; row < x.dim(2); row++) {
        for (int column = 0; column < x.dim(3); column++) {
          if (isIn(row, boxes[box + 1], boxes[box + 3], index.get(2), HEIGHT)
              && isIn(column, boxes[box], boxes[box + 2], index.get(3), WIDTH)) {
            int plane = (int) (images[index.get(0)] * x.dim(1) + index.get(1));
            isAny = true;
            largest = Math.max(largest, pixels[(plane * x.dim(2) + row) * x.dim(3) + column]);
          }
        }
      }
      values.add(isAny ? largest : 0);
    }
    return Expected.of(Elements.array(DType.FLOAT64, shape, values));
  }

  private static boolean isIn(int place, double first, double last, int cell, int cells) {
    long start = rounded(first * 0.5);
    double length = Math.max(rounded(last * 0.5) - start + 1, 1);
    return place >= start + Math.floor(cell * length / cells)
        && place < start + Math.ceil((cell + 1) * length / cells);
  }

  private static long rounded(double x) {
    return (long) (Math.signum(x) * Math.floor(Math.abs(x) + 0.5));
  }
}
