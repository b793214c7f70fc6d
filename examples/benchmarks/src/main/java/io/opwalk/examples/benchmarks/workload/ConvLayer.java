package io.opwalk.examples.benchmarks.workload;

/**
 * A convolution with a 3x3 kernel and a padding of one, as many channels out as in, batch 1. Input
 * and result are in the order that the engine likes best.
 *
 * @param side the height and the width
 * @param channels the number of channels
 */
public record ConvLayer(int side, int channels) implements Problem {
  /** The image, [1, channels, side, side]. */
  public JavaArray input(Precision precision) {
    return Values.uniform(precision, 1, 1, 1, channels, side, side);
  }

  /** The kernel, [out, in, 3, 3]. */
  public JavaArray kernel(Precision precision) {
    return Values.glorot(precision, 2, 9 * channels, 9 * channels, channels, channels, 3, 3);
  }
}
