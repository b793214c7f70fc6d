package io.opwalk.examples.benchmarks.plain;

import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Mlp;
import io.opwalk.examples.benchmarks.workload.Mlp.Activation;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Dense layers in {@code double}. Allocates nothing after the start. */
final class DoubleMlp implements Session {
  private final Mlp mlp;
  private final double[][] kernels;
  private final double[][] biases;
  private final double[][] values;
  private final double[] logits;

  DoubleMlp(Mlp mlp) {
    this.mlp = mlp;
    this.kernels = IntStream.range(0, mlp.layers())
        .mapToObj(i -> (double[]) mlp.kernel(i, Precision.F64).flat())
        .toArray(double[][]::new);
    this.biases = IntStream.range(0, mlp.layers())
        .mapToObj(i -> (double[]) mlp.bias(i, Precision.F64).flat())
        .toArray(double[][]::new);
    this.values = mlp.widths().stream()
        .map(width -> new double[mlp.batch() * width])
        .toArray(double[][]::new);
    this.logits = new double[values[mlp.layers()].length];
    double[] input = (double[]) mlp.input(Precision.F64).flat();
    System.arraycopy(input, 0, values[0], 0, input.length);
  }

  @Override
  public void run() {
    int layers = kernels.length;
    for (int layer = 0; layer < layers; layer++) {
      int in = mlp.widths().get(layer);
      int out = mlp.widths().get(layer + 1);
      for (int row = 0; row < mlp.batch(); row++) {
        dense(layer, row, in, out);
      }
      if (layer == layers - 1 && mlp.withLogits()) {
        System.arraycopy(values[layers], 0, logits, 0, logits.length);
      }
      activate(mlp.activations().get(layer), values[layer + 1], out);
    }
  }

  private void dense(int layer, int row, int in, int out) {
    double[] kernel = kernels[layer];
    double[] x = values[layer];
    double[] y = values[layer + 1];
    int to = row * out;
    System.arraycopy(biases[layer], 0, y, to, out);
    for (int k = 0; k < in; k++) {
      double factor = x[row * in + k];
      int from = k * out;
      for (int j = 0; j < out; j++) {
        y[to + j] += factor * kernel[from + j];
      }
    }
  }

  private static void activate(Activation activation, double[] y, int columns) {
    switch (activation) {
      case RELU -> {
        for (int i = 0; i < y.length; i++) {
          y[i] = Math.max(y[i], 0);
        }
      }
      case SOFTPLUS -> {
        for (int i = 0; i < y.length; i++) {
          y[i] = Math.log1p(Math.exp(y[i]));
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < y.length; i++) {
          y[i] = 1 / (1 + Math.exp(-y[i]));
        }
      }
      case SOFTMAX -> {
        for (int from = 0; from < y.length; from += columns) {
          DoubleSoftmax.row(y, y, from, columns);
        }
      }
    }
  }

  @Override
  public List<JavaArray> results() {
    double[] y = values[kernels.length];
    List<Integer> dims = List.of(mlp.batch(), mlp.widths().get(kernels.length));
    JavaArray output = new JavaArray(Arrays.copyOf(y, y.length), dims);
    return mlp.withLogits() ? List.of(output, new JavaArray(logits, dims)) : List.of(output);
  }

  @Override
  public Session another() {
    return new DoubleMlp(mlp);
  }
}
