package io.opwalk.testing.cases;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Random numbers, against the generator on 32-bit words and the definitions of distributions. */
final class RandomCases {
  private static final Operand KEY =
      Operand.of(Values.ordinary()).withSpecial(Values.special()).always(INT64);
  private static final Operand LIKE = Operand.of(Values.ordinary());
  private static final String[] SIZES = {
    "() ()", "() (0)", "() (1)", "() (207)", "() (3,0)", "() (7,13)"
  };
  private static final Shape SHAPE = Shape.shape(5, 13);

  private RandomCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    rows.addAll(keys());
    rows.addAll(draws());
    rows.addAll(distributions());
    rows.addAll(orders());
    return rows;
  }

  private static OpCase.Builder row(String name, String... sizes) {
    return OpCase.named("random " + name)
        .covers("Randoms." + name)
        .operands(KEY, LIKE)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  private static OpCase.Builder keyed(String name) {
    return OpCase.named("random " + name)
        .covers("Randoms." + name)
        .operands(KEY)
        .sizes("()")
        .tolerance(Tolerance.EXACT);
  }

  private static long key(List<NDArray> in) {
    return in.get(0).longValue();
  }

  /** One element for each place in the shape of the last operand. */
  private static ArrayOracle each(DType dtype, BiFunction<Long, Long, Object> element) {
    return ArrayOracle.of(in -> {
      NDArray like = in.get(in.size() - 1);
      return array(dtype, like.shape(), key(in), element);
    });
  }

  private static ArrayOracle fixed(DType dtype, BiFunction<Long, Long, Object> element) {
    return ArrayOracle.of(in -> array(dtype, List.of(5, 13), key(in), element));
  }

  private static NDArray array(
      DType dtype, List<Integer> shape, long key, BiFunction<Long, Long, Object> element) {
    int count = shape.stream().reduce(1, Math::multiplyExact);
    List<Object> elements =
        LongStream.range(0, count).mapToObj(place -> element.apply(key, place)).toList();
    return Elements.array(dtype, shape, elements);
  }

  private static List<OpCase> keys() {
    return List.of(
        OpCase.named("random key")
            .covers("Randoms.key")
            .sizes("")
            .build(in -> Randoms.key(-7))
            .oracle(ArrayOracle.of(in -> NDArray.scalar(-7L)))
            .tolerance(Tolerance.EXACT)
            .row(),
        keyed("foldIn")
            .build(in -> Randoms.foldIn(in.get(0), 3))
            .oracle(ArrayOracle.of(in -> NDArray.scalar(ThreefryOracle.bits(key(in), -4))))
            .row(),
        OpCase.named("random split")
            .covers("Randoms.split")
            .operands(KEY)
            .sizes("()")
            .tolerance(Tolerance.EXACT)
            .build(in -> Randoms.split(in.get(0), 3).get(2))
            .oracle(ArrayOracle.of(in -> NDArray.scalar(ThreefryOracle.bits(key(in), -3))))
            .row());
  }

  private static List<OpCase> draws() {
    return List.of(
        row("bitsLike", SIZES)
            .build(in -> Randoms.bitsLike(in.get(0), in.get(1)))
            .oracle(each(INT64, ThreefryOracle::bits))
            .row(),
        keyed("bits")
            .build(in -> Randoms.bits(in.get(0), SHAPE))
            .oracle(fixed(INT64, ThreefryOracle::bits))
            .row(),
        row("uniformLike", SIZES)
            .build(in -> Randoms.uniformLike(in.get(0), in.get(1)))
            .oracle(ArrayOracle.of(in -> {
              DType dtype = in.get(1).dtype();
              return array(
                  dtype, in.get(1).shape(), key(in), (key, place) -> uniform(dtype, key, place));
            }))
            .row(),
        keyed("uniform")
            .build(in -> Randoms.uniform(in.get(0), FLOAT32, SHAPE))
            .oracle(
                fixed(FLOAT32, (key, place) -> (ThreefryOracle.bits(key, place) >>> 40) * 0x1p-24))
            .row(),
        OpCase.named("random uniform between bounds")
            .covers("Randoms.uniform")
            .operands(KEY)
            .sizes("()")
            .tolerance(Tolerance.EXACT)
            .build(in -> Randoms.uniform(in.get(0), FLOAT64, SHAPE, -3, 5))
            .oracle(fixed(FLOAT64, (key, place) -> ThreefryOracle.uniform(key, place) * 8 - 3))
            .row(),
        keyed("integers")
            .build(in -> Randoms.integers(in.get(0), INT32, SHAPE, -5, 9))
            .oracle(fixed(INT32, (key, place) -> (ThreefryOracle.bits(key, place) >>> 1) % 14 - 5))
            .row(),
        row("bernoulli", SIZES)
            .operands(KEY, Operand.of(Values.between(0, 1)).withoutSpecial())
            .build(in -> Randoms.bernoulli(in.get(0), in.get(1)))
            .oracle(ArrayOracle.of(in -> {
              double[] p = Elements.doubles(in.get(1));
              return array(
                  DType.BOOL,
                  in.get(1).shape(),
                  key(in),
                  (key, place) -> uniform(in.get(1).dtype(), key, place) < p[place.intValue()]);
            }))
            .row(),
        OpCase.named("dropout")
            .covers("Randoms.dropout")
            .operands(KEY, Operand.any())
            .sizes(SIZES)
            .tolerance(Tolerance.EXACT)
            .build(in -> Randoms.dropout(in.get(1), 0.25, in.get(0)))
            .oracle(ArrayOracle.of(in -> dropped(in.get(1), key(in))))
            .row());
  }

  private static NDArray dropped(NDArray x, long key) {
    List<Object> elements = Elements.list(x);
    return array(x.dtype(), x.shape(), key, (unused, place) -> {
      double value = (Double) elements.get(place.intValue());
      // The factor has the dtype of x, and so has the product.
      double factor = x.dtype() == FLOAT32 ? (float) (1 / 0.75) : 1 / 0.75;
      double kept = x.dtype() == FLOAT32 ? (float) value * (float) factor : value * factor;
      return ThreefryOracle.uniform(key, place) >= 0.25 ? kept : 0.0;
    });
  }

  private static List<OpCase> distributions() {
    Tolerance functions =
        Tolerance.ulps(4, "two elementary functions of an ulp each, and a product");
    return List.of(
        keyed("normal")
            .tolerance(functions)
            .build(in -> Randoms.normal(in.get(0), FLOAT64, SHAPE))
            .oracle(fixed(FLOAT64, RandomCases::normal))
            .row(),
        row("normalLike", SIZES)
            .tolerance(functions)
            .build(in -> Randoms.normalLike(in.get(0), in.get(1)))
            .oracle(each(FLOAT64, RandomCases::normal))
            .row(),
        keyed("exponential")
            .tolerance(functions)
            .build(in -> Randoms.exponential(in.get(0), FLOAT64, SHAPE))
            .oracle(fixed(
                FLOAT64, (key, place) -> -StrictMath.log1p(-ThreefryOracle.uniform(key, place))))
            .row(),
        row("gumbelLike", SIZES)
            .tolerance(Tolerance.ulps(4, "relative to 1, where the logarithm is 0"))
            .build(in -> Randoms.gumbelLike(in.get(0), in.get(1)))
            .oracle(in -> {
              NDArray values = each(FLOAT64, RandomCases::gumbel).expect(in).values();
              double[] scale = Elements.doubles(values);
              for (int i = 0; i < scale.length; i++) {
                scale[i] = Math.max(1, Math.abs(scale[i]));
              }
              return new Expected(values, scale);
            })
            .row(),
        keyed("truncatedNormal")
            .tolerance(Tolerance.asTheOracleSays("Commons Math solves for it to 1e-9"))
            .build(in -> Randoms.truncatedNormal(in.get(0), FLOAT64, SHAPE, -2, 1))
            .oracle(in -> {
              NDArray values = fixed(FLOAT64, RandomCases::truncated).expect(in).values();
              double[] bounds = new double[values.size()];
              Arrays.fill(bounds, 1e-8);
              return new Expected(values, bounds);
            })
            .row());
  }

  private static Object normal(long key, long place) {
    double first = ((ThreefryOracle.bits(key, 2 * place) >>> 11) + 1) * 0x1p-53;
    double turn = ThreefryOracle.uniform(key, 2 * place + 1) * (2 * Math.PI);
    return StrictMath.sqrt(-2 * StrictMath.log(first)) * StrictMath.cos(turn);
  }

  private static double gumbel(long key, long place) {
    double inside = ((ThreefryOracle.bits(key, place) >>> 12) + 0.5) * 0x1p-52;
    return -StrictMath.log(-StrictMath.log(inside));
  }

  private static Object truncated(long key, long place) {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double low = normal.cumulativeProbability(-2);
    double high = normal.cumulativeProbability(1);
    return normal.inverseCumulativeProbability(
        low + ThreefryOracle.uniform(key, place) * (high - low));
  }

  private static List<OpCase> orders() {
    return List.of(
        keyed("permutation")
            .build(in -> Randoms.permutation(in.get(0), 13))
            .oracle(ArrayOracle.of(in -> Elements.array(INT64, List.of(13), order(key(in), 13))))
            .row(),
        row("shuffle", "() (1,7)", "() (0,3)", "() (7,13)")
            .build(in -> Randoms.shuffle(in.get(0), in.get(1), -2))
            .oracle(ArrayOracle.of(in -> {
              List<Long> order = order(key(in), in.get(1).dim(0));
              return Grid.gather(
                  in.get(1),
                  in.get(1).shape(),
                  index -> List.of(order.get(index.get(0)).intValue(), index.get(1)));
            }))
            .row(),
        row("categorical", "() (3)", "() (4,7)", "() (0,3)", "() (2,1)")
            .operands(KEY, Operand.of(Values.between(-3, 3)).withoutSpecial())
            .build(in -> Randoms.categorical(in.get(0), in.get(1), 5))
            .oracle(ArrayOracle.of(in -> categorical(key(in), in.get(1), 5)))
            .row());
  }

  /** As many of the highest bits as a number of the dtype has. */
  private static double uniform(DType dtype, long key, long place) {
    return dtype == FLOAT32
        ? (ThreefryOracle.bits(key, place) >>> 40) * 0x1p-24
        : ThreefryOracle.uniform(key, place);
  }

  private static List<Long> order(long key, int count) {
    return LongStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparing(place -> ThreefryOracle.bits(key, place)))
        .toList();
  }

  private static NDArray categorical(long key, NDArray logits, int samples) {
    List<Integer> shape = new ArrayList<>(logits.shape());
    int classes = shape.remove(shape.size() - 1);
    shape.add(samples);
    double[] all = Elements.doubles(logits);
    List<Long> drawn = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      int at = Grid.offset(index, shape);
      int row = at / samples;
      long best = 0;
      double highest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        double height = all[row * classes + k] + gumbel(key, (long) at * classes + k);
        if (height > highest) {
          highest = height;
          best = k;
        }
      }
      drawn.add(best);
    }
    return Elements.array(INT64, shape, drawn);
  }
}
