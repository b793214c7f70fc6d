package io.opwalk.testing.cases;

import static io.opwalk.ops.Arithmetic.abs;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Reductions.any;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.Control;
import io.opwalk.ops.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Loops and conditions, against loops and conditions in Java. */
final class ControlCases {
  /** A sequence and an initial value: no steps, one, several; elements that are empty. */
  private static final String[] SIZES = {
    "(0) ()",
    "(1) ()",
    "(7) ()",
    "(0,3) (3)",
    "(5,0) (0)",
    "(4,1) (1)",
    "(3,1,2) (1,2)",
    "(64,5) (5)"
  };

  private static final String[] ELEMENTS = {"()", "(0)", "(1)", "(7)", "(3,0)", "(13,3)", "(1,7)"};

  private ControlCases() {}

  static List<OpCase> all() {
    return List.of(
        OpCase.named("scan: cumulative sums")
            .covers("Control.scan")
            .operands(Operand.any(), Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes(SIZES)
            .build(in -> Control.scan(in.get(0), in.get(1), (sum, x) -> add(sum, x)))
            .oracle(ArrayOracle.of(in -> stack(in.get(0), states(in, false, plus(in)))))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("foldl: alternating sum")
            .covers("Control.foldl")
            .operands(Operand.any(), Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes(SIZES)
            .build(in -> Control.foldl(in.get(0), in.get(1), (sum, x) -> subtract(x, sum)))
            .oracle(ArrayOracle.of(in -> last(in, false)))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("foldr: alternating sum")
            .covers("Control.foldr")
            .operands(Operand.any(), Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes(SIZES)
            .build(in -> Control.foldr(in.get(0), in.get(1), (sum, x) -> subtract(x, sum)))
            .oracle(ArrayOracle.of(in -> last(in, true)))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("scan in reverse: cumulative sums, and what they were before")
            .covers("Scan.over", "Scan.next")
            .operands(Operand.any(), Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes(SIZES)
            .build(in -> Scan.over(in.get(0))
                .carrying(in.get(1))
                .reverse()
                .step((state, x) -> Scan.next(add(state.get(0), x.get(0))).giving(state.get(0)))
                .output(0))
            .oracle(ArrayOracle.of(in -> {
              List<List<Object>> after = states(in, true, plus(in));
              List<List<Object>> before = new ArrayList<>();
              for (int i = 0; i < after.size(); i++) {
                before.add(i + 1 < after.size() ? after.get(i + 1) : Elements.list(in.get(1)));
              }
              return stack(in.get(0), before);
            }))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("map: negative")
            .covers("Control.map")
            .operands(Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes("(0)", "(1)", "(7)", "(0,3)", "(3,0)", "(5,1)", "(4,3,2)")
            .build(in -> Control.map(in.get(0), x -> negative(x)))
            .oracle(ArrayOracle.elementwiseExact(
                args -> args.get(0) instanceof Double x ? (Object) (-x) : -(Long) args.get(0)))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("scan without a state: negative")
            .covers("Scan.giving")
            .operands(Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes("(0)", "(1)", "(7)", "(3,0)", "(5,1)", "(4,3,2)")
            .build(in -> Scan.over(in.get(0))
                .step((state, x) -> Scan.giving(negative(x.get(0))))
                .output(0))
            .oracle(ArrayOracle.elementwiseExact(
                args -> args.get(0) instanceof Double x ? (Object) (-x) : -(Long) args.get(0)))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("scan without a sequence: doubling three times")
            .covers("Scan.times")
            .operands(Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes(ELEMENTS)
            .build(in -> Scan.times(3)
                .carrying(in.get(0))
                .step((state, none) -> Scan.next(multiply(state.get(0), 2)))
                .finalState(0))
            .oracle(ArrayOracle.of(in -> {
              List<Object> elements = new ArrayList<>(Elements.list(in.get(0)));
              DType dtype = in.get(0).dtype();
              // Powers of two: nothing is rounded, and what overflows does so at once, too.
              elements.replaceAll(x ->
                  fit(dtype, x instanceof Double number ? (Object) (number * 8) : (Long) x * 8));
              return Elements.array(dtype, in.get(0).shape(), elements);
            }))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("condAll: the second value of two branches")
            .covers("Control.condAll")
            .operands(Operand.of(Values.of(0, 1)).always(DType.BOOL), Operand.any(), Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes("() () ()", "() (0) (0)", "() (7) (7)", "() (3,1) (3,1)", "() (64) (64)")
            .build(in -> Control.condAll(
                    in.get(0),
                    () -> List.of(in.get(1), in.get(2)),
                    () -> List.of(in.get(2), in.get(1)))
                .get(1))
            .oracle(ArrayOracle.of(
                in -> (Boolean) Elements.list(in.get(0)).get(0) ? in.get(2) : in.get(1)))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("whileLoop: doubling until nothing is small")
            .covers("Control.whileLoop")
            .operands(Operand.of(Values.awayFromZero(0.01, 100))
                .withSpecial(Values.of(Double.NaN, Double.POSITIVE_INFINITY, -1e30, 0.25))
                // Between two doublings all are taken as often, 5 times.
                .smoothOn(Values.between(0.35, 0.6)))
            .sizes(ELEMENTS)
            .build(in ->
                Control.whileLoop(12, in.get(0), x -> any(less(abs(x), 10)), x -> multiply(2, x)))
            .oracle(ArrayOracle.of(in -> doubled(in.get(0))))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("cond: one of two branches")
            .covers("Control.cond")
            .operands(Operand.of(Values.of(0, 1)).always(DType.BOOL), Operand.any())
            .dtypes(DTypes.NUMERIC)
            .sizes("() ()", "() (0)", "() (1)", "() (7)", "() (3,0)", "() (13,3)")
            .build(in ->
                Control.cond(in.get(0), () -> multiply(in.get(1), 2), () -> negative(in.get(1))))
            .oracle(ArrayOracle.of(in -> {
              List<Object> elements = new ArrayList<>(Elements.list(in.get(1)));
              DType dtype = in.get(1).dtype();
              boolean then = (Boolean) Elements.list(in.get(0)).get(0);
              elements.replaceAll(x -> {
                if (x instanceof Double number) {
                  return then ? fit(dtype, number * 2) : (Object) (-number);
                }
                return fit(dtype, (Long) x * (then ? 2 : -1));
              });
              return Elements.array(dtype, in.get(1).shape(), elements);
            }))
            .tolerance(Tolerance.EXACT)
            .row());
  }

  /** A number as the dtype holds it: sums and differences of two floats are rounded once. */
  private static Object fit(DType dtype, Object value) {
    if (value instanceof Double number) {
      return dtype == DType.FLOAT32 ? (Object) (double) number.floatValue() : number;
    }
    return dtype == DType.INT32 ? (Object) (long) ((Long) value).intValue() : value;
  }

  private static BinaryOperator<Object> plus(List<NDArray> in) {
    DType dtype = in.get(0).dtype();
    return (sum, x) -> fit(
        dtype,
        x instanceof Double number ? (Object) ((Double) sum + number) : (Long) sum + (Long) x);
  }

  private static BinaryOperator<Object> minus(List<NDArray> in) {
    DType dtype = in.get(0).dtype();
    return (sum, x) -> fit(
        dtype,
        x instanceof Double number ? (Object) (number - (Double) sum) : (Long) x - (Long) sum);
  }

  /** The state after each step, by row. */
  private static List<List<Object>> states(
      List<NDArray> in, boolean reverse, BinaryOperator<Object> step) {
    List<Object> elements = Elements.list(in.get(0));
    List<Object> state = Elements.list(in.get(1));
    int steps = in.get(0).dim(0);
    int size = state.size();
    List<List<Object>> rows = new ArrayList<>();
    for (int taken = 0; taken < steps; taken++) {
      int row = reverse ? steps - 1 - taken : taken;
      List<Object> next = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        next.add(step.apply(state.get(i), elements.get(row * size + i)));
      }
      state = next;
      rows.add(reverse ? 0 : rows.size(), next);
    }
    return rows;
  }

  private static NDArray stack(NDArray like, List<List<Object>> rows) {
    return Elements.array(
        like.dtype(), like.shape(), rows.stream().flatMap(List::stream).toList());
  }

  /** The state that is left by the alternating sum. */
  private static NDArray last(List<NDArray> in, boolean reverse) {
    NDArray initial = in.get(1);
    List<List<Object>> rows = states(in, reverse, minus(in));
    return rows.isEmpty()
        ? initial
        : Elements.array(initial.dtype(), initial.shape(), rows.get(reverse ? 0 : rows.size() - 1));
  }

  private static NDArray doubled(NDArray x) {
    List<Object> elements = new ArrayList<>(Elements.list(x));
    while (elements.stream().anyMatch(element -> Math.abs((Double) element) < 10)) {
      elements.replaceAll(element -> fit(x.dtype(), 2 * (Double) element));
    }
    return Elements.array(x.dtype(), x.shape(), elements);
  }
}
