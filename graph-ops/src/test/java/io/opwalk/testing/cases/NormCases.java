package io.opwalk.testing.cases;

import static io.opwalk.ops.Norms.l1;
import static io.opwalk.ops.Norms.l2;
import static io.opwalk.ops.Norms.logSum;
import static io.opwalk.ops.Norms.matrixNorm;
import static io.opwalk.ops.Norms.norm;
import static io.opwalk.ops.Norms.sumSquare;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Norms.MatrixNorm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Norms along axes and of matrices, against sums of powers with many digits. */
final class NormCases {
  private static final MathContext DIGITS = new MathContext(60);
  private static final String[] SIZES = {
    "(1)", "(0)", "(7)", "(64)", "(3,1)", "(13,3)", "(2,3,5)", "(3,0)", "(0,3)"
  };
  private static final IntFunction<List<Integer>> ALL =
      rank -> IntStream.range(0, rank).boxed().toList();
  private static final IntFunction<List<Integer>> FIRST = rank -> List.of(0);
  private static final IntFunction<List<Integer>> LAST = rank -> List.of(rank - 1);
  private static final IntFunction<List<Integer>> MATRIX = rank -> List.of(rank - 2, rank - 1);
  private static final Tolerance ROUNDINGS =
      Tolerance.ulps(1, "the number of roundings, and what they are relative to, is in the scale");

  /** Away from 0, where norms have kinks. */
  static final Operand NUMBERS = Operand.of(Values.ordinary())
      .withSpecial(Values.ordinary().mixedWith(Values.special()))
      .smoothOn(Values.awayFromZero(0.2, 2));

  private NormCases() {}

