package io.opwalk.ops.scalar;

/** Sums of Chebyshev polynomials. */
final class Chebyshev {
  private Chebyshev() {}

  /**
   * The sum of c[k] T_k(t), for t in [-1, 1], by Clenshaw's recurrence (C. W. Clenshaw, "A note on
   * the summation of Chebyshev series", Math. Comp. 9, 1955).
   */
  static double sum(double[] c, double t) {
    double next = 0;
    double afterNext = 0;
    for (int k = c.length - 1; k > 0; k--) {
      double current = 2 * t * next - afterNext + c[k];
      afterNext = next;
      next = current;
    }
    return t * next - afterNext + c[0];
  }
}
