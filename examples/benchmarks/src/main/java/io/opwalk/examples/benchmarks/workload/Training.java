package io.opwalk.examples.benchmarks.workload;

import java.util.List;

/**
 * Steps of Adam on the mean categorical cross entropy of one batch, which goes in anew with each
 * step; out comes the loss before the step. Convolutions have a 5x5 kernel, a padding of two, relu
 * and a pooling of 2x2; all dense layers but the last have relu.
 *
 * @param batch how many images a step sees
 * @param side their height and width
 * @param filters the channels that come out of each convolution; images have one channel
 * @param units the features that come out of each dense layer, the last of them the classes
 */
public record Training(int batch, int side, List<Integer> filters, List<Integer> units)
    implements Problem {
  /** Adam's learning rate. */
  public static final double RATE = 1e-3;

  /** How much of the mean Adam keeps. */
  public static final double BETA1 = 0.9;

  /** How much of the mean square Adam keeps. */
  public static final double BETA2 = 0.999;

  /** Small, since engines differ in whether it is added before or after the bias correction. */
  public static final double EPSILON = 1e-8;

  /** The height and the width of a convolution's kernel. */
  public static final int WINDOW = 5;

  /** The images, [batch, 1, side, side], or [batch, side * side] where nothing is convolved. */
  public JavaArray images(Precision precision) {
    return filters.isEmpty()
        ? Values.uniform(precision, 1, 1, batch, side * side)
        : Values.uniform(precision, 1, 1, batch, 1, side, side);
  }

  /** The labels, one-hot, [batch, classes]. */
  public JavaArray labels(Precision precision) {
    return Values.oneHot(precision, 2, batch, units.get(units.size() - 1));
  }

  /** The channels that go into a convolution. */
  public int channels(int conv) {
    return conv == 0 ? 1 : filters.get(conv - 1);
  }

  /** The side of what goes into the first dense layer. */
  public int pooledSide() {
    return side >> filters.size();
  }

  /** The first kernel of a convolution, [out, in, 5, 5]. */
  public JavaArray convKernel(int conv, Precision precision) {
    int in = channels(conv);
    int out = filters.get(conv);
    int window = WINDOW * WINDOW;
    return Values.glorot(precision, 100 + conv, in * window, out * window, out, in, WINDOW, WINDOW);
  }

  /** The first bias of a convolution, [out]. */
  public JavaArray convBias(int conv, Precision precision) {
    return Values.uniform(precision, 200 + conv, 0.01, filters.get(conv));
  }

  /** The features that go into a dense layer. */
  public int features(int dense) {
    if (dense > 0) {
      return units.get(dense - 1);
    }
    return channels(filters.size()) * pooledSide() * pooledSide();
  }

  /** The first kernel of a dense layer, [in, out]; the first's inputs are channels first. */
  public JavaArray denseKernel(int dense, Precision precision) {
    int in = features(dense);
    int out = units.get(dense);
    return Values.glorot(precision, 300 + dense, in, out, in, out);
  }

  /** The first bias of a dense layer, [out]. */
  public JavaArray denseBias(int dense, Precision precision) {
    return Values.uniform(precision, 400 + dense, 0.01, units.get(dense));
  }

  /**
   * Of the losses. Adam's first steps divide each gradient by its own size, so that roundings of
   * the smallest gradients show, and so does where epsilon stands.
   */
  @Override
  public double tolerance(Precision precision) {
    return precision == Precision.F64 ? 1e-4 : 1e-3;
  }

  /**
   * The second loss shows whether the gradients are the same, the third whether Adam's state is.
   */
  @Override
  public int comparedRuns() {
    return 3;
  }
}
