package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.Probability;
import io.opwalk.testing.cases.Slices.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Distributions over classes, and losses. */
final class ProbabilityCases {
  private static final Tolerance ROUNDINGS =
      Tolerance.ulps(1, "the number of roundings, and what they are relative to, is in the scale");

  /** Large enough for exponentials to underflow in float32, and to overflow without a shift. */
  private static final Operand LOGITS = Operand.of(
          Values.ordinary().mixedWith(Values.between(-1000, 1000)))
      .withSpecial(Values.ordinary()
          .mixedWith(Values.of(0, -0.0, 0x1p16, -0x1p16, Double.NEGATIVE_INFINITY))
          .mixedWith(Values.ordinary()
              .mixedWith(Values.of(Double.NaN, Double.POSITIVE_INFINITY))
              .mixedWith(Values.ordinary())))
      .smoothOn(Values.between(-2, 2));

  private static final Operand LABELS =
      Operand.of(Values.of(0, 0, 1, 0.25)).withoutSpecial().smoothOn(Values.between(0.1, 0.9));

  private ProbabilityCases() {}

  static List<OpCase> all() {
    return List.of(
        row("softmax", "softmax", "(1)", "(3)", "(10)", "(207)", "(7,13)", "(0,3)", "(3,1)")
            .operands(LOGITS)
            .build(in -> Probability.softmax(in.get(0)))
            .oracle(in -> softmax(in, in.get(0).rank() - 1))
            .row(),
        row("softmax along an axis", "softmax", "(7,3)", "(3,5,2)", "(64,1)")
            .operands(LOGITS)
            .build(in -> Probability.softmax(in.get(0), 0))
            .oracle(in -> softmax(in, 0))
            .row(),
        row("logSoftmax", "logSoftmax", "(1)", "(3)", "(10)", "(207)", "(7,13)", "(0,3)", "(3,1)")
            .operands(LOGITS)
            .build(in -> Probability.logSoftmax(in.get(0)))
            .oracle(in -> logSoftmax(in, in.get(0).rank() - 1))
            .row(),
        row("logSoftmax along an axis", "logSoftmax", "(7,3)", "(3,5,2)", "(64,1)")
            .operands(LOGITS)
            .build(in -> Probability.logSoftmax(in.get(0), 0))
            .oracle(in -> logSoftmax(in, 0))
            .row(),
        row(
                "crossEntropyFromLogits",
                "crossEntropyFromLogits",
                "(3) (3)",
                "(7,10) (7,10)",
                "(1,3) (1,3)",
                "(0,3) (0,3)",
                "(2,3,13) (2,3,13)")
            .operands(LABELS, LOGITS)
            .build(in -> Probability.crossEntropyFromLogits(in.get(0), in.get(1)))
            .oracle(in -> crossEntropy(in, in.get(0).rank() - 1))
            .row(),
        row("crossEntropyFromLogits along an axis", "crossEntropyFromLogits", "(7,10) (7,10)")
            .operands(LABELS, LOGITS)
            .build(in -> Probability.crossEntropyFromLogits(in.get(0), in.get(1), 0))
            .oracle(in -> crossEntropy(in, 0))
            .row(),
        row(
                "sparseCrossEntropyFromLogits",
                "sparseCrossEntropyFromLogits",
                "(1) (1,3)",
                "(7) (7,10)",
                "(0) (0,3)",
                "(2,3) (2,3,13)")
            .operands(
                Operand.of(Values.of(0, 1, 2, -1)).withoutSpecial().always(DType.INT64), LOGITS)
            .build(in -> Probability.sparseCrossEntropyFromLogits(in.get(0), in.get(1)))
            .oracle(in -> sparseCrossEntropy(in, in.get(1).rank() - 1))
            .row(),
        row(
                "sparseCrossEntropyFromLogits along an axis",
                "sparseCrossEntropyFromLogits",
                "(5) (3,5)")
            .operands(
                Operand.of(Values.of(0, 1, 2, -3)).withoutSpecial().always(DType.INT32), LOGITS)
            .build(in -> Probability.sparseCrossEntropyFromLogits(in.get(0), in.get(1), 0))
            .oracle(in -> sparseCrossEntropy(in, 0))
            .row(),
        row(
                "binaryCrossEntropyFromLogits",
                "binaryCrossEntropyFromLogits",
                "() ()",
                "(0) (0)",
                "(7) (7)",
                "(1,1) (1,1)",
                "(3,64) (3,64)",
                "(1025) (1025)")
            .operands(
                LABELS,
                LOGITS.withSpecial(
                    Values.ordinary().mixedWith(Values.of(0, -0.0, 0x1p16, -0x1p16, Double.NaN))))
            .build(in -> Probability.binaryCrossEntropyFromLogits(in.get(0), in.get(1)))
            .oracle(ProbabilityCases::binaryCrossEntropy)
            .row());
  }

