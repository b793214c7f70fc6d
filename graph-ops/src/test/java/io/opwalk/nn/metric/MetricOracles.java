package io.opwalk.nn.metric;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** What metrics should be, by loops over rows of labels y and predictions p with weights w. */
final class MetricOracles {
  /** How many numbers a row has. */
  static final int CLASSES = 4;

  private MetricOracles() {}

  static int argMax(double[] values) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      best = values[k] > values[best] ? k : best;
    }
    return best;
  }

  static int rank(double[] values, int of) {
    int larger = 0;
    for (double value : values) {
      larger += value > values[of] ? 1 : 0;
    }
    return larger;
  }

  /** Weighted counts of one cell: whether it is true, and whether it is said to be. */
  static double count(
      double[][] y, double[][] p, double[] w, double threshold, boolean isTrue, boolean isSaid) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < y[i].length; k++) {
        sum += (y[i][k] != 0) == isTrue && (p[i][k] > threshold) == isSaid ? w[i] : 0;
      }
    }
    return sum;
  }

  static double precision(double[][] y, double[][] p, double[] w, double threshold) {
    double right = count(y, p, w, threshold, true, true);
    double vain = count(y, p, w, threshold, false, true);
    return right == 0 ? 0 : right / (right + vain);
  }

  static double recall(double[][] y, double[][] p, double[] w, double threshold) {
    double right = count(y, p, w, threshold, true, true);
    return right / (right + count(y, p, w, threshold, true, false));
  }

  static double specificity(double[][] y, double[][] p, double[] w, double threshold) {
    double right = count(y, p, w, threshold, false, false);
    return right / (right + count(y, p, w, threshold, false, true));
  }

  static double[][] column(double[][] x, int k) {
    double[][] column = new double[x.length][1];
    for (int i = 0; i < x.length; i++) {
      column[i][0] = x[i][k];
    }
    return column;
  }

  /**
   * The chance that a true one is said with more certainty than a false one, ties counting half.
   */
  static double concordance(double[][] y, double[][] p, double[] w) {
    double above = 0;
    double all = 0;
    for (int i = 0; i < y.length * CLASSES; i++) {
      for (int j = 0; j < y.length * CLASSES; j++) {
        if (y[i / CLASSES][i % CLASSES] != 0 && y[j / CLASSES][j % CLASSES] == 0) {
          double weight = w[i / CLASSES] * w[j / CLASSES];
          double ahead = p[i / CLASSES][i % CLASSES] - p[j / CLASSES][j % CLASSES];
          above += weight * (ahead > 0 ? 1 : ahead == 0 ? 0.5 : 0);
          all += weight;
        }
      }
    }
    return above / all;
  }

  static double fScore(double[][] y, double[][] said, double[] w, double beta) {
    double right = count(y, said, w, 0.5, true, true);
    double vain = count(y, said, w, 0.5, false, true);
    double missed = count(y, said, w, 0.5, true, false);
    double squared = beta * beta;
    return (1 + squared) * right / ((1 + squared) * right + squared * missed + vain);
  }

  /** 1 for the largest of each row, and for all that equal it. */
  static double[][] allLargest(double[][] p) {
    double[][] said = new double[p.length][CLASSES];
    for (int i = 0; i < p.length; i++) {
      for (int k = 0; k < CLASSES; k++) {
        said[i][k] = rank(p[i], k) == 0 ? 1 : 0;
      }
    }
    return said;
  }

  /** 1 for the first of the largest of each row. */
  static double[][] largest(double[][] p) {
    double[][] said = new double[p.length][CLASSES];
    for (int i = 0; i < p.length; i++) {
      said[i][argMax(p[i])] = 1;
    }
    return said;
  }

  static double meanOverlap(double[][] y, double[][] p, double[] w, List<Integer> targets) {
    double sum = 0;
    for (int target : targets) {
      double both = 0;
      double either = 0;
      for (int i = 0; i < y.length; i++) {
        for (int k = 0; k < y[i].length; k++) {
          boolean isTrue = y[i][k] == target;
          boolean isSaid = p[i][k] == target;
          both += isTrue && isSaid ? w[i] : 0;
          either += isTrue || isSaid ? w[i] : 0;
        }
      }
      sum += both / either;
    }
    return sum / targets.size();
  }

  static double best(DoublePredicate isEnough, DoubleUnaryOperator value) {
    double best = 0;
    for (int i = 0; i <= 10; i++) {
      if (isEnough.test(i / 10.0)) {
        best = Math.max(best, value.applyAsDouble(i / 10.0));
      }
    }
    return best;
  }

  static double areaOfEach(double[][] y, double[][] p, double[] w, double... weights) {
    double sum = 0;
    double all = 0;
    for (int k = 0; k < CLASSES; k++) {
      double above = 0;
      double pairs = 0;
      for (int i = 0; i < y.length; i++) {
        for (int j = 0; j < y.length; j++) {
          if (y[i][k] != 0 && y[j][k] == 0) {
            double ahead = p[i][k] - p[j][k];
            above += w[i] * w[j] * (ahead > 0 ? 1 : ahead == 0 ? 0.5 : 0);
            pairs += w[i] * w[j];
          }
        }
      }
      sum += weights[k] * above / pairs;
      all += weights[k];
    }
    return sum / all;
  }

  static double scoreOfEach(double[][] y, double[][] p, double[] w, double beta, boolean weighted) {
    double sum = 0;
    double all = 0;
    for (int k = 0; k < CLASSES; k++) {
      double weight = 1;
      if (weighted) {
        weight = count(column(y, k), column(y, k), w, 0.5, true, true);
      }
      sum += weight * fScore(column(y, k), column(allLargest(p), k), w, beta);
      all += weight;
    }
    return sum / all;
  }

  static double explained(double[][] y, double[][] p, double[] w, boolean byVariance) {
    double sum = 0;
    double all = 0;
    for (int k = 0; k < CLASSES; k++) {
      double mean = 0;
      double weights = 0;
      for (int i = 0; i < y.length; i++) {
        mean += w[i] * y[i][k];
        weights += w[i];
      }
      mean /= weights;
      double spread = 0;
      double error = 0;
      for (int i = 0; i < y.length; i++) {
        spread += w[i] * Math.pow(y[i][k] - mean, 2);
        error += w[i] * Math.pow(y[i][k] - p[i][k], 2);
      }
      double weight = byVariance ? spread : 1;
      sum += weight * (1 - error / spread);
      all += weight;
    }
    return sum / all;
  }
}
