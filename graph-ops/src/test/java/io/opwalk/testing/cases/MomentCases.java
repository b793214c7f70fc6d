package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Reductions;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** Means, variances, standard deviations and soft maxima along axes. */
final class MomentCases {
  /** A function of some numbers, and by what its error is judged; the latter may ask the dtype. */
  private record Moment(
      String name,
      Operand operand,
      ToDoubleFunction<List<Double>> value,
      ToDoubleBiFunction<List<Double>, DType> scale) {}

  /** A rounding of each partial result, of each term and of the last step. */
  private static final Tolerance ROUNDINGS =
      Tolerance.ulps(1, "the number of roundings, and what they are relative to, is in the scale");

  private static final Operand NUMBERS = Operand.any()
      .withSpecial(Values.ordinary()
          .mixedWith(Values.of(
              0,
              -0.0,
              1,
              -1,
              0x1p16,
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY)));

  private static final Moment MEAN =
      new Moment("mean", NUMBERS, Precisely::mean, (x, dtype) -> (x.size() + 1) * magnitude(x));

  /**
   * The sum of n squares and its division are off by n + 4 roundings; the mean that is subtracted
   * by n roundings of its terms, which enters squared (Higham, "Accuracy and Stability of Numerical
   * Algorithms", 2nd ed., section 1.9).
   */
  private static final Moment VARIANCE = new Moment(
      "variance",
      NUMBERS,
      Precisely::variance,
      (x, dtype) -> (x.size() + 4) * Precisely.variance(x)
          + epsilon(dtype) * Math.pow((x.size() + 1) * magnitude(x), 2));

  /** The root halves the relative error; where the variance is 0, that of the mean remains. */
  private static final Moment STD = new Moment(
      "std",
      NUMBERS.smoothOn(Values.between(-2, 2)),
      Precisely::standardDeviation,
      (x, dtype) -> (x.size() + 4) * (Precisely.standardDeviation(x) + magnitude(x)));

  /** An error of the sum, relative to it, is one of the logarithm, absolutely. */
  private static final Moment LOG_SUM_EXP = new Moment(
      "logSumExp",
      NUMBERS,
      Precisely::logSumExp,
      (x, dtype) -> x.size() + 6 + Math.abs(Precisely.logSumExp(x)));

  private MomentCases() {}

  static List<OpCase> all() {
    return List.of(
        whole(MEAN, in -> Reductions.mean(in.get(0))),
        along(MEAN, in -> Reductions.mean(in.get(0), -1)),
        kept(MEAN, in -> Reductions.mean(in.get(0), List.of(0, 1), true)),
        whole(VARIANCE, in -> Reductions.variance(in.get(0))),
        along(VARIANCE, in -> Reductions.variance(in.get(0), -1)),
        kept(VARIANCE, in -> Reductions.variance(in.get(0), List.of(0, 1), true)),
        // One number deviates from its mean by nothing, where the root is not differentiable.
        row(STD, " of all", "(3)", "(7)", "(1025)", "(7,13)")
            .build(in -> Reductions.std(in.get(0)))
            .oracle(in -> expect(STD, in.get(0), allAxes(in.get(0).rank()), false))
            .row(),
        row(STD, " along an axis", "(3,7)", "(2,207)", "(0,3)")
            .build(in -> Reductions.std(in.get(0), -1))
            .oracle(in -> expect(STD, in.get(0), List.of(1), false))
            .row(),
        kept(STD, in -> Reductions.std(in.get(0), List.of(0, 1), true)),
        whole(LOG_SUM_EXP, in -> Reductions.logSumExp(in.get(0))),
        along(LOG_SUM_EXP, in -> Reductions.logSumExp(in.get(0), -1)),
        kept(LOG_SUM_EXP, in -> Reductions.logSumExp(in.get(0), List.of(0, 1), true)));
  }

  private static OpCase whole(Moment moment, Function<List<Tensor>, Tensor> build) {
    return row(moment, " of all", "()", "(0)", "(1)", "(7)", "(64)", "(1025)", "(7,13)", "(0,3)")
        .build(build)
        .oracle(in -> expect(moment, in.get(0), allAxes(in.get(0).rank()), false))
        .row();
  }

  private static OpCase along(Moment moment, Function<List<Tensor>, Tensor> build) {
    return row(moment, " along an axis", "(3,1)", "(3,7)", "(2,207)", "(3,0)", "(0,3)")
        .build(build)
        .oracle(in -> expect(moment, in.get(0), List.of(1), false))
        .row();
  }

  private static OpCase kept(Moment moment, Function<List<Tensor>, Tensor> build) {
    return row(moment, " along kept axes", "(7,3,13)", "(2,2,1)", "(13,5,2)")
        .build(build)
        .oracle(in -> expect(moment, in.get(0), List.of(0, 1), true))
        .row();
  }

  private static OpCase.Builder row(Moment moment, String form, String... sizes) {
    return OpCase.named(moment.name() + form)
        .covers("Reductions." + moment.name())
        .operands(moment.operand())
        .sizes(sizes)
        .tolerance(ROUNDINGS);
  }

  private static List<Integer> allAxes(int rank) {
    return java.util.stream.IntStream.range(0, rank).boxed().toList();
  }

  private static Expected expect(
      Moment moment, io.opwalk.NDArray x, List<Integer> axes, boolean keepDims) {
    return Groups.along(x, axes, keepDims)
        .numbers(moment.value(), group -> moment.scale().applyAsDouble(group, x.dtype()));
  }

  /** The mean of the magnitudes. */
  private static double magnitude(List<Double> x) {
    return Precisely.mean(x.stream().map(Math::abs).toList());
  }

  private static double epsilon(DType dtype) {
    return dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }
}
