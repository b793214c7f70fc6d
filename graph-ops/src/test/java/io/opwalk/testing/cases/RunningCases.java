package io.opwalk.testing.cases;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Scatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What runs along an axis, as primitives: the order is the definition, so all is exact. */
final class RunningCases {
  private static final String[] SIZES = {
    "(3,7)", "(13,1)", "(0,3)", "(3,0)", "(1,64)", "(2,207)", "(2,3,5)"
  };

  private RunningCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (Cumulate.Kind kind : Cumulate.Kind.values()) {
      rows.add(cumulate(new Cumulate(kind, 1, false, false)));
      rows.add(cumulate(new Cumulate(kind, 0, false, true)));
      rows.add(cumulate(new Cumulate(kind, 1, true, true)));
      rows.add(cumulate(new Cumulate(kind, 0, true, false)));
    }
    for (Cumulate.Kind kind : List.of(Cumulate.Kind.MIN, Cumulate.Kind.MAX)) {
      rows.add(clipped(new Cumulate(kind, 1, true, true)));
      rows.add(clipped(new Cumulate(kind, 0, true, false)));
    }
    for (boolean reverse : List.of(false, true)) {
      for (int axis : List.of(0, 1)) {
        rows.add(recurrence(new LinearRecurrence(axis, reverse)));
      }
    }
    return rows;
  }

  private static boolean startsInfinite(Cumulate op) {
    return op.exclusive() && (op.kind() == Cumulate.Kind.MIN || op.kind() == Cumulate.Kind.MAX);
  }

  private static OpCase cumulate(Cumulate op) {
    return OpCase.named(op.label())
        .operands(startsInfinite(op) ? operand(op.kind()).notSmooth() : operand(op.kind()))
        .dtypes(DTypes.NUMERIC)
        .sizes(SIZES)
        .tolerance(Tolerance.EXACT)
        .build(in -> Apply.of(op, in).output())
        .oracle(ArrayOracle.of(in -> cumulated(op, in.get(0))))
        .row();
  }

  /** Finite throughout, so that there are differences to compare the gradient with. */
  private static OpCase clipped(Cumulate op) {
    return OpCase.named(op.label() + " clipped")
        .operands(Operand.any().withSpecial(Values.between(-3, 3)))
        .dtypes(DType.FLOAT64)
        .sizes(SIZES)
        .tolerance(Tolerance.EXACT)
        .build(in -> Arithmetic.clip(Apply.of(op, in).output(), -10, 10))
        .oracle(ArrayOracle.of(in -> {
          List<Object> values = new ArrayList<>(Elements.list(cumulated(op, in.get(0))));
          values.replaceAll(value -> Math.max(-10.0, Math.min((Double) value, 10.0)));
          return Elements.array(DType.FLOAT64, in.get(0).shape(), values);
        }))
        .row();
  }

  static Operand operand(Cumulate.Kind kind) {
    return kind == Cumulate.Kind.PROD
        ? Operand.of(Values.awayFromZero(0.9, 1.1)).smoothOn(Values.awayFromZero(0.5, 1.5))
        : Operand.any();
  }

  static NDArray cumulated(Cumulate op, NDArray x) {
    Scatter.Kind combine = switch (op.kind()) {
      case SUM -> Scatter.Kind.ADD;
      case PROD -> Scatter.Kind.MUL;
      case MIN -> Scatter.Kind.MIN;
      case MAX -> Scatter.Kind.MAX;
    };
    List<Object> elements = Elements.list(x);
    List<Object> result = new ArrayList<>(elements);
    for (List<Integer> index : inOrder(x, op.reverse())) {
      int at = Grid.offset(index, x.shape());
      int before = neighbour(x, index, op.axis(), op.reverse());
      Object own = elements.get(at);
      if (op.exclusive()) {
        Object start = neutral(op.kind(), x.dtype());
        result.set(
            at,
            before < 0
                ? start
                : IndexedRowCases.combined(
                    combine, x.dtype(), result.get(before), elements.get(before)));
      } else {
        Object start = before < 0 ? neutral(op.kind(), x.dtype()) : result.get(before);
        result.set(at, IndexedRowCases.combined(combine, x.dtype(), start, own));
      }
    }
    return Elements.array(x.dtype(), x.shape(), result);
  }

  private static List<List<Integer>> inOrder(NDArray x, boolean reverse) {
    List<List<Integer>> indices = new ArrayList<>(Grid.indices(x.shape()));
    if (reverse) {
      Collections.reverse(indices);
    }
    return indices;
  }

  /** Where the element before this one is, or -1. */
  private static int neighbour(NDArray x, List<Integer> index, int axis, boolean reverse) {
    int at = index.get(axis) + (reverse ? 1 : -1);
    if (at < 0 || at >= x.dim(axis)) {
      return -1;
    }
    List<Integer> other = new ArrayList<>(index);
    other.set(axis, at);
    return Grid.offset(other, x.shape());
  }

  private static Object neutral(Cumulate.Kind kind, DType dtype) {
    boolean max = kind == Cumulate.Kind.MAX;
    return switch (kind) {
      case SUM -> dtype.isFloating() ? (Object) 0.0 : (Object) 0L;
      case PROD -> dtype.isFloating() ? (Object) 1.0 : (Object) 1L;
      case MIN, MAX ->
        switch (dtype) {
          case INT64 -> max ? Long.MIN_VALUE : Long.MAX_VALUE;
          case INT32 -> (long) (max ? Integer.MIN_VALUE : Integer.MAX_VALUE);
          default -> max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        };
    };
  }

  private static OpCase recurrence(LinearRecurrence op) {
    return OpCase.named(op.label().toLowerCase(Locale.ROOT))
        .operands(
            Operand.of(Values.awayFromZero(0.5, 1)).smoothOn(Values.between(-1, 1)), Operand.any())
        .dtypes(DTypes.NUMERIC)
        .sizes(
            "(3,7) (3,7)",
            "(13,1) (13,1)",
            "(0,3) (0,3)",
            "(3,0) (3,0)",
            "(1,64) (1,64)",
            "(2,207) (2,207)",
            "(2,3,5) (2,3,5)")
        .tolerance(Tolerance.EXACT)
        .build(in -> Apply.of(op, in).output())
        .oracle(ArrayOracle.of(in -> recurred(op, in.get(0), in.get(1))))
        .row();
  }

  private static NDArray recurred(LinearRecurrence op, NDArray factors, NDArray terms) {
    List<Object> a = Elements.list(factors);
    List<Object> result = new ArrayList<>(Elements.list(terms));
    for (List<Integer> index : inOrder(terms, op.reverse())) {
      int at = Grid.offset(index, terms.shape());
      int before = neighbour(terms, index, op.axis(), op.reverse());
      if (before >= 0) {
        Object product = IndexedRowCases.combined(
            Scatter.Kind.MUL, terms.dtype(), a.get(at), result.get(before));
        result.set(
            at, IndexedRowCases.combined(Scatter.Kind.ADD, terms.dtype(), product, result.get(at)));
      }
    }
    return Elements.array(terms.dtype(), terms.shape(), result);
  }
}
