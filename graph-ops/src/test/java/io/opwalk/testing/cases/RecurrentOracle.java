package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Recurrent cells, one sequence, one step and one unit after the other.
 *
 * @param gates how many a cell has: 1 of a simple RNN, 3 of a GRU, 4 of an LSTM
 * @param activation of candidates and outputs
 * @param isBackwards whether the last step comes first
 * @param isResetAfter of a GRU
 * @param isCoupled of an LSTM
 * @param zeroMasked what the output of a masked step is
 */
record RecurrentOracle(
    int gates,
    DoubleUnaryOperator activation,
    boolean isBackwards,
    boolean isResetAfter,
    boolean isCoupled,
    boolean zeroMasked) {
  /** A simple cell forwards. */
  static RecurrentOracle of(int gates) {
    return new RecurrentOracle(gates, Math::tanh, false, true, false, false);
  }

  /** All that a cell gives: outputs, sums before the gates, and the last states. */
  record Result(NDArray outputs, NDArray sums, NDArray lastH, NDArray lastC) {}

  /** Inputs by name: x, k, r, and perhaps b, h, c, p, mask. */
  Result of(Map<String, NDArray> in) {
    NDArray x = in.get("x");
    int units = in.get("r").dim(0);
    List<Double> outputs = new ArrayList<>();
    List<Double> sums = new ArrayList<>();
    List<Double> lastH = new ArrayList<>();
    List<Double> lastC = new ArrayList<>();
    for (int batch = 0; batch < x.dim(0); batch++) {
      Sequence sequence = new Sequence(in, batch, units);
      double[][] rows = new double[x.dim(1)][];
      for (int i = 0; i < rows.length; i++) {
        int time = isBackwards ? rows.length - 1 - i : i;
        rows[time] = sequence.step(time);
      }
      for (int time = 0; time < rows.length; time++) {
        add(outputs, rows[time], 0, units);
        add(sums, rows[time], units, rows[time].length);
      }
      add(lastH, sequence.h, 0, units);
      add(lastC, sequence.c, 0, units);
    }
    return new Result(
        array(outputs, x.dim(0), x.dim(1), units),
        array(sums, x.dim(0), x.dim(1), gates * units),
        array(lastH, x.dim(0), units),
        array(lastC, x.dim(0), units));
  }

  private static void add(List<Double> all, double[] row, int from, int to) {
    for (int i = from; i < to; i++) {
      all.add(row[i]);
    }
  }

  private static NDArray array(List<Double> elements, Integer... shape) {
    return Elements.array(DType.FLOAT64, List.of(shape), elements);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** One sequence on its way. */
  private final class Sequence {
    private final Map<String, NDArray> in;
    private final int batch;
    private final int units;
    private final boolean isInitial;
    private double[] h;
    private double[] c;
    private boolean hasBegun;

    Sequence(Map<String, NDArray> in, int batch, int units) {
      this.in = in;
      this.batch = batch;
      this.units = units;
      this.isInitial = in.containsKey("h");
      this.h = row("h");
      this.c = row("c");
    }

    private double[] row(String name) {
      double[] row = new double[units];
      for (int u = 0; u < units && in.containsKey(name); u++) {
        row[u] = at(name, batch, u);
      }
      return row;
    }

    private double at(String name, int... index) {
      NDArray array = in.get(name);
      return Elements.doubles(array)[
          Grid.offset(Arrays.stream(index).boxed().toList(), array.shape())];
    }

    /** The sum for a gate of a unit: of the input with its bias, or of a state with its own. */
    private double sum(boolean isOfInput, double[] from, int gate, int unit) {
      int column = gate * units + unit;
      double sum = 0;
      for (int i = 0; i < from.length; i++) {
        sum += from[i] * at(isOfInput ? "k" : "r", i, column);
      }
      NDArray bias = in.get("b");
      if (bias == null || bias.rank() == 1 && !isOfInput) {
        return sum;
      }
      return sum + (bias.rank() == 1 ? at("b", column) : at("b", isOfInput ? 0 : 1, column));
    }

    /** The output of a step, and what the gates are computed from. */
    double[] step(int time) {
      double[] x = new double[in.get("x").dim(2)];
      for (int i = 0; i < x.length; i++) {
        x[i] = at("x", batch, time, i);
      }
      double[] nextH = new double[units];
      double[] nextC = new double[units];
      double[] all = new double[units * (gates + 1)];
      for (int u = 0; u < units; u++) {
        double[] sums = switch (gates) {
          case 1 -> rnn(x, u, nextH);
          case 3 -> gru(x, u, nextH);
          default -> lstm(x, u, nextH, nextC);
        };
        for (int gate = 0; gate < gates; gate++) {
          all[units * (gate + 1) + u] = sums[gate];
        }
      }
      boolean isMasked = in.containsKey("mask")
          && !(Boolean) Elements.list(in.get("mask")).get(batch * in.get("x").dim(1) + time);
      if (!isMasked) {
        h = nextH;
        c = nextC;
        hasBegun = true;
      }
      boolean isZero = isMasked && (zeroMasked || isInitial && !hasBegun);
      for (int u = 0; u < units; u++) {
        all[u] = isZero ? 0 : h[u];
      }
      return all;
    }

    private double[] rnn(double[] x, int u, double[] nextH) {
      double sum = sum(true, x, 0, u) + sum(false, h, 0, u);
      nextH[u] = activation.applyAsDouble(sum);
      return new double[] {sum};
    }

    private double[] gru(double[] x, int u, double[] nextH) {
      double z = sum(true, x, 0, u) + sum(false, h, 0, u);
      double r = sum(true, x, 1, u) + sum(false, h, 1, u);
      double product;
      if (isResetAfter) {
        product = sigmoid(r) * sum(false, h, 2, u);
      } else {
        double[] resets = new double[units];
        for (int i = 0; i < units; i++) {
          resets[i] = h[i] * sigmoid(sum(true, x, 1, i) + sum(false, h, 1, i));
        }
        product = sum(false, resets, 2, u);
      }
      double candidate = sum(true, x, 2, u) + product;
      nextH[u] = sigmoid(z) * h[u] + (1 - sigmoid(z)) * activation.applyAsDouble(candidate);
      return new double[] {z, r, candidate};
    }

    private double[] lstm(double[] x, int u, double[] nextH, double[] nextC) {
      double[] sums = new double[4];
      for (int gate = 0; gate < 4; gate++) {
        sums[gate] = sum(true, x, gate, u) + sum(false, h, gate, u);
      }
      boolean isPeeping = in.containsKey("p");
      sums[0] += isPeeping ? at("p", 0, u) * c[u] : 0;
      sums[1] += isPeeping ? at("p", 1, u) * c[u] : 0;
      double forget = isCoupled ? 1 - sigmoid(sums[0]) : sigmoid(sums[1]);
      nextC[u] = forget * c[u] + sigmoid(sums[0]) * activation.applyAsDouble(sums[2]);
      sums[3] += isPeeping ? at("p", 2, u) * nextC[u] : 0;
      nextH[u] = sigmoid(sums[3]) * activation.applyAsDouble(nextC[u]);
      return sums;
    }
  }
}
