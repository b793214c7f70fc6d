package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Normalizations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Normalizations, against means and variances of 128 bits. */
final class NormalizationCases {
  private static final double EPSILON = 1e-3;

  private static final Tolerance ROUNDINGS =
      Tolerance.ulps(2, "the number of roundings, and what they are relative to, is in the scale");

  private static final Operand NUMBERS = Operand.any()
      .withSpecial(Values.ordinary()
          .mixedWith(Values.of(0, -0.0, 1, -1, 0x1p16, Double.NaN, Double.POSITIVE_INFINITY)));

  private static final Operand WEIGHTS = Operand.any().withoutSpecial();

  private static final Operand VARIANCES =
      Operand.of(Values.between(0.25, 4)).withoutSpecial().smoothOn(Values.between(0.25, 4));

  private NormalizationCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    rows.addAll(alongAxes());
    rows.addAll(byChannel());
    rows.addAll(byBatch());
    return rows;
  }

  private static OpCase.Builder row(String name, String function, String... sizes) {
    return OpCase.named(name)
        .covers("Normalizations." + function)
        .sizes(sizes)
        .tolerance(ROUNDINGS);
  }

  private static List<OpCase> alongAxes() {
    return List.of(
        row("standardize", "standardize", "(1)", "(7)", "(3,207)", "(0,3)", "(3,1)", "(2,3,5)")
            .operands(NUMBERS)
            .build(in -> Normalizations.standardize(in.get(0), List.of(-1), EPSILON))
            .oracle(in -> Standardized.along(in.get(0), last(in), EPSILON).expected())
            .row(),
        row("layerNorm", "layerNorm", "(3,7) (7) (7)", "(0,3) (3) (3)", "(2,5,1) (1) (1)")
            .operands(NUMBERS, WEIGHTS, WEIGHTS)
            .build(in ->
                Normalizations.layerNorm(in.get(0), in.get(1), in.get(2), List.of(-1), EPSILON))
            .oracle(in -> Standardized.along(in.get(0), last(in), EPSILON)
                .scaled(in.get(1), in.get(2), last(in)))
            .row(),
        row("layerNorm along two axes", "layerNorm", "(2,3,5) (3,5) (3,5)")
            .operands(NUMBERS, WEIGHTS, WEIGHTS)
            .build(in ->
                Normalizations.layerNorm(in.get(0), in.get(1), in.get(2), List.of(1, 2), EPSILON))
            .oracle(in -> Standardized.along(in.get(0), List.of(1, 2), EPSILON)
                .scaled(in.get(1), in.get(2), List.of(1, 2)))
            .row(),
        row("rmsNorm", "rmsNorm", "(3,7) (7)", "(0,3) (3)", "(2,5,1) (1)", "(64) (64)")
            .operands(NUMBERS, WEIGHTS)
            .build(in -> Normalizations.rmsNorm(in.get(0), in.get(1), List.of(-1), EPSILON))
            .oracle(in -> Standardized.bySquares(in.get(0), last(in), EPSILON)
                .scaled(in.get(1), NDArray.zeros(in.get(1).dtype(), in.get(1).dim(0)), last(in)))
            .row());
  }

  private static List<Integer> last(List<NDArray> in) {
    return List.of(in.get(0).rank() - 1);
  }

  private static List<OpCase> byChannel() {
    return List.of(
        row("groupNorm, channels last", "groupNorm", "(2,3,6) (6) (6)", "(0,3,6) (6) (6)")
            .operands(NUMBERS, WEIGHTS, WEIGHTS)
            .build(in -> Normalizations.groupNorm(in.get(0), in.get(1), in.get(2), 3, -1, EPSILON))
            .oracle(in -> inGroups(in, 3, 2))
            .fixedSizes()
            .row(),
        row("groupNorm, channels first", "groupNorm", "(2,4,3,2) (4) (4)", "(1,4,1) (4) (4)")
            .operands(NUMBERS, WEIGHTS, WEIGHTS)
            .build(in -> Normalizations.groupNorm(in.get(0), in.get(1), in.get(2), 2, 1, EPSILON))
            .oracle(in -> inGroups(in, 2, 1))
            .fixedSizes()
            .row(),
        row(
                "instanceNorm",
                "instanceNorm",
                "(2,3,7) (3) (3)",
                "(0,3,2) (3) (3)",
                "(1,2,3,4) (2) (2)")
            .operands(NUMBERS, WEIGHTS, WEIGHTS)
            .build(in -> Normalizations.instanceNorm(in.get(0), in.get(1), in.get(2), 1, EPSILON))
            .oracle(in -> Standardized.along(in.get(0), allBut(in.get(0), 0, 1), EPSILON)
                .scaled(in.get(1), in.get(2), List.of(1)))
            .row());
  }

  private static Expected inGroups(List<NDArray> in, int groups, int axis) {
    NDArray x = in.get(0);
    List<Integer> cut = new ArrayList<>(x.shape());
    cut.set(axis, x.dim(axis) / groups);
    cut.add(axis, groups);
    NDArray grouped = x.reshape(cut.stream().mapToInt(i -> i).toArray());
    return Standardized.along(grouped, allBut(grouped, 0, axis), EPSILON)
        .reshaped(x.shape())
        .scaled(in.get(1), in.get(2), List.of(axis));
  }

  private static List<Integer> allBut(NDArray x, int... kept) {
    return IntStream.range(0, x.rank())
        .filter(axis -> IntStream.of(kept).noneMatch(other -> other == axis))
        .boxed()
        .toList();
  }

  private static List<OpCase> byBatch() {
    String[] sizes = {"(7,3) (3) (3) (3) (3)", "(2,5,1) (1) (1) (1) (1)", "(0,3) (3) (3) (3) (3)"};
    return List.of(
        row("batchNorm", "batchNorm", sizes)
            .operands(NUMBERS, WEIGHTS, WEIGHTS, WEIGHTS, VARIANCES)
            .build(in -> Normalizations.batchNorm(
                in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), -1, EPSILON))
            .oracle(in -> Standardized.with(in.get(0), in.get(3), in.get(4), last(in), EPSILON)
                .scaled(in.get(1), in.get(2), last(in)))
            .row(),
        training(
                "batchNormTraining",
                "(7,3) (3) (3) (3) (3)",
                "(2,5,3) (5) (5) (5) (5)",
                "(7,1) (1) (1) (1) (1)")
            .build(training(0))
            .oracle(in -> Standardized.along(in.get(0), allBut(in.get(0), 1), EPSILON)
                .scaled(in.get(1), in.get(2), List.of(1)))
            .row(),
        training("the moving mean of batchNormTraining", "(7,3) (3) (3) (3) (3)")
            .build(training(1))
            .oracle(in -> moved(in.get(0), in.get(3), Precisely::mean))
            .row(),
        training("the moving variance of batchNormTraining", "(7,3) (3) (3) (3) (3)")
            .build(training(2))
            .oracle(in -> moved(in.get(0), in.get(4), Precisely::variance))
            .row());
  }

  private static OpCase.Builder training(String name, String... sizes) {
    return OpCase.named(name)
        .covers("Normalizations.batchNormTraining")
        .sizes(sizes)
        .operands(NUMBERS, WEIGHTS, WEIGHTS, WEIGHTS, VARIANCES)
        .tolerance(ROUNDINGS);
  }

  private static Function<List<Tensor>, Tensor> training(int output) {
    return in -> Normalizations.batchNormTraining(
            in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), 1, EPSILON, 0.75)
        .get(output);
  }

  private static Expected moved(
      NDArray x, NDArray moving, ToDoubleFunction<List<Double>> statistic) {
    List<Integer> others = allBut(x, 1);
    double[] batch = Elements.doubles(Groups.along(x, others, false)
        .map(DType.FLOAT64, group -> statistic.applyAsDouble(numbers(group))));
    double[] before = Elements.doubles(moving);
    List<Double> values = new ArrayList<>();
    double[] scale = new double[before.length];
    for (int i = 0; i < before.length; i++) {
      values.add(0.75 * before[i] + 0.25 * batch[i]);
      // Terms of any sign, in a sum that is squared at most.
      scale[i] = 8 * (Math.abs(before[i]) + Math.abs(batch[i]) + Standardized.largest(x));
    }
    return new Expected(Elements.array(DType.FLOAT64, moving.shape(), values), scale);
  }

  private static List<Double> numbers(List<Object> group) {
    return group.stream().map(element -> (Double) element).toList();
  }
}
