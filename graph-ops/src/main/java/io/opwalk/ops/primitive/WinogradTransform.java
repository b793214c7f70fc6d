package io.opwalk.ops.primitive;

import java.util.List;

/**
 * One of the transforms of {@link WinogradConv} and of {@link WinogradKernelGradient} along one
 * axis, as code: values are the inputs and then, in order, {@code factor * left + right} rounded
 * once, of which some are the results.
 *
 * <p>They are Winograd's F(4, 3) and F(2, 5), four results of a filter of three or two of a filter
 * of five by six products (A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural
 * Networks", arXiv:1509.09308), at the points 0, 5/8, -5/8, 3/2, -3/2 and infinity. Of the points
 * that FLOAT32 has exactly, with all that is made of them but the kernel's quotients, these lose
 * the fewest digits: 1.7 times the rounding of a direct sum in the mean, where the usual 0, 1, -1,
 * 2 and -2 have four times (compare B. Barabasz et al., "Error Analysis and Improving the Accuracy
 * of Winograd Convolution for Deep Neural Networks", arXiv:1803.10986). Points in pairs of opposite
 * sign share their even and odd parts.
 *
 * <p>The gradient of a kernel takes those of the kernel and of the result the other way, as a
 * gradient of linear code does: each one's matrix is the transpose of the other's.
 */
public enum WinogradTransform {
  /** Six neighbours of the input to six points. */
  INPUT(
      6,
      List.of(
          new Step(-C.B, 2, 4), // 6: even part at 5/8
          new Step(-C.B, 1, 3), // 7: odd part
          new Step(-C.A, 2, 4), // 8: even part at 3/2
          new Step(-C.A, 1, 3), // 9: odd part
          new Step(-(C.A + C.B), 2, 4),
          new Step(C.A * C.B, 0, 10),
          new Step(C.P, 7, 6),
          new Step(-C.P, 7, 6),
          new Step(C.Q, 9, 8),
          new Step(-C.Q, 9, 8),
          new Step(-(C.A + C.B), 3, 5),
          new Step(C.A * C.B, 1, 16)),
      List.of(11, 12, 13, 14, 15, 17)),

  /** Three neighbours of the kernel to six points. */
  KERNEL(
      3,
      List.of(
          new Step(1 / (C.A * C.B), 0, Step.NONE),
          new Step(C.A, 2, 0), // 4: even part at 5/8
          new Step(C.P, 1, 4),
          new Step(-C.P, 1, 4),
          new Step(C.F, 5, Step.NONE),
          new Step(C.F, 6, Step.NONE),
          new Step(C.B, 2, 0), // 9: even part at 3/2
          new Step(C.Q, 1, 9),
          new Step(-C.Q, 1, 9),
          new Step(C.G, 10, Step.NONE),
          new Step(C.G, 11, Step.NONE)),
      List.of(3, 7, 8, 12, 13, 2)),

  /** Five neighbours of the kernel to six points. */
  KERNEL_OF_5(
      5,
      List.of(
          new Step(1 / (C.A * C.B), 0, Step.NONE),
          new Step(C.A, 4, 2),
          new Step(C.A, 6, 0), // 7: even part at 5/8
          new Step(C.A, 3, 1), // 8: odd part
          new Step(C.P, 8, 7),
          new Step(-C.P, 8, 7),
          new Step(C.F, 9, Step.NONE),
          new Step(C.F, 10, Step.NONE),
          new Step(C.B, 4, 2),
          new Step(C.B, 13, 0), // 14: even part at 3/2
          new Step(C.B, 3, 1), // 15: odd part
          new Step(C.Q, 15, 14),
          new Step(-C.Q, 15, 14),
          new Step(C.G, 16, Step.NONE),
          new Step(C.G, 17, Step.NONE)),
      List.of(5, 11, 12, 18, 19, 4)),

  /** Products at six points to four results. */
  RESULT(
      6,
      List.of(
          new Step(1, 2, 1), // 6: even part at 5/8
          new Step(-1, 2, 1), // 7: odd part
          new Step(1, 4, 3), // 8: even part at 3/2
          new Step(-1, 4, 3), // 9: odd part
          new Step(1, 8, 6),
          new Step(1, 10, 0),
          new Step(C.Q, 9, Step.NONE),
          new Step(C.P, 7, 12),
          new Step(C.B, 8, Step.NONE),
          new Step(C.A, 6, 14),
          new Step(C.B * C.Q, 9, 5),
          new Step(C.A * C.P, 7, 16)),
      List.of(11, 13, 15, 17)),

  /** Products at six points to the two results of a window of five. */
  RESULT_OF_5(
      6,
      List.of(
          new Step(1, 2, 1), // 6: even part at 5/8
          new Step(-1, 2, 1), // 7: odd part
          new Step(1, 4, 3), // 8: even part at 3/2
          new Step(-1, 4, 3), // 9: odd part
          new Step(1, 8, 6),
          new Step(1, 10, 0),
          new Step(C.Q, 9, 5),
          new Step(C.P, 7, 12)),
      List.of(11, 13)),

