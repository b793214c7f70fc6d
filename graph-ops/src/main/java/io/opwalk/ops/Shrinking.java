package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.ShrinkFunctions;

/**
 * Nonlinearities of neural networks most of them in pieces of lines and parabolas, element by
 * element, by the names of Keras 3 and ONNX. {@link Scalars} says what holds for all of them.
 * Floating dtypes only. {@link Activations} has the others.
 */
public final class Shrinking {
  private Shrinking() {}

  /**
   * x, held between -1 and 1. Exact.
   *
   * <p>Gradient: 1 between -1 and 1, else 0, also at both.
   */
  public static Tensor hardTanh(Tensor x) {
    return Scalars.apply(ShrinkFunctions.HARD_TANH, x);
  }

  /**
   * x hardSigmoid(x) = x min(max(x + 3, 0), 6) / 6; ONNX: HardSwish. Error: below 2.5 ulp.
   *
   * <p>Gradient: (2 x + 3) / 6 between -3 and 3; 0 up to -3, 1 from 3 on.
   */
  public static Tensor hardSilu(Tensor x) {
    return Scalars.apply(ShrinkFunctions.HARD_SILU, x);
  }

  /**
   * x for x above the threshold, else 0. Exact.
   *
   * <p>Gradient: 1 in x above the threshold, else 0, also at it; none in the threshold.
   */
  public static Tensor thresholdedRelu(Tensor x, Tensor threshold) {
    return Scalars.apply(ShrinkFunctions.THRESHOLDED_RELU, x, threshold);
  }

  /** As {@link #thresholdedRelu(Tensor, Tensor)}. */
  public static Tensor thresholdedRelu(Tensor x, double threshold) {
    return Scalars.apply(ShrinkFunctions.THRESHOLDED_RELU, x, threshold);
  }

  /** As {@link #thresholdedRelu(Tensor, Tensor)}. */
  public static Tensor thresholdedRelu(double x, Tensor threshold) {
    return Scalars.apply(ShrinkFunctions.THRESHOLDED_RELU, x, threshold);
  }

  /** As {@link #thresholdedRelu(Tensor, Tensor)} with 1, the default of Keras and ONNX. */
  public static Tensor thresholdedRelu(Tensor x) {
    return thresholdedRelu(x, 1);
  }

  /**
   * x for |x| above the threshold, else 0. Exact.
   *
   * <p>Gradient: 1 in x where |x| is above the threshold, else 0; none in the threshold.
   */
  public static Tensor hardShrink(Tensor x, Tensor threshold) {
    return Scalars.apply(ShrinkFunctions.HARD_SHRINK, x, threshold);
  }

  /** As {@link #hardShrink(Tensor, Tensor)}. */
  public static Tensor hardShrink(Tensor x, double threshold) {
    return Scalars.apply(ShrinkFunctions.HARD_SHRINK, x, threshold);
  }

  /** As {@link #hardShrink(Tensor, Tensor)}. */
  public static Tensor hardShrink(double x, Tensor threshold) {
    return Scalars.apply(ShrinkFunctions.HARD_SHRINK, x, threshold);
  }

  /** As {@link #hardShrink(Tensor, Tensor)} with 0.5, the default of Keras. */
  public static Tensor hardShrink(Tensor x) {
    return hardShrink(x, 0.5);
  }

  /**
   * x, brought nearer to 0 by the threshold: x - sign(x) threshold for |x| above it, else 0. Error:
   * half an ulp.
   *
   * <p>Gradient: 1 in x and -sign(x) in the threshold where |x| is above it, else 0.
   */
  public static Tensor softShrink(Tensor x, Tensor threshold) {
    return Scalars.apply(ShrinkFunctions.SOFT_SHRINK, x, threshold);
  }

  /** As {@link #softShrink(Tensor, Tensor)}. */
  public static Tensor softShrink(Tensor x, double threshold) {
    return Scalars.apply(ShrinkFunctions.SOFT_SHRINK, x, threshold);
  }

  /** As {@link #softShrink(Tensor, Tensor)}. */
  public static Tensor softShrink(double x, Tensor threshold) {
    return Scalars.apply(ShrinkFunctions.SOFT_SHRINK, x, threshold);
  }

  /** As {@link #softShrink(Tensor, Tensor)} with 0.5, the default of Keras. */
  public static Tensor softShrink(Tensor x) {
    return softShrink(x, 0.5);
  }

