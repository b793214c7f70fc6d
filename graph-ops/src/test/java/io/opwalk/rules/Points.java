package io.opwalk.rules;

import io.opwalk.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Where the sides of a rule are compared. */
final class Points {
  private static final int RANDOM = 25;
  private static final int PAIRS = 600;

  private Points() {}

  /** Points of one or more coordinates, all of them values of the dtype. */
  static double[][] of(DType dtype, int coordinates) {
    List<Double> line = line(dtype);
    if (coordinates == 1) {
      return line.stream().map(x -> new double[] {x}).toArray(double[][]::new);
    }
    Random random = new Random(3);
    double[][] points = new double[PAIRS][coordinates];
    for (double[] point : points) {
      for (int i = 0; i < coordinates; i++) {
        point[i] = line.get(random.nextInt(line.size()));
      }
    }
    return points;
  }

  private static List<Double> line(DType dtype) {
    TreeSet<Double> line = new TreeSet<>(Awkward.doubles(dtype));
    Random random = new Random(5);
    for (int i = 0; i < RANDOM; i++) {
      double sign = random.nextBoolean() ? 1 : -1;
      // Every binade; where exp is neither 0 nor infinite; where it is infinite and exp(-x) is not
      // yet 0; near 1; where erf is not yet 1.
      line.add(sign * Math.scalb(1 + random.nextDouble(), random.nextInt(2040) - 1070));
      line.add(sign * 745 * random.nextDouble());
      line.add(sign * (dtype == DType.FLOAT32 ? 88.8 : 709.8) * (1 + 0.04 * random.nextDouble()));
      line.add(sign * 40 * random.nextDouble());
      line.add(sign * (1 + Math.scalb(random.nextDouble(), -random.nextInt(50))));
      line.add(sign * 6 * random.nextDouble());
      line.add(sign * random.nextDouble());
    }
    line.addAll(
        List.of(800.0, -800.0, 709.7, -709.7, -740.0, 88.0, -88.0, -100.0, 0.6931471805599453));
    List<Double> rounded = new ArrayList<>();
    line.forEach(x -> rounded.add(dtype == DType.FLOAT32 ? (double) x.floatValue() : x));
    return rounded;
  }
}