  /** Four neighbours of a gradient to six points: {@link #RESULT} the other way. */
  GRADIENT(
      4,
      List.of(
          new Step(C.A, 2, 0), // 4: even part at 5/8
          new Step(C.A, 3, 1), // 5: odd part
          new Step(C.P, 5, 4),
          new Step(-C.P, 5, 4),
          new Step(C.B, 2, 0), // 8: even part at 3/2
          new Step(C.B, 3, 1), // 9: odd part
          new Step(C.Q, 9, 8),
          new Step(-C.Q, 9, 8)),
      List.of(0, 6, 7, 10, 11, 3)),

  /** Two neighbours of a gradient to six points: {@link #RESULT_OF_5} the other way. */
  GRADIENT_OF_5(
      2,
      List.of(new Step(C.P, 1, 0), new Step(-C.P, 1, 0), new Step(C.Q, 1, 0), new Step(-C.Q, 1, 0)),
      List.of(0, 2, 3, 4, 5, 1)),

  /** Products at six points to the three elements of a window: {@link #KERNEL} the other way. */
  WINDOW(
      6,
      List.of(
          new Step(1, 2, 1), // 6: even part at 5/8
          new Step(-1, 2, 1), // 7: odd part
          new Step(1, 4, 3), // 8: even part at 3/2
          new Step(-1, 4, 3), // 9: odd part
          new Step(C.F, 6, Step.NONE),
          new Step(C.F * C.P, 7, Step.NONE),
          new Step(C.G, 8, 10),
          new Step(1 / (C.A * C.B), 0, 12),
          new Step(C.G * C.Q, 9, 11),
          new Step(C.F * C.A, 6, 5),
          new Step(C.G * C.B, 8, 15)),
      List.of(13, 14, 16)),

  /** The same of a window of five: {@link #KERNEL_OF_5} the other way. */
  WINDOW_OF_5(
      6,
      List.of(
          new Step(1, 2, 1), // 6: even part at 5/8
          new Step(-1, 2, 1), // 7: odd part
          new Step(1, 4, 3), // 8: even part at 3/2
          new Step(-1, 4, 3), // 9: odd part
          new Step(C.F, 6, Step.NONE),
          new Step(C.F * C.P, 7, Step.NONE),
          new Step(C.G, 8, 10),
          new Step(1 / (C.A * C.B), 0, 12),
          new Step(C.G * C.Q, 9, 11),
          new Step(C.F * C.A, 6, Step.NONE),
          new Step(C.G * C.B, 8, 15),
          new Step(C.F * C.P * C.A, 7, Step.NONE),
          new Step(C.G * C.Q * C.B, 9, 17),
          new Step(C.F * C.A * C.A, 6, 5),
          new Step(C.G * C.B * C.B, 8, 19)),
      List.of(13, 14, 16, 18, 20));

  /** At how many points, which is how many neighbours of the input that takes. */
  public static final int POINTS = 6;

  /** Two points and their squares. */
  private static final class C {
    static final double P = 0.625;
    static final double Q = 1.5;
    static final double A = P * P;
    static final double B = Q * Q;

    /** What divides at either of them. */
    static final double F = 1 / (2 * A * (A - B));

    static final double G = 1 / (2 * B * (B - A));
  }

  /**
   * One value: {@code factor * left + right}.
   *
   * @param factor a number, which is rounded to the dtype
   * @param left which value: inputs come first, then those of the steps before
   * @param right which value; {@link #NONE} where nothing is added
   */
  public record Step(double factor, int left, int right) {
    /** No value. */
    public static final int NONE = -1;
  }

  private final int inputs;
  private final List<Step> steps;
  private final List<Integer> results;

  WinogradTransform(int inputs, List<Step> steps, List<Integer> results) {
    this.inputs = inputs;
    this.steps = steps;
    this.results = results;
  }

  /** The transform of the kernel, for a window of 3 or 5. */
  public static WinogradTransform ofKernel(int window) {
    return window == KERNEL.inputs ? KERNEL : KERNEL_OF_5;
  }

  /** The transform of the products. */
  public static WinogradTransform ofResult(int window) {
    return window == KERNEL.inputs ? RESULT : RESULT_OF_5;
  }

  /** The transform of the gradient of a result. */
  public static WinogradTransform ofGradient(int window) {
    return window == KERNEL.inputs ? GRADIENT : GRADIENT_OF_5;
  }

  /** The transform of what is summed over all tiles to the gradient of a kernel. */
  public static WinogradTransform ofWindow(int window) {
    return window == KERNEL.inputs ? WINDOW : WINDOW_OF_5;
  }

  /** How many neighbouring results are computed at once. */
  public static int tile(int window) {
    return POINTS + 1 - window;
  }

  /** How many values go in. */
  public int inputs() {
    return inputs;
  }

  /** The code. */
  public List<Step> steps() {
    return steps;
  }

  /** Which values come out, in order. */
  public List<Integer> results() {
    return results;
  }
}
