package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.ClassLossOptions;
import io.opwalk.ops.ClassLossOptions.Reduction;
import io.opwalk.ops.Probability;
import java.util.ArrayList;
import java.util.List;

/** Losses of numbered classes, against loops over the labels. */
final class ClassLossCases {
  private static final long NO_CLASS = -100;

  private static final Tolerance SUMS =
      Tolerance.ulps(2, "roundings are counted in the scale: products, sums and a division");

  /** Classes, some of them counted from the end. */
  private static final Operand LABELS =
      Operand.of(Values.of(0, 1, 2, -1)).withoutSpecial().always(DType.INT64);

  private static final Operand SOME_IGNORED =
      Operand.of(Values.of(0, 1, 2, NO_CLASS)).withoutSpecial().always(DType.INT32);

  private static final Operand LOGS = Operand.of(Values.between(-20, 0))
      .withSpecial(Values.between(-20, 0).mixedWith(Values.of(Double.NEGATIVE_INFINITY)))
      .smoothOn(Values.between(-9, 0));

  private static final Operand WEIGHTS =
      Operand.of(Values.between(0.5, 2)).withoutSpecial().smoothOn(Values.between(0.5, 2));

  private ClassLossCases() {}

  static List<OpCase> all() {
    return List.of(
        row("negativeLogLikelihood", "negativeLogLikelihood")
            .operands(LABELS, Operand.any())
            .sizes(
                "() (3)", "(1) (1,3)", "(7) (7,5)", "(0) (0,3)", "(2,3) (2,3,4)", "(2,0) (2,0,3)")
            .build(in ->
                Probability.negativeLogLikelihood(in.get(0), in.get(1), ClassLossOptions.along(-1)))
            .oracle(in -> losses(in, in.get(1).rank() - 1, Reduction.NONE, false))
            .tolerance(Tolerance.EXACT)
            .row(),
        reduced(Reduction.NONE),
        reduced(Reduction.SUM),
        reduced(Reduction.MEAN),
        row("negativeLogLikelihood of nothing but ignored labels", "negativeLogLikelihood")
            .operands(
                Operand.of(Values.of(NO_CLASS)).withoutSpecial().always(DType.INT64), Operand.any())
            .sizes("(3) (3,2)", "(0) (0,2)")
            .build(in -> Probability.negativeLogLikelihood(
                in.get(0), in.get(1), ClassLossOptions.along(1).ignoring(NO_CLASS)))
            .oracle(in -> losses(in, 1, Reduction.NONE, false))
            .tolerance(Tolerance.EXACT)
            .row(),
        row(
                "sparseCrossEntropyFromLogits, the mean of weighted ones",
                "sparseCrossEntropyFromLogits")
            .operands(SOME_IGNORED, LOGS.withoutSpecial(), WEIGHTS)
            .sizes("(5) (5,3) (3)", "(2,4) (2,3,4) (3)")
            .build(in -> Probability.sparseCrossEntropyFromLogits(
                in.get(0), in.get(1), options(Reduction.MEAN).weighted(in.get(2))))
            .oracle(in -> {
              NDArray logs = ProbabilityCases.logSoftmax(List.of(in.get(1)), 1).values();
              // A logarithm is off by some roundings of itself and of the largest logit, 20.
              Expected mean = losses(List.of(in.get(0), logs, in.get(2)), 1, Reduction.MEAN, true);
              return new Expected(mean.values(), new double[] {mean.scale()[0] + 16 * 40});
            })
            .tolerance(SUMS)
            .row());
  }

  private static ClassLossOptions options(Reduction reduction) {
    return ClassLossOptions.along(1).ignoring(NO_CLASS).reduced(reduction);
  }

  private static OpCase.Builder row(String name, String function) {
    return OpCase.named(name).covers("Probability." + function);
  }

  private static OpCase reduced(Reduction reduction) {
    return row("negativeLogLikelihood, weighted, " + reduction, "negativeLogLikelihood")
        .operands(SOME_IGNORED, LOGS, WEIGHTS)
        .sizes("(5) (5,3) (3)", "(1,7) (1,4,7) (4)", "(2,4,2) (2,3,4,2) (3)")
        .build(in -> Probability.negativeLogLikelihood(
            in.get(0), in.get(1), options(reduction).weighted(in.get(2))))
        .oracle(in -> losses(in, 1, reduction, true))
        .tolerance(SUMS)
        .row();
  }

  private static Expected losses(
      List<NDArray> in, int axis, Reduction reduction, boolean isWeighted) {
    NDArray labels = in.get(0);
    NDArray logs = in.get(1);
    long[] classes = Elements.longs(labels);
    double[] all = Elements.doubles(logs);
    List<Double> losses = new ArrayList<>();
    double sum = 0;
    double size = 0;
    double counts = 0;
    for (List<Integer> index : Grid.indices(labels.shape())) {
      long label = classes[losses.size()];
      double loss = 0;
      if (label != NO_CLASS) {
        int counted = (int) Math.floorMod(label, (long) logs.dim(axis));
        List<Integer> whole = new ArrayList<>(index);
        whole.add(axis, counted);
        double weight = isWeighted ? Elements.doubles(in.get(2))[counted] : 1;
        loss = -all[Grid.offset(whole, logs.shape())] * weight;
        counts += weight;
      }
      losses.add(loss);
      sum += loss;
      size += Math.abs(loss);
    }
    if (reduction == Reduction.NONE) {
      return Expected.of(Elements.array(DType.FLOAT64, labels.shape(), losses));
    }
    double value = reduction == Reduction.SUM ? sum : sum / counts;
    double scale = (losses.size() + 2) * (reduction == Reduction.SUM ? size : 2 * size / counts);
    return new Expected(
        Elements.array(DType.FLOAT64, List.of(), List.of(value)), new double[] {scale});
  }
}
