package io.opwalk.testing.cases;

import static io.opwalk.ops.Tensors.cast;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.literal;
import static io.opwalk.ops.Tensors.onesLike;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.zerosLike;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.state.ParameterStore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Leaves and casts. */
final class LeafCases {
  private static final NDArray VALUE =
      NDArray.of(List.of(2, 2), 1.5, Double.NaN, -0.0, Double.NEGATIVE_INFINITY);

  private LeafCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>(List.of(
        leaf("constant", "Tensors.constant").build(in -> constant(VALUE)).row(),
        leaf("constant of a Java array", "Tensors.constant")
            .build(in -> constant(VALUE.toArray()))
            .row(),
        leaf("parameter", "Tensors.parameter")
            .build(in -> parameter("w", VALUE))
            .row(),
        leaf("parameter of a store", "Tensors.parameter")
            .build(in -> parameter(new ParameterStore(), "w", VALUE))
            .row(),
        leaf("parameter that is frozen", "Tensors.parameter")
            .build(in -> parameter(new ParameterStore().create("w", VALUE), false))
            .row(),
        OpCase.named("placeholder")
            .covers("Tensors.placeholder")
            .operands(Operand.any())
            .dtypes(DTypes.ALL)
            .build(in -> in.get(0))
            .oracle(ArrayOracle.of(in -> in.get(0)))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("literal")
            .covers("Tensors.literal")
            .operands(Operand.of(Values.ordinary()))
            .dtypes(DTypes.NUMERIC)
            .build(in -> literal(-3, in.get(0)))
            .oracle(ArrayOracle.of(in -> NDArray.scalar(-3).cast(in.get(0).dtype())))
            .tolerance(Tolerance.EXACT)
            .row(),
        filled("zerosLike", 0).build(in -> zerosLike(in.get(0))).row(),
        filled("onesLike", 1).build(in -> onesLike(in.get(0))).row()));
    for (DType target : DType.values()) {
      rows.add(castTo(target));
    }
    return rows;
  }

  private static OpCase.Builder leaf(String name, String method) {
    return OpCase.named(name)
        .covers(method)
        .sizes("")
        .oracle(ArrayOracle.of(in -> VALUE))
        .tolerance(Tolerance.EXACT);
  }

  private static OpCase.Builder filled(String name, double value) {
    return OpCase.named(name)
        .covers("Tensors." + name)
        .operands(Operand.of(Values.ordinary()))
        .dtypes(DTypes.ALL)
        .oracle(ArrayOracle.of(in -> NDArray.full(
            in.get(0).dtype(),
            value,
            in.get(0).shape().stream().mapToInt(Integer::intValue).toArray())))
        .tolerance(Tolerance.EXACT);
  }

  private static OpCase castTo(DType target) {
    Operand from = Operand.of(Values.ordinary().mixedWith(Values.of(0, -0.0, 1)));
    return OpCase.named("cast to " + target)
        .covers("Tensors.cast")
        .operands(target.isFloating() ? from.smoothOn(Values.between(-2, 2)) : from)
        .dtypes(DTypes.ALL)
        .build(in -> cast(in.get(0), target))
        .oracle(ArrayOracle.elementwise(target, args -> converted(args.get(0), target)))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  /** By way of decimal text, which Java rounds correctly, and of integers without bounds. */
  private static Object converted(Object element, DType target) {
    if (element instanceof Boolean truth) {
      return target == DType.BOOL ? truth : converted(truth ? 1L : 0L, target);
    }
    Number number = (Number) element;
    return switch (target) {
      case FLOAT64 -> Double.parseDouble(number.toString());
      case FLOAT32 ->
        (double) Float.parseFloat(
            element instanceof Double x && Double.isFinite(x) && x != 0
                ? new BigDecimal(x).toString()
                : number.toString());
      case INT64 -> integer(number, 64);
      case INT32 -> integer(number, 32);
      case BOOL -> number.doubleValue() != 0;
    };
  }

  private static Object integer(Number number, int bits) {
    if (number instanceof Long whole) {
      return bits == 64 ? whole : (Object) (long) BigInteger.valueOf(whole).intValue();
    }
    double x = number.doubleValue();
    BigInteger limit = BigInteger.ONE.shiftLeft(bits - 1);
    if (Double.isNaN(x)) {
      return 0L;
    }
    if (Double.isInfinite(x)) {
      return (x > 0 ? limit.subtract(BigInteger.ONE) : limit.negate()).longValue();
    }
    return new BigDecimal(x)
        .toBigInteger()
        .max(limit.negate())
        .min(limit.subtract(BigInteger.ONE))
        .longValue();
  }
}
