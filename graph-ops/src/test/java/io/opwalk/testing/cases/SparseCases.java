package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.Gates;
import io.opwalk.ops.Probability;
import io.opwalk.testing.cases.Slices.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Distributions with zeros, and gates. */
final class SparseCases {
  private static final Tolerance ROUNDINGS =
      Tolerance.ulps(1, "the number of roundings, and what they are relative to, is in the scale");

  /** The last ones are smooth: no sum of some of them is where an element comes in. */
  private static final Operand SCORES = Operand.of(
          Values.ordinary().mixedWith(Values.between(-1, 1)))
      .withSpecial(Values.ordinary()
          .mixedWith(Values.of(0, -0.0, 1, 0x1p16, -0x1p16, Double.NEGATIVE_INFINITY))
          .mixedWith(Values.ordinary()
              .mixedWith(Values.of(Double.NaN, Double.POSITIVE_INFINITY))
              .mixedWith(Values.between(-1, 1))))
      .smoothOn(Values.of(-3, 0, 0.15, 3));

  private SparseCases() {}

  static List<OpCase> all() {
    return List.of(
        row("sparsemax", "Probability.sparsemax")
            .sizes("(1)", "(3)", "(10)", "(207)", "(7,13)", "(0,3)", "(3,1)")
            .operands(SCORES)
            .build(in -> Probability.sparsemax(in.get(0)))
            .oracle(in -> sparsemax(in, in.get(0).rank() - 1))
            .row(),
        row("sparsemax along an axis", "Probability.sparsemax")
            .sizes("(7,3)", "(3,5,2)", "(64,1)")
            .operands(SCORES)
            .build(in -> Probability.sparsemax(in.get(0), -in.get(0).shape().rank()))
            .oracle(in -> sparsemax(in, 0))
            .row(),
        row("glu", "Gates.glu")
            .sizes("(2)", "(7,26)", "(0,4)", "(3,0)", "(1,3,2)")
            .fixedSizes()
            .operands(Operand.any())
            .build(in -> Gates.glu(in.get(0)))
            .oracle(in -> glu(in.get(0), in.get(0).rank() - 1))
            .row(),
        row("glu along an axis", "Gates.glu")
            .sizes("(2)", "(26,7)", "(4,0)", "(2,1,3)")
            .fixedSizes()
            .operands(Operand.any())
            .build(in -> Gates.glu(in.get(0), 0))
            .oracle(in -> glu(in.get(0), 0))
            .row());
  }

  private static OpCase.Builder row(String name, String method) {
    return OpCase.named(name).covers(method).tolerance(ROUNDINGS);
  }

  private static Expected sparsemax(List<NDArray> in, int axis) {
    return Slices.along(axis, in, slices -> {
      double[] y = sparsemax(slices.get(0));
      double[] scale = new double[y.length];
      // All numbers that count are between -1 and 0.
      Arrays.fill(scale, Double.isNaN(y[0]) ? 0 : 2.0 * y.length + 6);
      return new Slice(y, scale);
    });
  }

  /** By bisection: the sum of max(x - t, 0) falls with t, from at least 1 to 0. */
  private static double[] sparsemax(double[] x) {
    double largest = Arrays.stream(x).max().orElseThrow();
    if (!Double.isFinite(largest)) {
      return Arrays.stream(x).map(each -> Double.NaN).toArray();
    }
    double low = -1;
    double high = 0;
    for (int i = 0; i < 100; i++) {
      double t = (low + high) / 2;
      double sum = Arrays.stream(x).map(each -> Math.max(each - largest - t, 0)).sum();
      low = sum > 1 ? t : low;
      high = sum > 1 ? high : t;
    }
    double t = high;
    return Arrays.stream(x).map(each -> Math.max(each - largest - t, 0)).toArray();
  }

  private static Expected glu(NDArray x, int axis) {
    int half = x.shape().get(axis) / 2;
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(axis, half);
    double[] all = Elements.doubles(x);
    List<Double> values = new ArrayList<>();
    double[] scale = new double[all.length / 2];
    for (List<Integer> index : Grid.indices(shape)) {
      List<Integer> gate = new ArrayList<>(index);
      gate.set(axis, index.get(axis) + half);
      double g = all[Grid.offset(gate, x.shape())];
      double value = all[Grid.offset(index, x.shape())] * (1 / (1 + Math.exp(-g)));
      // The sigmoid is within 2 ulp, and so is the oracle's where it is not subnormal.
      scale[values.size()] = 6 * Math.abs(value);
      values.add(value);
    }
    return new Expected(Elements.array(DType.FLOAT64, shape, values), scale);
  }
}
