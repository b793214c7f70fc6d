package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;

import io.opwalk.NDArray;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.ResizeOptions.Coordinates;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.ResizeOptions.Rounding;
import io.opwalk.ops.Resizing;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.List;
import java.util.Locale;

/** ONNX's Resize, and its normalisation by neighbouring channels. */
final class ResizeOracle {
  private static final Values ANY = Values.between(-3, 3);

  private static final Tolerance MIXED = Tolerance.ulps(
      64, "the runtime works out places in float32, and weights from them; ulps of 3 are counted");

  private static final Tolerance RESPONSE =
      Tolerance.ulps(16, "the runtime's power; ulps of 1 are counted");

  private ResizeOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("Resize", MIXED, ResizeOracle::resize),
        OracleRow.of("LRN", RESPONSE, ResizeOracle::response));
  }

  private static Configuration resize(Draw draw) {
    Interpolation interpolation = draw.pick(Interpolation.values());
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
