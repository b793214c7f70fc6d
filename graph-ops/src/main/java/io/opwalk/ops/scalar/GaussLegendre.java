package io.opwalk.ops.scalar;

import java.util.function.DoubleUnaryOperator;

/** Gauss's rule of 20 points for integrals of smooth functions (DLMF 3.5(v)). */
final class GaussLegendre {
  /** The positive zeros of Legendre's polynomial of degree 20. */
  private static final double[] ZEROS = {
    0.07652652113349734,
    0.22778585114164507,
    0.37370608871541955,
    0.5108670019508271,
    0.636053680726515,
    0.7463319064601508,
    0.8391169718222188,
    0.912234428251326,
    0.9639719272779138,
    0.9931285991850949
  };

  private static final double[] WEIGHTS = {
    0.15275338713072584,
    0.14917298647260374,
    0.14209610931838204,
    0.13168863844917664,
    0.11819453196151841,
    0.10193011981724044,
    0.08327674157670475,
    0.06267204833410907,
    0.04060142980038694,
    0.017614007139152118
  };

  private GaussLegendre() {}

  /** The integral from one end to the other. */
  static double integral(double from, double to, DoubleUnaryOperator function) {
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    double sum = 0;
    for (int i = 0; i < ZEROS.length; i++) {
      double off = half * ZEROS[i];
      sum += WEIGHTS[i]
          * (function.applyAsDouble(middle + off) + function.applyAsDouble(middle - off));
    }
    return half * sum;
  }
}
