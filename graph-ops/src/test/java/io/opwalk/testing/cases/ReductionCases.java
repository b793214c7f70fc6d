package io.opwalk.testing.cases;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reduce.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Reductions, over the last axis, another one, several and all. */
final class ReductionCases {
  static final Tolerance ORDER =
      Tolerance.ulps(1, "the bound of a sum in any order is in the scale, see Exact.sumScale");

  /** Sizes, and the axes that are reduced. */
  private record Form(List<Integer> axes, boolean keepDims, String... sizes) {
    @Override
    public String toString() {
      return axes + (keepDims ? " kept" : "");
    }
  }

  private static final List<Form> FORMS = List.of(
      new Form(
          List.of(0),
          false,
          "(0)",
          "(1)",
          "(3)",
          "(7)",
          "(13)",
          "(64)",
          "(207)",
          "(1025)",
          "(3,0)",
          "(0,3)",
          "(13,7)",
          "(207,3)",
          "(2,3,5)"),
      new Form(List.of(1), false, "(3,0)", "(0,3)", "(7,13)", "(3,207)", "(1,8)", "(2,3,5)"),
      new Form(List.of(1), true, "(7,13)", "(3,1)", "(2,9,2)"),
      new Form(List.of(0, 1), false, "(7,13)", "(1,1)", "(3,0)", "(13,2,3)"),
      new Form(List.of(0, 2), true, "(3,5,17)", "(2,0,3)", "(3,1,64)"),
      new Form(List.of(), false, "()", "(7)", "(0)"));

  private ReductionCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (Form form : FORMS) {
      for (Kind kind : Kind.values()) {
        rows.add(reduce(kind, form));
      }
    }
    for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
      rows.add(argReduce(kind, 0, false, "(1)", "(7)", "(207)", "(1025)", "(13,7)", "(3,0)"));
      rows.add(argReduce(kind, 1, true, "(3,1)", "(7,13)", "(3,64)", "(2,3,5)", "(0,3)"));
    }
    return rows;
  }

  private static OpCase reduce(Kind kind, Form form) {
    boolean logical = kind == Kind.ANY || kind == Kind.ALL;
    Reduce op = new Reduce(kind, form.axes(), form.keepDims());
    return OpCase.named("Reduce " + kind.name().toLowerCase(Locale.ROOT) + " over " + form)
        .operands(operand(kind))
        .dtypes(logical ? DTypes.LOGICAL : DTypes.NUMERIC)
        .sizes(form.sizes())
        .build(in -> apply(op, in))
        .oracle(in -> expect(
            kind,
            Groups.along(in.get(0), form.axes(), form.keepDims()),
            in.get(0).dtype()))
        .tolerance(kind == Kind.SUM || kind == Kind.PROD ? ORDER : Tolerance.EXACT)
        .row();
  }

  private static Tensor apply(io.opwalk.Op op, List<Tensor> in) {
    return Apply.of(op, in).output();
  }

  private static Operand operand(Kind kind) {
    return switch (kind) {
      case SUM ->
        Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge()));
      // Near 1, so that a thousand factors neither overflow nor vanish.
      case PROD ->
        Operand.of(Values.awayFromZero(0.9, 1.1))
            .withSpecial(Values.of(1, -1, 1, -1, 2, -0.5, 0, -0.0)
                .mixedWith(Values.of(
                    1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
            .smoothOn(Values.awayFromZero(0.9, 1.1));
      // Distinct values: where two are equal, the smallest is not differentiable.
      case MIN, MAX -> Operand.any();
      case ANY -> Operand.of(Values.of(0, 0, 0, 0, 0, 0, 0, 1));
      case ALL -> Operand.of(Values.of(1, 1, 1, 1, 1, 1, 1, 0));
    };
  }

  static Expected expect(Kind kind, Groups groups, DType dtype) {
    return switch (kind) {
      case SUM -> sum(groups, dtype);
      case PROD -> product(groups, dtype);
      case MIN -> Expected.of(groups.map(dtype, group -> extreme(group, dtype, false)));
      case MAX -> Expected.of(groups.map(dtype, group -> extreme(group, dtype, true)));
      case ANY -> Expected.of(groups.map(dtype, group -> group.contains(true)));
      case ALL -> Expected.of(groups.map(dtype, group -> !group.contains(false)));
    };
  }

  static Expected sum(Groups groups, DType dtype) {
    return dtype.isFloating()
        ? groups.numbers(Exact::sum, Exact::sumScale)
        : Expected.of(
            groups.map(dtype, group -> Exact.integers(group, BigInteger.ZERO, BigInteger::add)));
  }

  private static Expected product(Groups groups, DType dtype) {
    return dtype.isFloating()
        ? groups.numbers(Exact::product, group -> group.size() * Math.abs(Exact.product(group)))
        : Expected.of(groups.map(
            dtype, group -> Exact.integers(group, BigInteger.ONE, BigInteger::multiply)));
  }

  private static Object extreme(List<Object> group, DType dtype, boolean largest) {
    if (dtype.isFloating()) {
      // The order of Double.compareTo has -0.0 below 0.0 and NaN above all.
      List<Double> numbers =
          new ArrayList<>(List.of(largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY));
      group.forEach(x -> numbers.add((Double) x));
      if (numbers.contains(Double.NaN)) {
        return Double.NaN;
      }
      return largest ? Collections.max(numbers) : Collections.min(numbers);
    }
    boolean wide = dtype == DType.INT64;
    List<Long> numbers = new ArrayList<>();
    numbers.add(
        largest
            ? (wide ? Long.MIN_VALUE : Integer.MIN_VALUE)
            : (wide ? Long.MAX_VALUE : Integer.MAX_VALUE));
    group.forEach(x -> numbers.add((Long) x));
    return largest ? Collections.max(numbers) : Collections.min(numbers);
  }

  private static OpCase argReduce(
      ArgReduce.Kind kind, int axis, boolean keepDims, String... sizes) {
    String name = "arg" + kind.name().toLowerCase(Locale.ROOT);
    return OpCase.named("ArgReduce " + name + " over " + axis + (keepDims ? " kept" : ""))
        // Few values, so that there are ties.
        .operands(Operand.of(Values.of(-2, -1, 0, -0.0, 1, 2))
            .withSpecial(Values.ordinary().mixedWith(Values.special())))
        .dtypes(DTypes.NUMERIC)
        .sizes(sizes)
        .build(in -> apply(new ArgReduce(kind, axis, keepDims), in))
        .oracle(ArrayOracle.of(in -> argReduced(in.get(0), kind, axis, keepDims)))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  static NDArray argReduced(NDArray x, ArgReduce.Kind kind, int axis, boolean keepDims) {
    return Groups.along(x, List.of(axis), keepDims).map(DType.INT64, group -> {
      if (group.contains(Double.NaN)) {
        return (long) group.indexOf(Double.NaN);
      }
      Object best = extreme(group, x.dtype(), kind == ArgReduce.Kind.MAX);
      for (int i = 0; ; i++) {
        // As numbers, and not by equals: the zeros are equal.
        if (((Number) group.get(i)).doubleValue() == ((Number) best).doubleValue()
            && (!(best instanceof Long) || group.get(i).equals(best))) {
          return (long) i;
        }
      }
    });
  }
}