  /**
   * x - sign(x) bias for |x| above the threshold, else 0; ONNX: Shrink, with lambd for the
   * threshold. Error: half an ulp.
   *
   * <p>Gradient: 1 in x and -sign(x) in the bias where |x| is above the threshold, else 0; none in
   * the threshold.
   */
  public static Tensor shrink(Tensor x, Tensor threshold, Tensor bias) {
    return Scalars.apply(ShrinkFunctions.SHRINK, x, threshold, bias);
  }

  /** As {@link #shrink(Tensor, Tensor, Tensor)}. */
  public static Tensor shrink(Tensor x, double threshold, double bias) {
    return shrink(x, Tensors.literal(threshold, x), Tensors.literal(bias, x));
  }

  /**
   * 0 up to -1, (x + 1)^2 / 4 from there to 1, x from there on. Error: below 2.5 ulp.
   *
   * <p>Gradient: sparseSigmoid(x).
   */
  public static Tensor sparsePlus(Tensor x) {
    return Scalars.apply(ShrinkFunctions.SPARSE_PLUS, x);
  }

  /**
   * (x + 1) / 2, held between 0 and 1. Error: half an ulp.
   *
   * <p>Gradient: a half between -1 and 1, else 0, also at both.
   */
  public static Tensor sparseSigmoid(Tensor x) {
    return Scalars.apply(ShrinkFunctions.SPARSE_SIGMOID, x);
  }

  /**
   * x - tanh(x). Error: below 2 ulp of x.
   *
   * <p>Gradient: tanh(x)^2.
   */
  public static Tensor tanhShrink(Tensor x) {
    return Scalars.apply(ShrinkFunctions.TANH_SHRINK, x);
  }

  /**
   * x above 0, else alpha (exp(x / alpha) - 1), for a positive alpha. Error: below 3 ulp, where an
   * ulp is at least that of alpha times the least normal number.
   *
   * <p>Gradient: exp(min(x, 0) / alpha) in x.
   */
  public static Tensor celu(Tensor x, Tensor alpha) {
    return Scalars.apply(ShrinkFunctions.CELU, x, alpha);
  }

  /** As {@link #celu(Tensor, Tensor)}. */
  public static Tensor celu(Tensor x, double alpha) {
    return Scalars.apply(ShrinkFunctions.CELU, x, alpha);
  }

  /** As {@link #celu(Tensor, Tensor)}. */
  public static Tensor celu(double x, Tensor alpha) {
    return Scalars.apply(ShrinkFunctions.CELU, x, alpha);
  }

  /** As {@link #celu(Tensor, Tensor)} with 1, the default of Keras and ONNX. */
  public static Tensor celu(Tensor x) {
    return celu(x, 1);
  }

  /**
   * (x + sqrt(x² + b)) / 2, a smooth relu without exponentials: Barron, 2021, arXiv:2112.11687. NaN
   * for a negative b. Error, measured for |x| below 10^30: below 3 ulp.
   *
   * <p>Gradient: (1 + x / sqrt(x² + b)) / 2 in x, 1 / (4 sqrt(x² + b)) in b; where the root is 0, 0
   * in x and infinity in b.
   */
  public static Tensor squareplus(Tensor x, Tensor b) {
    return Scalars.apply(ShrinkFunctions.SQUAREPLUS, x, b);
  }

  /** As {@link #squareplus(Tensor, Tensor)}. */
  public static Tensor squareplus(Tensor x, double b) {
    return Scalars.apply(ShrinkFunctions.SQUAREPLUS, x, b);
  }

  /** As {@link #squareplus(Tensor, Tensor)} with 4, the default of Keras. */
  public static Tensor squareplus(Tensor x) {
    return squareplus(x, 4);
  }

  /**
   * x above the threshold, else the value; NaN for NaN. Exact. Keras's threshold.
   *
   * <p>Gradient: 1 in x above the threshold and 1 in the value elsewhere, else 0; none in the
   * threshold.
   */
  public static Tensor threshold(Tensor x, Tensor threshold, Tensor value) {
    return Scalars.apply(ShrinkFunctions.THRESHOLD, x, threshold, value);
  }

  /** As {@link #threshold(Tensor, Tensor, Tensor)}. */
  public static Tensor threshold(Tensor x, double threshold, double value) {
    return threshold(x, Tensors.literal(threshold, x), Tensors.literal(value, x));
  }
}
