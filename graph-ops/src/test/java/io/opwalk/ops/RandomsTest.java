package io.opwalk.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GumbelDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether draws have the distribution they are named for. Keys are fixed, so a test that passes
 * passes for ever; a p-value below one in a thousand would be a rare key, or a wrong distribution.
 */
class RandomsTest {
  private static final int COUNT = 4000;
  private static final Shape SHAPE = Shape.shape(COUNT);
  private static final double RARE = 1e-3;
  private static final long[] SEEDS = {0, 1, -1, 0x123456789abcdefL};

  private record Draw(String name, Function<Tensor, Tensor> draw, RealDistribution distribution) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Draw> continuous() {
    Tensor like = Tensors.constant(new double[COUNT]);
    return Stream.of(
        new Draw(
            "uniform",
            key -> Randoms.uniform(key, DType.FLOAT64, SHAPE),
            new UniformRealDistribution(null, 0, 1)),
        new Draw(
            "uniform between bounds",
            key -> Randoms.uniform(key, DType.FLOAT32, SHAPE, -1, 3),
            new UniformRealDistribution(null, -1, 3)),
        new Draw(
            "normal",
            key -> Randoms.normal(key, DType.FLOAT64, SHAPE),
            new NormalDistribution(null, 0, 1)),
        new Draw(
            "exponential",
            key -> Randoms.exponential(key, DType.FLOAT64, SHAPE),
            new ExponentialDistribution(null, 1)),
        new Draw(
            "gumbel", key -> Randoms.gumbelLike(key, like), new GumbelDistribution(null, 0, 1)));
  }

  private static double[] numbers(Tensor draw) {
    NDArray value = draw.evaluate(Feed.empty(), new ReferenceBackend());
    return value.cast(DType.FLOAT64).toDoubles();
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void passesTheTestOfKolmogorovAndSmirnov(Draw draw) {
    for (long seed : SEEDS) {
      double[] sample = numbers(draw.draw().apply(Randoms.key(seed)));
      double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(draw.distribution(), sample);
      assertTrue(p > RARE, () -> "p = " + p + " with the key " + seed);
    }
  }

  @Test
  void aTruncatedNormalIsOneBetweenItsBounds() {
    double[] sample = numbers(Randoms.truncatedNormal(Randoms.key(5), DType.FLOAT64, SHAPE, -2, 1));
    assertTrue(Arrays.stream(sample).allMatch(x -> x >= -2 && x <= 1));
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double low = normal.cumulativeProbability(-2);
    double width = normal.cumulativeProbability(1) - low;
    double[] levels = Arrays.stream(sample)
        .map(x -> (normal.cumulativeProbability(x) - low) / width)
        .toArray();
    double p = new KolmogorovSmirnovTest()
        .kolmogorovSmirnovTest(new UniformRealDistribution(null, 0, 1), levels);
    assertTrue(p > RARE, () -> "p = " + p);
  }

  private static void assertAsOften(double[] expected, double[] sample) {
    long[] counts = new long[expected.length];
    for (double drawn : sample) {
      counts[(int) drawn]++;
    }
    double p = new ChiSquareTest().chiSquareTest(expected, counts);
    assertTrue(p > RARE, () -> "p = " + p + " for " + Arrays.toString(counts));
  }

  @Test
  void discreteDrawsPassTheChiSquareTest() {
    for (long seed : SEEDS) {
      Tensor key = Randoms.key(seed);
      assertAsOften(
          new double[] {1, 1, 1, 1, 1, 1, 1},
          numbers(Randoms.integers(key, DType.INT64, SHAPE, 0, 7)));
      Tensor third = Tensors.constant(NDArray.full(DType.FLOAT64, 1.0 / 3, COUNT));
      assertAsOften(new double[] {2, 1}, numbers(Randoms.bernoulli(key, third)));
      Tensor logits =
          Tensors.constant(new double[] {StrictMath.log(1), StrictMath.log(2), StrictMath.log(5)});
      assertAsOften(new double[] {1, 2, 5}, numbers(Randoms.categorical(key, logits, COUNT)));
    }
  }

  @Test
  void bitsAreOnesHalfTheTimeInEveryPlace() {
    NDArray bits =
        Randoms.bits(Randoms.key(9), SHAPE).evaluate(Feed.empty(), new ReferenceBackend());
    for (int place = 0; place < Long.SIZE; place++) {
      int at = place;
      long ones =
          LongStream.of(bits.toLongs()).filter(word -> (word >>> at & 1) == 1).count();
      // Five standard deviations, each of half the root of the count.
      assertEquals(COUNT / 2.0, ones, 2.5 * Math.sqrt(COUNT), () -> "bit " + at);
    }
  }

  @Test
  void keysMadeOfAKeyAreNoneOfItsDraws() {
    Tensor key = Randoms.key(3);
    Set<Double> seen = new HashSet<>();
    for (double draw : numbers(Randoms.bits(key, SHAPE))) {
      seen.add(draw);
    }
    List<Tensor> children = Randoms.split(key, 50);
    children.forEach(child -> assertTrue(seen.add(numbers(child)[0])));
  }

  @Test
  void everyOrderOfThreeIsAsLikely() {
    double[] counts = new double[6];
    for (int i = 0; i < 3000; i++) {
      double[] order = numbers(Randoms.permutation(Randoms.key(i), 3));
      counts[(int) (2 * order[0] + (order[1] > order[2] ? 1 : 0))]++;
    }
    long[] observed = Arrays.stream(counts).mapToLong(count -> (long) count).toArray();
    double p = new ChiSquareTest().chiSquareTest(new double[] {1, 1, 1, 1, 1, 1}, observed);
    assertTrue(p > RARE, () -> "p = " + p + " for " + Arrays.toString(counts));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    Tensor key = Randoms.key(1);
    Tensor x = Tensors.constant(new double[3]);
    assertThrows(TypeException.class, () -> Randoms.uniform(x, DType.FLOAT64, SHAPE));
    assertThrows(TypeException.class, () -> Randoms.uniform(key, DType.INT32, SHAPE));
    assertThrows(TypeException.class, () -> Randoms.integers(key, DType.INT32, SHAPE, 3, 3));
    assertThrows(TypeException.class, () -> Randoms.integers(key, DType.INT32, SHAPE, 0, 1L << 40));
    assertThrows(TypeException.class, () -> Randoms.dropout(x, 1.5, key));
    assertThrows(
        TypeException.class, () -> Randoms.truncatedNormal(key, DType.FLOAT64, SHAPE, 2, 1));
  }
}
