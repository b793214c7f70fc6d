package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.Regions;
import io.opwalk.ops.RoiAlignOptions;
import io.opwalk.ops.RoiAlignOptions.Kind;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.List;

/** ONNX's regions of images, and its convolution whose windows look elsewhere. */
final class RegionOracle {
  private static final Values ANY = Values.between(-3, 3);

  private static final Tolerance PLACED = Tolerance.ulps(
      16, "places and weights of a few roundings each, sums in another order; ulps of 3 and more");

  private RegionOracle() {}

  static List<OracleRow> all() {
    return List.of(
        // The runtime has not followed opset 22, which adds nothing to them but a dtype.
        OracleRow.of("RoiAlign", PLACED, RegionOracle::align).ofOpset(21),
        OracleRow.of("MaxRoiPool", EXACT, RegionOracle::pool).ofOpset(21),
        OracleRow.of("DeformConv", PLACED, RegionOracle::deform));
  }

  /** Corners, of boxes of some size within images and a little beyond. */
  private static NDArray boxes(Draw draw, int count) {
    List<Double> corners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double left = draw.number(-2, 6);
      double top = draw.number(-2, 6);
      corners.addAll(List.of(left, top, left + draw.number(0.5, 8), top + draw.number(0.5, 8)));
    }
    return NDArray.of(
            List.of(count, 4), corners.stream().mapToDouble(each -> each).toArray())
        .cast(FLOAT32);
  }

  private static NDArray images(Draw draw, int batch) {
    return draw.array(
        FLOAT32, List.of(batch, draw.between(1, 3), draw.between(1, 6), draw.between(1, 6)), ANY);
  }

  private static Configuration align(Draw draw) {
    int batch = draw.between(1, 3);
    int count = draw.between(1, 4);
    boolean isHalfPixel = draw.flip();
    Kind kind = draw.pick(Kind.values());
    double scale = draw.pick(1.0, 0.5, 0.25);
    RoiAlignOptions options = RoiAlignOptions.of(
            draw.between(1, 4), draw.between(1, 4), draw.between(0, 3))
        .scale(scale)
        .halfPixel(isHalfPixel)
        .kind(kind);
    return Configuration.of(
            images(draw, batch),
            boxes(draw, count),
            draw.integers(DType.INT64, List.of(count), 0, batch - 1))
        .attribute("output_height", options.height())
        .attribute("output_width", options.width())
        .attribute("sampling_ratio", options.samples())
        .attribute("spatial_scale", scale)
        .attribute("mode", kind == Kind.MAX ? "max" : "avg")
        .attribute(
            "coordinate_transformation_mode", isHalfPixel ? "half_pixel" : "output_half_pixel")
        // Places of up to 14, times slopes of up to 6.
        .scale(32)
        .gives(in -> Regions.roiAlign(in.get(0), in.get(1), in.get(2), options));
  }

  /** Its boxes have the number of their image in front. */
  private static Configuration pool(Draw draw) {
    int batch = draw.between(1, 3);
    int count = draw.between(1, 4);
    int height = draw.between(1, 4);
    int width = draw.between(1, 4);
    double scale = draw.pick(1.0, 0.5, 0.25);
    double[] corners = boxes(draw, count).cast(DType.FLOAT64).toDoubles();
    double[] rows = new double[5 * count];
    for (int i = 0; i < count; i++) {
      rows[5 * i] = draw.between(0, batch - 1);
      System.arraycopy(corners, 4 * i, rows, 5 * i + 1, 4);
    }
    return Configuration.of(
            images(draw, batch), NDArray.of(List.of(count, 5), rows).cast(FLOAT32))
        .attribute("pooled_shape", List.of(height, width))
        .attribute("spatial_scale", scale)
        .gives(in -> {
          Tensor numbers = Indexing.get(in.get(1), Range.all(), Range.at(0));
          Tensor boxes = Indexing.get(in.get(1), Range.all(), Range.from(1));
          return Regions.maxRoiPool(
              in.get(0), boxes, Tensors.cast(numbers, DType.INT64), height, width, scale);
        });
  }

  private static Configuration deform(Draw draw) {
    List<Integer> window = List.of(draw.between(1, 3), draw.between(1, 3));
    List<Integer> strides = List.of(draw.between(1, 2), draw.between(1, 2));
    List<Integer> dilations = List.of(draw.between(1, 2), draw.between(1, 2));
    List<Integer> before = List.of(draw.between(0, 1), draw.between(0, 1));
    List<Integer> after = List.of(draw.between(0, 1), draw.between(0, 1));
    int groups = draw.between(1, 2);
    int offsetGroups = draw.between(1, 2);
    int inner = 2 * draw.between(1, 2);
    int filters = groups * draw.between(1, 2);
    int batch = draw.between(1, 2);
    List<Integer> sizes = new ArrayList<>(List.of(batch, groups * inner));
    List<Integer> results = new ArrayList<>(List.of(batch, 0));
    for (int axis = 0; axis < 2; axis++) {
      int extent = (window.get(axis) - 1) * dilations.get(axis) + 1;
      int length = extent + draw.between(0, 3);
      sizes.add(length);
      int room = length + before.get(axis) + after.get(axis) - extent;
      results.add(room / strides.get(axis) + 1);
    }
    int elements = window.get(0) * window.get(1) * offsetGroups;
    NDArray bias = draw.array(FLOAT32, List.of(filters), ANY);
    boolean isMasked = draw.flip();
    results.set(1, 2 * elements);
    NDArray offsets = draw.array(FLOAT32, results, Values.between(-2, 2));
    results.set(1, elements);
    NDArray mask = draw.array(FLOAT32, results, Values.between(0, 1));
    NDArray x = draw.array(FLOAT32, sizes, ANY);
    NDArray kernel =
        draw.array(FLOAT32, List.of(filters, inner, window.get(0), window.get(1)), ANY);
    ConvOptions options = ConvOptions.onnx()
        .strides(strides.get(0), strides.get(1))
        .dilations(dilations.get(0), dilations.get(1))
        .groups(groups)
        .padding(WindowPadding.of(before, after))
        .build();
    Configuration.Builder configuration = isMasked
        ? Configuration.of(x, kernel, offsets, bias, mask)
        : Configuration.of(x, kernel, offsets, bias);
    List<Integer> pads = new ArrayList<>(before);
    pads.addAll(after);
    return configuration
        .attribute("kernel_shape", window)
        .attribute("strides", strides)
        .attribute("dilations", dilations)
        .attribute("pads", pads)
        .attribute("group", groups)
        .attribute("offset_group", offsetGroups)
        // Up to 36 products of up to 9.
        .scale(128)
        .gives(in -> {
          Tensor result = isMasked
              ? Convolutions.deformableConv2d(
                  in.get(0), in.get(1), in.get(2), in.get(4), options, offsetGroups)
              : Convolutions.deformableConv2d(
                  in.get(0), in.get(1), in.get(2), options, offsetGroups);
          return Arithmetic.add(result, Shapes.expandDims(in.get(3), 1, 2));
        });
  }
}
