package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;

import io.opwalk.NDArray;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.ResizeOptions.Coordinates;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.ResizeOptions.Rounding;
import io.opwalk.ops.Resizing;
import io.opwalk.ops.Sampling;
import io.opwalk.ops.Sampling.Outside;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** ONNX's ways to resize images and to look at them, and its normalisation by neighbours. */
final class ResizeOracle {
  private static final Values ANY = Values.between(-3, 3);

  private static final Tolerance MIXED = Tolerance.ulps(
      64, "the runtime works out places in float32, and weights from them; ulps of 3 are counted");

  private static final Tolerance PLACED = Tolerance.ulps(
      64, "places are off by some roundings, weights by as many times their slopes; ulps of 3");

  private static final Tolerance RESPONSE =
      Tolerance.ulps(16, "the runtime's power; ulps of 1 are counted");

  /** What ONNX has: it knows nothing of Lanczos's kernels. */
  private static final Interpolation[] MODES = {
    Interpolation.NEAREST, Interpolation.LINEAR, Interpolation.CUBIC
  };

  private ResizeOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("Resize", MIXED, ResizeOracle::resize),
        OracleRow.of("GridSample", PLACED, ResizeOracle::sample),
        OracleRow.of("AffineGrid", PLACED, ResizeOracle::affine),
        OracleRow.of("LRN", RESPONSE, ResizeOracle::response));
  }

  private static Configuration sample(Draw draw) {
    int axes = draw.between(2, 3);
    // The runtime has cubics over two axes only.
    Interpolation interpolation =
        axes == 2 ? draw.pick(MODES) : draw.pick(Interpolation.NEAREST, Interpolation.LINEAR);
    Outside outside = draw.pick(Outside.values());
    boolean alignCorners = draw.flip();
    int batch = draw.between(1, 2);
    List<Integer> images = new ArrayList<>(List.of(batch, draw.between(1, 2)));
    List<Integer> places = new ArrayList<>(List.of(batch));
    for (int axis = 0; axis < axes; axis++) {
      images.add(draw.between(2, 5));
      places.add(draw.between(1, 3));
    }
    places.add(axes);
    return Configuration.of(
            draw.array(FLOAT32, images, ANY),
            draw.array(FLOAT32, places, Values.between(-1.5, 1.5)))
        .attribute("mode", interpolation.name().toLowerCase(Locale.ROOT))
        .attribute("padding_mode", outside.name().toLowerCase(Locale.ROOT))
        .attribute("align_corners", alignCorners)
        .scale(3)
        .gives(
            in -> Sampling.gridSample(in.get(0), in.get(1), interpolation, outside, alignCorners));
  }

  private static Configuration affine(Draw draw) {
    int axes = draw.between(2, 3);
    boolean alignCorners = draw.flip();
    int batch = draw.between(1, 3);
    List<Integer> lengths =
        IntStream.range(0, axes).mapToObj(axis -> draw.between(2, 4)).toList();
    List<Integer> size = new ArrayList<>(List.of(batch, 1));
    size.addAll(lengths);
    return Configuration.of(draw.array(FLOAT32, List.of(batch, axes, axes + 1), ANY))
        .known(size)
        .attribute("align_corners", alignCorners)
        .scale(3)
        .gives(in -> Sampling.affineGrid(in.get(0), lengths, alignCorners));
  }

  private static Configuration resize(Draw draw) {
    Interpolation interpolation = draw.pick(MODES);
    Coordinates coordinates = draw.pick(Coordinates.values());
    Rounding rounding = draw.pick(Rounding.values());
    boolean isCubic = interpolation == Interpolation.CUBIC;
    boolean exclude = isCubic && draw.flip();
    // Powers of two: what is halfway in float64 then is halfway in float32 too.
    List<Integer> shape = List.of(draw.between(1, 2), draw.between(1, 2), power(draw), power(draw));
    List<Integer> sizes = List.of(power(draw), power(draw));
    NDArray x = draw.array(FLOAT32, shape, ANY);
    ResizeOptions options = ResizeOptions.toSizes(sizes.get(0), sizes.get(1))
        .axes(2, 3)
        .interpolation(interpolation)
        .coordinates(coordinates)
        .rounding(rounding)
        .excludeOutside(exclude)
        .build();
    String nearest = switch (rounding) {
      case PREFER_FLOOR -> "round_prefer_floor";
      case PREFER_CEIL -> "round_prefer_ceil";
      case FLOOR -> "floor";
      case CEIL -> "ceil";
    };
    return Configuration.of(x)
        .absent()
        .absent()
        .known(List.of(shape.get(0), shape.get(1), sizes.get(0), sizes.get(1)))
        .attribute("mode", interpolation.name().toLowerCase(Locale.ROOT))
        .attribute("coordinate_transformation_mode", coordinates.name().toLowerCase(Locale.ROOT))
        .attribute("nearest_mode", nearest)
        .attribute("exclude_outside", exclude)
        .scale(3)
        .gives(in -> Resizing.resize(in.get(0), options));
  }

  private static int power(Draw draw) {
    return 1 << draw.between(0, 3);
  }

  private static Configuration response(Draw draw) {
    // The runtime takes no even size.
    int size = 2 * draw.between(0, 3) + 1;
    double alpha = draw.number(0.01, 2);
    double beta = draw.number(0.25, 1);
    double bias = draw.number(0.5, 2);
    NDArray x = draw.array(FLOAT32, draw.shape(4, 4), ANY);
    return Configuration.of(x)
        .attribute("size", size)
        .attribute("alpha", alpha)
        .attribute("beta", beta)
        .attribute("bias", bias)
        .scale(1)
        .gives(in -> Normalizations.localResponseNorm(in.get(0), 1, size, alpha, beta, bias));
  }
}
