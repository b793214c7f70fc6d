package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Counting;
import io.opwalk.ops.Cumulative;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Cumulate.Kind;
import io.opwalk.ops.primitive.Scatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What runs along an axis, differences, and counts. The order is defined: all is exact. */
final class CumulativeCases {
  private static final String[] SIZES = {"(7)", "(2,7)", "(0,3)", "(3,0)", "(13,1)", "(2,3,5)"};

  private CumulativeCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      rows.add(cumulative(kind, false, false));
      rows.add(cumulative(kind, true, true));
    }
    rows.add(recurrence());
    rows.add(diff());
    rows.addAll(counts());
    return rows;
  }

  private static String function(Kind kind) {
    String name = kind.name();
    return "cum" + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static OpCase cumulative(Kind kind, boolean exclusive, boolean reverse) {
    Operand operand = RunningCases.operand(kind);
    boolean infinite = exclusive && (kind == Kind.MIN || kind == Kind.MAX);
    return OpCase.named(
            function(kind) + (exclusive ? " exclusive" : "") + (reverse ? " reverse" : ""))
        .covers("Cumulative." + function(kind))
        .operands(infinite ? operand.notSmooth() : operand)
        .dtypes(DTypes.NUMERIC)
        .sizes(SIZES)
        .tolerance(Tolerance.EXACT)
        .build(in -> exclusive ? exclusiveReverse(kind, in.get(0)) : plain(kind, in.get(0)))
        .oracle(ArrayOracle.of(in -> RunningCases.cumulated(
            new Cumulate(kind, in.get(0).rank() - 1, exclusive, reverse), in.get(0))))
        .row();
  }

  private static Tensor plain(Kind kind, Tensor x) {
    return switch (kind) {
      case SUM -> Cumulative.cumSum(x, -1);
      case PROD -> Cumulative.cumProd(x, -1);
      case MIN -> Cumulative.cumMin(x, -1);
      case MAX -> Cumulative.cumMax(x, -1);
    };
  }

  private static Tensor exclusiveReverse(Kind kind, Tensor x) {
    return switch (kind) {
      case SUM -> Cumulative.cumSum(x, -1, true, true);
      case PROD -> Cumulative.cumProd(x, -1, true, true);
      case MIN -> Cumulative.cumMin(x, -1, true, true);
      case MAX -> Cumulative.cumMax(x, -1, true, true);
    };
  }

  private static OpCase recurrence() {
    // Each element is the term and the factor alike: x*y + x.
    return OpCase.named("linearRecurrence")
        .covers("Cumulative.linearRecurrence")
        .operands(Operand.of(Values.between(-1, 1)).smoothOn(Values.between(-1, 1)))
        .dtypes(DTypes.NUMERIC)
        .sizes("(7)", "(2,7)", "(0,3)", "(3,0)", "(13,1)", "(207)")
        .tolerance(Tolerance.EXACT)
        .build(in -> Cumulative.linearRecurrence(in.get(0), in.get(0), -1, false))
        .oracle(ArrayOracle.of(in -> {
          NDArray x = in.get(0);
          int size = x.dim(x.rank() - 1);
          List<Object> result = new ArrayList<>(Elements.list(x));
          for (int i = 0; i < result.size(); i++) {
            if (i % size > 0) {
              Object product = IndexedRowCases.combined(
                  Scatter.Kind.MUL, x.dtype(), result.get(i), result.get(i - 1));
              result.set(
                  i, IndexedRowCases.combined(Scatter.Kind.ADD, x.dtype(), product, result.get(i)));
            }
          }
          return Elements.array(x.dtype(), x.shape(), result);
        }))
        .row();
  }

  private static OpCase diff() {
    return OpCase.named("diff")
        .covers("Cumulative.diff")
        .operands(Operand.any())
        .dtypes(DTypes.NUMERIC)
        .sizes("(7,3)", "(1,3)", "(64,1)", "(3,0)")
        .tolerance(Tolerance.EXACT)
        .build(in -> Cumulative.diff(in.get(0), 0))
        .oracle(ArrayOracle.of(in -> {
          NDArray x = in.get(0);
          List<Integer> shape = List.of(x.dim(0) - 1, x.dim(1));
          List<Object> later =
              Elements.list(Grid.gather(x, shape, i -> List.of(i.get(0) + 1, i.get(1))));
          List<Object> earlier = Elements.list(Grid.gather(x, shape, i -> i));
          List<Object> result = new ArrayList<>();
          for (int i = 0; i < later.size(); i++) {
            Object minus = earlier.get(i) instanceof Double d
                ? (Object) (-d)
                : (Object) (-(Long) earlier.get(i));
            result.add(IndexedRowCases.combined(Scatter.Kind.ADD, x.dtype(), later.get(i), minus));
          }
          return Elements.array(x.dtype(), shape, result);
        }))
        .row();
  }

  private static List<OpCase> counts() {
    Operand numbers = Operand.of(Values.between(0, 6)).withoutSpecial();
    return List.of(
        OpCase.named("bincount")
            .covers("Counting.bincount")
            .operands(numbers)
            .dtypes(DType.INT64, DType.INT32)
            .sizes("(1)", "(7)", "(0)", "(2,3)", "()", "(207)")
            .tolerance(Tolerance.EXACT)
            .build(in -> Counting.bincount(in.get(0), 8))
            .oracle(ArrayOracle.of(in -> {
              long[] counts = new long[8];
              for (long number : Elements.longs(in.get(0))) {
                counts[(int) number]++;
              }
              return NDArray.of(counts);
            }))
            .row(),
        OpCase.named("bincount with weights")
            .covers("Counting.bincount")
            .operands(numbers.always(DType.INT64), Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes("(7) (7)", "(0) (0)", "(2,3) (2,3)", "(64) ()")
            .tolerance(Tolerance.EXACT)
            .build(in -> Counting.bincount(in.get(0), in.get(1), 7))
            .oracle(ArrayOracle.of(in -> {
              boolean floating = in.get(1).dtype().isFloating();
              List<Object> sums =
                  new ArrayList<>(Collections.nCopies(7, floating ? (Object) 0.0 : (Object) 0L));
              long[] at = Elements.longs(in.get(0));
              List<Object> weights = Elements.list(in.get(1));
              for (int i = 0; i < at.length; i++) {
                Object weight = weights.get(weights.size() == 1 ? 0 : i);
                Object sum = sums.get((int) at[i]);
                sums.set(
                    (int) at[i],
                    IndexedRowCases.combined(Scatter.Kind.ADD, in.get(1).dtype(), sum, weight));
              }
              return Elements.array(in.get(1).dtype(), List.of(7), sums);
            }))
            .row(),
        OpCase.named("histogram")
            .covers("Counting.histogram")
            .operands(Operand.of(Values.between(-2, 3))
                .withSpecial(Values.of(
                    -1, -0.5, 0, -0.0, 1, 2, 2.5, 3, Double.NaN, Double.POSITIVE_INFINITY, -7)))
            .sizes("(64)", "(0)", "(7,13)", "()", "(1)")
            .tolerance(Tolerance.EXACT)
            .build(in -> Counting.histogram(in.get(0), 6, -1, 2))
            .oracle(ArrayOracle.of(in -> {
              long[] counts = new long[6];
              for (double x : Elements.doubles(in.get(0))) {
                // The edges are -1, -0.5 ... 2, so that halves are exact.
                if (x >= -1 && x <= 2) {
                  counts[Math.min((int) Math.floor((x + 1) * 2), 5)]++;
                }
              }
              return NDArray.of(counts);
            }))
            .row(),
        searchSorted(false),
        searchSorted(true));
  }

  private static OpCase searchSorted(boolean right) {
    // Sorted by the running maximum, which the oracle does in its own way.
    return OpCase.named("searchSorted" + (right ? " right" : ""))
        .covers("Counting.searchSorted")
        .operands(
            Operand.of(Values.between(-5, 5)).withoutSpecial(),
            Operand.of(Values.between(-6, 6)).withSpecial(Values.of(-5, -1, 0, -0.0, 3, 5, 1e9)))
        .dtypes(DTypes.NUMERIC)
        .sizes("(7) (5)", "(0) (2,3)", "(1) ()", "(64) (13)", "(7) (0)")
        .tolerance(Tolerance.EXACT)
        .build(in -> Counting.searchSorted(Cumulative.cumMax(in.get(0), 0), in.get(1), right))
        .oracle(ArrayOracle.of(in -> {
          List<Double> sorted = new ArrayList<>();
          for (double x : Elements.doubles(in.get(0))) {
            sorted.add(sorted.isEmpty() ? x : Math.max(x, sorted.get(sorted.size() - 1)));
          }
          List<Object> result = new ArrayList<>();
          for (double value : Elements.doubles(in.get(1))) {
            long at = 0;
            while (at < sorted.size()
                && (right ? sorted.get((int) at) <= value : sorted.get((int) at) < value)) {
              at++;
            }
            result.add(at);
          }
          return Elements.array(DType.INT64, in.get(1).shape(), result);
        }))
        .row();
  }
}
