package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.Norms;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** ONNX's normalisations. */
final class NormalizationOracle {
  private static final List<DType> FLOATS = List.of(FLOAT64, FLOAT32);
  private static final Values ANY = Values.between(-3, 3);
  private static final Values SCALES = Values.between(0.5, 2);

  private static final Tolerance NORMALISED = Tolerance.ulps(
      16,
      "sums in another order, and a division by a deviation that cancels; ulps of 1 are counted");

  private NormalizationOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("BatchNormalization", NORMALISED, NormalizationOracle::batch),
        OracleRow.of("LayerNormalization", NORMALISED, NormalizationOracle::layer),
        OracleRow.of("InstanceNormalization", NORMALISED, NormalizationOracle::instance),
        OracleRow.of("GroupNormalization", NORMALISED, NormalizationOracle::group),
        OracleRow.of("RMSNormalization", NORMALISED, NormalizationOracle::rms).ofOpset(23),
        OracleRow.of("LpNormalization", NORMALISED, NormalizationOracle::lp),
        OracleRow.of("MeanVarianceNormalization", NORMALISED, NormalizationOracle::meanVariance));
  }

  private static List<Integer> from(int axis, int rank) {
    return IntStream.range(axis, rank).boxed().toList();
  }

  private static Configuration batch(Draw draw) {
    boolean isTraining = draw.flip();
    DType dtype = draw.pick(FLOATS);
    NDArray x = draw.array(dtype, draw.shape(2, 4), ANY);
    List<Integer> channels = List.of(x.dim(1));
    double epsilon = draw.number(1e-3, 1e-2);
    double momentum = draw.number(0.5, 1);
    return Configuration.of(
            x,
            draw.array(dtype, channels, SCALES),
            draw.array(dtype, channels, ANY),
            draw.array(dtype, channels, ANY),
            draw.array(dtype, channels, SCALES))
        .attribute("epsilon", epsilon)
        .attribute("momentum", momentum)
        .attribute("training_mode", isTraining)
        .scale(9)
        .givesAll(in -> isTraining
            ? Normalizations.batchNormTraining(
                in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), 1, epsilon, momentum)
            : List.of(Normalizations.batchNorm(
                in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), 1, epsilon)));
  }

  private static Configuration layer(Draw draw) {
    DType dtype = draw.pick(FLOATS);
    NDArray x = draw.array(dtype, draw.shape(1, 4), ANY);
    int axis = draw.axis(x.rank());
    int counted = axis < 0 ? axis + x.rank() : axis;
    List<Integer> inner = x.shape().subList(counted, x.rank());
    List<Integer> axes = from(counted, x.rank());
    double epsilon = draw.number(1e-3, 1e-2);
    return Configuration.of(x, draw.array(dtype, inner, SCALES), draw.array(dtype, inner, ANY))
        .attribute("axis", axis)
        .attribute("epsilon", epsilon)
        .scale(9)
        .gives(in -> Normalizations.layerNorm(in.get(0), in.get(1), in.get(2), axes, epsilon));
  }

  private static Configuration instance(Draw draw) {
    NDArray x = draw.array(FLOAT32, draw.shape(3, 4), ANY);
    List<Integer> channels = List.of(x.dim(1));
    double epsilon = draw.number(1e-3, 1e-2);
    return Configuration.of(
            x, draw.array(FLOAT32, channels, SCALES), draw.array(FLOAT32, channels, ANY))
        .attribute("epsilon", epsilon)
        .scale(9)
        .gives(in -> Normalizations.instanceNorm(in.get(0), in.get(1), in.get(2), 1, epsilon));
  }

  private static Configuration group(Draw draw) {
    int groups = draw.between(1, 3);
    List<Integer> shape = new ArrayList<>(draw.shape(3, 4));
    shape.set(1, groups * draw.between(1, 3));
    NDArray x = draw.array(FLOAT32, shape, ANY);
    List<Integer> channels = List.of(x.dim(1));
    double epsilon = draw.number(1e-3, 1e-2);
    return Configuration.of(
            x, draw.array(FLOAT32, channels, SCALES), draw.array(FLOAT32, channels, ANY))
        .attribute("epsilon", epsilon)
        .attribute("num_groups", groups)
        .scale(9)
        .gives(in -> Normalizations.groupNorm(in.get(0), in.get(1), in.get(2), groups, 1, epsilon));
  }

  private static Configuration rms(Draw draw) {
    NDArray x = draw.array(FLOAT32, draw.shape(1, 4), ANY);
    int axis = draw.axis(x.rank());
    int counted = axis < 0 ? axis + x.rank() : axis;
    List<Integer> inner = x.shape().subList(counted, x.rank());
    List<Integer> axes = from(counted, x.rank());
    double epsilon = draw.number(1e-3, 1e-2);
    return Configuration.of(x, draw.array(FLOAT32, inner, SCALES))
        .attribute("axis", axis)
        .attribute("epsilon", epsilon)
        .scale(1)
        .gives(in -> Normalizations.rmsNorm(in.get(0), in.get(1), axes, epsilon));
  }

  private static Configuration lp(Draw draw) {
    NDArray x = draw.array(draw.pick(FLOATS), draw.shape(1, 4), ANY);
    int axis = draw.axis(x.rank());
    boolean isOne = draw.flip();
    return Configuration.of(x)
        .attribute("axis", axis)
        .attribute("p", isOne ? 1 : 2)
        .scale(1)
        .gives(in -> Norms.normalize(in.get(0), isOne ? 1 : 2, axis, 1e-12));
  }

  private static Configuration meanVariance(Draw draw) {
    NDArray x = draw.array(FLOAT32, Collections.nCopies(4, draw.between(2, 4)), ANY);
    List<Integer> axes = draw.axes(4, 2, 4).stream().map(axis -> (axis + 4) % 4).toList();
    return Configuration.of(x)
        .attribute("axes", axes)
        .scale(1)
        // The standard's definition adds 1e-9 to the deviation, which is not seen here.
        .gives(in -> Normalizations.standardize(in.get(0), axes, 0));
  }
}
