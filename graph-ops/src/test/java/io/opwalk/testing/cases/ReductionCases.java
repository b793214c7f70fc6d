package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Reduce.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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
      new Form(List.of(0, 2), true, "(3,5,17)", "(2,0,3)", "(3,1,64)", "(2,3,2)"),
      new Form(List.of(), false, "()", "(7)", "(0)"));

  private ReductionCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (Form form : FORMS) {
      for (Kind kind : Kind.values()) {
        rows.add(reduce(kind, form));
      }
    }
    for (Kind kind : Kind.values()) {
      rows.add(named(kind, "of all")
          .sizes("()", "(0)", "(7)", "(7,13)", "(2,3,5)", "(64,17)")
          .build(in -> ofAll(kind, in.get(0)))
          .oracle(in -> {
            List<Integer> axes = IntStream.range(0, in.get(0).rank()).boxed().toList();
            return expect(kind, Groups.along(in.get(0), axes, false), in.get(0).dtype());
          })
          .row());
      rows.add(named(kind, "over axes from the end")
          .sizes("(7,13)", "(2,3,5)", "(3,4,0)", "(2,64,9)")
          .build(in -> along(kind, in.get(0), -1, 0))
          .oracle(in -> {
            List<Integer> axes = List.of(0, in.get(0).rank() - 1);
            return expect(kind, Groups.along(in.get(0), axes, false), in.get(0).dtype());
          })
          .row());
    }
    for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
      rows.addAll(argReductions(kind));
    }
    return rows;
  }

  private static OpCase reduce(Kind kind, Form form) {
    return named(kind, "over " + form)
        .sizes(form.sizes())
        .build(in -> along(kind, in.get(0), form.axes(), form.keepDims()))
        .oracle(in -> expect(
            kind,
            Groups.along(in.get(0), form.axes(), form.keepDims()),
            in.get(0).dtype()))
        .row();
  }

  private static OpCase.Builder named(Kind kind, String form) {
    boolean logical = kind == Kind.ANY || kind == Kind.ALL;
    String name = kind.name().toLowerCase(Locale.ROOT);
    return OpCase.named(name + " " + form)
        .covers("Reductions." + name)
        .operands(operand(kind))
        .dtypes(logical ? DTypes.LOGICAL : DTypes.NUMERIC)
        .tolerance(kind == Kind.SUM || kind == Kind.PROD ? ORDER : Tolerance.EXACT);
  }

  private static Tensor ofAll(Kind kind, Tensor x) {
    return switch (kind) {
      case SUM -> Reductions.sum(x);
      case PROD -> Reductions.prod(x);
      case MIN -> Reductions.min(x);
      case MAX -> Reductions.max(x);
      case ANY -> Reductions.any(x);
      case ALL -> Reductions.all(x);
    };
  }

  private static Tensor along(Kind kind, Tensor x, int... axes) {
    return switch (kind) {
      case SUM -> Reductions.sum(x, axes);
      case PROD -> Reductions.prod(x, axes);
      case MIN -> Reductions.min(x, axes);
      case MAX -> Reductions.max(x, axes);
      case ANY -> Reductions.any(x, axes);
      case ALL -> Reductions.all(x, axes);
    };
  }

  private static Tensor along(Kind kind, Tensor x, List<Integer> axes, boolean keepDims) {
    return switch (kind) {
      case SUM -> Reductions.sum(x, axes, keepDims);
      case PROD -> Reductions.prod(x, axes, keepDims);
      case MIN -> Reductions.min(x, axes, keepDims);
      case MAX -> Reductions.max(x, axes, keepDims);
      case ANY -> Reductions.any(x, axes, keepDims);
      case ALL -> Reductions.all(x, axes, keepDims);
    };
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

  private static List<OpCase> argReductions(ArgReduce.Kind kind) {
    boolean max = kind == ArgReduce.Kind.MAX;
    return List.of(
        argReduce(kind, "of all", "(1)", "(7)", "(207)", "(1025)", "(13,7)")
            .build(in -> max ? Reductions.argMax(in.get(0)) : Reductions.argMin(in.get(0)))
            .oracle(ArrayOracle.of(
                in -> argReduced(in.get(0).reshape(in.get(0).size()), kind, 0, false)))
            .row(),
        argReduce(kind, "along an axis", "(1)", "(13)", "(13,7)", "(3,0)", "(64,3,2)")
            .build(in -> max ? Reductions.argMax(in.get(0), 0) : Reductions.argMin(in.get(0), 0))
            .oracle(ArrayOracle.of(in -> argReduced(in.get(0), kind, 0, false)))
            .row(),
        argReduce(kind, "along a kept axis", "(3,1)", "(7,13)", "(3,64)", "(2,3,5)", "(0,3)")
            .build(in ->
                max ? Reductions.argMax(in.get(0), 1, true) : Reductions.argMin(in.get(0), 1, true))
            .oracle(ArrayOracle.of(in -> argReduced(in.get(0), kind, 1, true)))
            .row());
  }

  private static OpCase.Builder argReduce(ArgReduce.Kind kind, String form, String... sizes) {
    String name = kind == ArgReduce.Kind.MAX ? "argMax" : "argMin";
    return OpCase.named(name + " " + form)
        .covers("Reductions." + name)
        // Few values, so that there are ties.
        .operands(Operand.of(Values.of(-2, -1, 0, -0.0, 1, 2))
            .withSpecial(Values.ordinary().mixedWith(Values.special())))
        .dtypes(DTypes.NUMERIC)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
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