  private static OpCase.Builder row(String name, String method, String... sizes) {
    return OpCase.named(name).covers("Probability." + method).sizes(sizes).tolerance(ROUNDINGS);
  }

  private static Expected softmax(List<NDArray> in, int axis) {
    // An exponential that is subnormal has few digits, and so has what is divided by the sum.
    double smallest = smallest(in.get(0).dtype());
    return Slices.along(axis, in, slices -> {
      double[] x = slices.get(0);
      double[] y = Precisely.softmax(x);
      double[] scale = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        // Shifting by the largest rounds the difference; exp makes a relative error of that.
        scale[i] = Double.isNaN(y[i]) || x[i] == Double.NEGATIVE_INFINITY
            ? 0
            : y[i] * (x.length + 6 + largest(x) - x[i]) + 4 * smallest;
      }
      return new Slice(y, scale);
    });
  }

  static Expected logSoftmax(List<NDArray> in, int axis) {
    return Slices.along(axis, in, slices -> logSoftmax(slices.get(0)));
  }

  private static Slice logSoftmax(double[] x) {
    double[] y = Precisely.logSoftmax(x);
    double[] scale = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      scale[i] = Double.isFinite(y[i]) ? x.length + 6 + 2 * Math.abs(y[i]) : 0;
    }
    return new Slice(y, scale);
  }

  private static Expected sparseCrossEntropy(List<NDArray> in, int axis) {
    NDArray logits = in.get(1);
    Expected logs = logSoftmax(List.of(logits), axis);
    double[] all = Elements.doubles(logs.values());
    long[] labels = Elements.longs(in.get(0));
    List<Double> values = new ArrayList<>();
    double[] scale = new double[labels.length];
    for (List<Integer> index : Grid.indices(in.get(0).shape())) {
      int at = values.size();
      List<Integer> whole = new ArrayList<>(index);
      whole.add(axis, (int) Math.floorMod(labels[at], (long) logits.dim(axis)));
      int offset = Grid.offset(whole, logits.shape());
      values.add(-all[offset]);
      scale[at] = logs.scale()[offset];
    }
    return new Expected(Elements.array(DType.FLOAT64, in.get(0).shape(), values), scale);
  }

  private static Expected crossEntropy(List<NDArray> in, int axis) {
    Expected perClass = Slices.along(axis, in, slices -> {
      double[] labels = slices.get(0);
      Slice logs = logSoftmax(slices.get(1));
      double sum = 0;
      double scale = 0;
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] != 0) {
          sum -= labels[i] * logs.values()[i];
          scale += labels[i] * logs.scale()[i];
        }
      }
      // The oracle itself sums in double, with the same bound.
      scale += 2 * (labels.length + 1) * Math.abs(sum);
      double[] sums = new double[labels.length];
      double[] scales = new double[labels.length];
      Arrays.fill(sums, sum);
      Arrays.fill(scales, scale);
      return new Slice(sums, scales);
    });
    List<Double> scale = Arrays.stream(perClass.scale()).boxed().toList();
    return new Expected(
        first(perClass.values(), axis),
        Elements.doubles(first(Elements.array(DType.FLOAT64, in.get(0).shape(), scale), axis)));
  }

  /** The first slice across an axis, without the axis. */
  private static NDArray first(NDArray x, int axis) {
    return Groups.along(x, List.of(axis), false).map(DType.FLOAT64, group -> group.get(0));
  }

  private static Expected binaryCrossEntropy(List<NDArray> in) {
    NDArray values = ArrayOracle.elementwise(args -> Precisely.binaryCrossEntropy(args[0], args[1]))
        .expect(in)
        .values();
    // max(z, 0) - z y is exact for labels of 0 and 1; for others both terms are rounded, and
    // cancel.
    NDArray scale = ArrayOracle.elementwise(args -> {
          double linear = args[0] == 0 || args[0] == 1 ? 0 : Math.abs(args[1]);
          double value = Precisely.binaryCrossEntropy(args[0], args[1]);
          // The exponential is subnormal where the logit is large.
          return 4 * (linear + Math.abs(value) + smallest(in.get(0).dtype()));
        })
        .expect(in)
        .values();
    return new Expected(values, Elements.doubles(scale));
  }

  /** What has the ulp of all subnormal numbers. */
  private static double smallest(DType dtype) {
    return dtype == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).max().orElse(0);
  }
}
