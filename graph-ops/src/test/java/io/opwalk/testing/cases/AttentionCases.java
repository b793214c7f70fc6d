package io.opwalk.testing.cases;

import static io.opwalk.DType.BOOL;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.Attention;
import java.util.ArrayList;
import java.util.List;

/** Attention, by its definition, one query at a time. */
final class AttentionCases {
  private static final Operand NUMBERS = Operand.of(Values.between(-2, 2))
      .withSpecial(Values.between(-2, 2)
          .mixedWith(Values.between(-2, 2).mixedWith(Values.of(0, -0.0, Double.NaN))))
      .smoothOn(Values.between(-2, 2));

  private static final Operand MASK = Operand.of(Values.ordinary()).always(BOOL);
  private static final String[] SIZES = {
    "(3,4) (5,4) (5,2)",
    "(2,3,4) (2,5,4) (2,5,3)",
    "(1,1) (1,1) (1,1)",
    "(0,4) (5,4) (5,2)",
    "(3,4) (0,4) (0,2)",
    "(2,3,4) (5,4) (5,2)"
  };

  private AttentionCases() {}

  static List<OpCase> all() {
    return List.of(
        row("scaledDotProductAttention")
            .covers("Attention.scaledDotProductAttention")
            .sizes(SIZES)
            .operands(NUMBERS, NUMBERS, NUMBERS)
            .build(in -> Attention.scaledDotProductAttention(in.get(0), in.get(1), in.get(2)))
            .oracle(in -> expected(in, false))
            .row(),
        row("causalAttention")
            .covers("Attention.causalAttention")
            .sizes(SIZES)
            .operands(NUMBERS, NUMBERS, NUMBERS)
            .build(in -> Attention.causalAttention(in.get(0), in.get(1), in.get(2)))
            .oracle(in -> expected(in, true))
            .row(),
        row("attention with a mask of what may be attended to")
            .sizes("(3,4) (5,4) (5,2) (3,5)", "(2,3,4) (2,5,4) (2,5,3) (1,3,5)")
            .operands(NUMBERS, NUMBERS, NUMBERS, MASK)
            .build(in ->
                Attention.scaledDotProductAttention(in.get(0), in.get(1), in.get(2), in.get(3)))
            .oracle(in -> expected(in, false))
            .row(),
        row("attention with a mask that is added")
            .sizes("(3,4) (5,4) (5,2) (3,5)", "(2,3,4) (2,5,4) (2,5,3) (3,5)")
            .operands(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
            .build(in ->
                Attention.scaledDotProductAttention(in.get(0), in.get(1), in.get(2), in.get(3)))
            .oracle(in -> expected(in, false))
            .row());
  }

  private static OpCase.Builder row(String name) {
    return OpCase.named(name)
        .tolerance(Tolerance.ulps(
            1, "the number of roundings, and what they are relative to, is in the" + " scale"));
  }

  private static Expected expected(List<NDArray> in, boolean causal) {
    NDArray query = in.get(0);
    int width = query.dim(-1);
    int keys = in.get(1).dim(-2);
    List<Integer> shape = new ArrayList<>(query.shape());
    shape.set(shape.size() - 1, in.get(2).dim(-1));
    List<Double> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      int row = index.get(shape.size() - 2);
      double total = 0;
      double mixed = 0;
      double magnitude = 0;
      double scoreError = 0;
      for (int k = 0; k < keys; k++) {
        double score = 0;
        double terms = 0;
        for (int d = 0; d < width; d++) {
          double product = at(query, index, row, d) * at(in.get(1), index, k, d);
          score += product;
          terms += Math.abs(product);
        }
        score /= Math.sqrt(width);
        double added = added(in, index, row, k);
        boolean isOpen = added > Double.NEGATIVE_INFINITY || Double.isNaN(added);
        if (isOpen && !(causal && k > row)) {
          double weight = Math.exp(score + added);
          double value = at(in.get(2), index, k, index.get(shape.size() - 1));
          total += weight;
          mixed += weight * value;
          magnitude += weight * Math.abs(value);
          scoreError = Math.max(scoreError, (width + 4) * (terms + Math.abs(added)));
        }
      }
      boolean nothing = total == 0;
      // What may not be attended to weighs nothing, but nothing times NaN is NaN.
      double closed = 0 * closedValues(in, index, row, causal);
      values.add((nothing ? 0 : mixed / total) + closed);
      scale.add(nothing ? 0 : magnitude / total * (2 * scoreError + keys + 12));
    }
    double[] bounds = scale.stream().mapToDouble(x -> x).toArray();
    return new Expected(Elements.array(DType.FLOAT64, shape, values), bounds);
  }

  /** The sum of the values that the query may not attend to. */
  private static double closedValues(
      List<NDArray> in, List<Integer> index, int row, boolean causal) {
    double sum = 0;
    for (int k = 0; k < in.get(1).dim(-2); k++) {
      if (added(in, index, row, k) == Double.NEGATIVE_INFINITY || (causal && k > row)) {
        sum += at(in.get(2), index, k, index.get(index.size() - 1));
      }
    }
    return sum;
  }

  private static double added(List<NDArray> in, List<Integer> index, int row, int key) {
    if (in.size() < 4) {
      return 0;
    }
    Object mask = element(in.get(3), index, row, key);
    if (mask instanceof Boolean open) {
      return open ? 0 : Double.NEGATIVE_INFINITY;
    }
    return (Double) mask;
  }

  private static double at(NDArray x, List<Integer> index, int row, int column) {
    return (Double) element(x, index, row, column);
  }

  private static Object element(NDArray x, List<Integer> index, int row, int column) {
    List<Integer> whole = new ArrayList<>(index);
    whole.set(whole.size() - 2, row);
    whole.set(whole.size() - 1, column);
    return Elements.list(x).get(Grid.offset(Grid.repeated(whole, x.shape()), x.shape()));
  }
}