  static List<OpCase> all() {
    return List.of(
        row("l2", "l2", x -> l2(x), NormCases::euclidean, ALL),
        row("l2 along an axis", "l2", x -> l2(x, -1), NormCases::euclidean, LAST),
        row(
            "l2 kept",
            "l2",
            x -> l2(x, List.of(0), true),
            NormCases::euclidean,
            FIRST,
            true,
            SIZES),
        row("norm", "norm", x -> norm(x), NormCases::euclidean, ALL),
        row("norm 2", "norm", x -> norm(x, 2), NormCases::euclidean, ALL),
        row("norm 3", "norm", x -> norm(x, 3, -1), x -> powerNorm(x, 3, 1), LAST),
        row(
            "norm 1.5",
            "norm",
            x -> norm(x, 1.5, List.of(-1), true),
            x -> powerNorm(x, 3, 2),
            LAST,
            true,
            SIZES),
        row("norm 0.5", "norm", x -> norm(x, 0.5, -1), x -> powerNorm(x, 1, 2), LAST),
        row("norm 1", "norm", x -> norm(x, 1, 0), NormCases::absolute, FIRST),
        extreme(
            "norm of infinite power",
            x -> norm(x, Double.POSITIVE_INFINITY, -1),
            x -> x.stream().mapToDouble(Math::abs).reduce(0, Math::max)),
        extreme(
            "norm of negative infinite power",
            x -> norm(x, Double.NEGATIVE_INFINITY, -1),
            x -> x.stream().mapToDouble(Math::abs).reduce(Double.POSITIVE_INFINITY, Math::min)),
        row("l1", "l1", x -> l1(x), NormCases::absolute, ALL),
        row("l1 along an axis", "l1", x -> l1(x, -1), NormCases::absolute, LAST),
        row("l1 kept", "l1", x -> l1(x, List.of(0), true), NormCases::absolute, FIRST, true, SIZES),
        row("sumSquare", "sumSquare", x -> sumSquare(x), NormCases::squares, ALL),
        row(
            "sumSquare kept",
            "sumSquare",
            x -> sumSquare(x, List.of(-1), true),
            x -> squares(x),
            LAST,
            true,
            SIZES),
        integers("sumSquare of integers", "sumSquare", x -> sumSquare(x, -1), x -> x.pow(2)),
        integers("l1 of integers", "l1", x -> l1(x, -1), BigInteger::abs),
        logSumRow("logSum", x -> logSum(x), ALL),
        logSumRow("logSum along an axis", x -> logSum(x, -1), LAST),
        row(
            "Frobenius norm",
            "matrixNorm",
            x -> matrixNorm(x, MatrixNorm.FROBENIUS),
            NormCases::euclidean,
            MATRIX,
            false,
            "(1,1)",
            "(2,3)",
            "(2,4,3)",
            "(0,2,2)",
            "(2,0,3)"),
        singular(
            "nuclear norm",
            MatrixNorm.NUCLEAR,
            values -> values.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
        singular(
            "spectral norm",
            MatrixNorm.SPECTRAL,
            values -> values.stream().reduce(BigDecimal.ZERO, BigDecimal::max)),
        sums("largest sum of a column", MatrixNorm.COLUMN_SUM, ExactMatrix::norm),
        sums("largest sum of a row", MatrixNorm.ROW_SUM, a -> a.transposed().norm()));
  }

  private static OpCase row(
      String name,
      String function,
      Function<Tensor, Tensor> build,
      ToDoubleFunction<List<Double>> value,
      IntFunction<List<Integer>> axes) {
    return row(name, function, build, value, axes, false, SIZES);
  }

  /** A row whose result has one number for the elements along some axes, which the rank tells. */
  private static OpCase row(
      String name,
      String function,
      Function<Tensor, Tensor> build,
      ToDoubleFunction<List<Double>> value,
      IntFunction<List<Integer>> axes,
      boolean keepDims,
      String... sizes) {
    return OpCase.named(name)
        .covers("Norms." + function)
        .operands(NUMBERS)
        .sizes(sizes)
        .build(in -> build.apply(in.get(0)))
        .oracle(in -> {
          double least = in.get(0).dtype() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
          return Groups.along(in.get(0), axes.apply(in.get(0).rank()), keepDims)
              .numbers(value, x -> (2 * x.size() + 12) * (value.applyAsDouble(x) + least));
        })
        .tolerance(ROUNDINGS)
        .row();
  }

  private static OpCase integers(
      String name,
      String function,
      Function<Tensor, Tensor> build,
      UnaryOperator<BigInteger> term) {
    return OpCase.named(name)
        .covers("Norms." + function)
        .operands(Operand.of(Values.ordinary()))
        .dtypes(DTypes.INTEGER)
        .sizes(SIZES)
        .build(in -> build.apply(in.get(0)))
        .oracle(ArrayOracle.of(in -> Groups.along(
                in.get(0), LAST.apply(in.get(0).rank()), false)
            .map(
                in.get(0).dtype(),
                group -> group.stream()
                    .map(x -> term.apply(BigInteger.valueOf((Long) x)))
                    .reduce(BigInteger.ZERO, BigInteger::add)
                    .longValue())))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static OpCase extreme(
      String name, Function<Tensor, Tensor> build, ToDoubleFunction<List<Double>> value) {
    return OpCase.named(name)
        .covers("Norms.norm")
        .operands(NUMBERS.smoothOn(new ApartValues()))
        .sizes(SIZES)
        .build(in -> build.apply(in.get(0)))
        .oracle(in ->
            Groups.along(in.get(0), LAST.apply(in.get(0).rank()), false).numbers(value, x -> 0))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static OpCase logSumRow(
      String name, Function<Tensor, Tensor> build, IntFunction<List<Integer>> axes) {
    Operand positive = Operand.of(Values.between(0.1, 3))
        .withSpecial(Values.between(0.1, 3).mixedWith(Values.of(0, Double.NaN, 1e9)))
        .smoothOn(Values.between(0.1, 3));
    ToDoubleFunction<List<Double>> value = x -> StrictMath.log(Exact.sum(x));
    return OpCase.named(name)
        .covers("Norms.logSum")
        .operands(positive)
        .sizes(SIZES)
        .build(in -> build.apply(in.get(0)))
        .oracle(in -> Groups.along(in.get(0), axes.apply(in.get(0).rank()), false)
            // A relative error of the sum is an absolute one of the logarithm.
            .numbers(value, x -> (x.size() + 2) * (1 + Math.abs(value.applyAsDouble(x)))))
        .tolerance(ROUNDINGS)
        .row();
  }

  private static OpCase singular(
      String name, MatrixNorm kind, Function<List<BigDecimal>, BigDecimal> value) {
    return MatrixCases.row(
            name,
            0,
            x -> matrixNorm(x, kind),
            a -> ExactMatrix.of(
                1, 1, (row, column) -> value.apply(DecompositionCases.singularValues(a))),
            // In float32 each singular value is rounded, and their sum is.
            a -> 0x1p29)
        .covers("Norms.matrixNorm")
        .operands(MatrixCases.regular(new MatrixValues(0.3, 0.7)))
        .sizes("(1,1)", "(3,3)", "(4,2)", "(2,2,3)", "(0,2,2)", "(0,0)", "(2,0)")
        .row();
  }

  private static OpCase sums(String name, MatrixNorm kind, ToDoubleFunction<ExactMatrix> value) {
    return MatrixCases.row(
            name,
            2,
            x -> matrixNorm(x, kind, true),
            a -> ExactMatrix.of(1, 1, (row, column) -> new BigDecimal(value.applyAsDouble(a))),
            a -> 0x1p29)
        .covers("Norms.matrixNorm")
        .operands(NUMBERS.withoutSpecial())
        .sizes("(1,1)", "(3,3)", "(4,2)", "(2,2,3)", "(0,2,2)", "(0,0)", "(2,0)")
        .row();
  }

  private static boolean finite(List<Double> x) {
    return x.stream().allMatch(Double::isFinite);
  }

  /** By the rules of IEEE 754, where a number is not finite. */
  private static double unbounded(List<Double> x) {
    return x.stream().anyMatch(number -> number.isNaN()) ? Double.NaN : Double.POSITIVE_INFINITY;
  }

  private static BigDecimal powers(List<Double> x, int power) {
    return x.stream()
        .map(number -> new BigDecimal(number).abs().pow(power))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static double euclidean(List<Double> x) {
    return finite(x) ? powers(x, 2).sqrt(DIGITS).doubleValue() : unbounded(x);
  }

  private static double squares(List<Double> x) {
    return finite(x) ? powers(x, 2).doubleValue() : unbounded(x);
  }

  private static double absolute(List<Double> x) {
    return finite(x) ? powers(x, 1).doubleValue() : unbounded(x);
  }

  /** Of the power p/q, where q is 1 or 2. */
  private static double powerNorm(List<Double> x, int p, int q) {
    if (!finite(x)) {
      return unbounded(x);
    }
    BigDecimal sum = x.stream()
        .map(number -> new BigDecimal(number).abs().pow(p))
        .map(power -> q == 1 ? power : power.sqrt(DIGITS))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal power = sum.pow(q);
    return (p == 1 ? power : cubeRoot(power)).doubleValue();
  }

  /** By Newton's method, from a power of 10 near it. */
  private static BigDecimal cubeRoot(BigDecimal x) {
    if (x.signum() == 0) {
      return x;
    }
    BigDecimal root = BigDecimal.ONE.scaleByPowerOfTen((x.precision() - x.scale()) / 3 + 1);
    for (int i = 0; i < 40; i++) {
      BigDecimal quotient = x.divide(root.multiply(root), DIGITS);
      root = root.add(root).add(quotient).divide(BigDecimal.valueOf(3), DIGITS);
    }
    return root;
  }
}
