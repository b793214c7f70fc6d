package io.opwalk.ops.scalar;

/**
 * Modified Bessel functions where order or argument is large, by the expansions that Debye found
 * and F. W. J. Olver proved uniform in both (DLMF 10.41). With w = sqrt(v^2 + x^2) these are
 *
 * <pre>
 * I = exp(-e) / sqrt(2 pi w) (1 + P1 / w + P2 / w^2 + ...)
 * K = exp(e) sqrt(pi / (2 w)) (1 - P1 / w + P2 / w^2 - ...)
 * e = v log((v + w) / x) - w
 * </pre>
 *
 * where the P are polynomials in (v / w)^2. The exponent is the difference of two large numbers
 * whose digits matter, so these are carried in two doubles each.
 */
final class UniformBessel {
  /** From here on w makes the terms that are left out less than a unit in the last place. */
  private static final double LEAST = 40;

  /** Beyond it an exponential is 0 or infinite, whatever its factor. */
  private static final double OUT_OF_RANGE = 2000;

  /** Exponents below it neither overflow nor underflow on the way. */
  private static final double MODEST = 300;

  /** The coefficients of the polynomials (DLMF 10.41.9), rounded from fractions. */
  private static final double[][] POLYNOMIALS = {
    {1.0},
    {0.125, -0.20833333333333334},
    {0.0703125, -0.4010416666666667, 0.3342013888888889},
    {0.0732421875, -0.8912109375, 1.8464626736111112, -1.0258125964506173},
    {0.112152099609375, -2.3640869140625, 8.78912353515625, -11.207002616222994, 4.669584423426247},
    {
      0.22710800170898438,
      -7.368794359479632,
      42.53499874538846,
      -91.81824154324002,
      84.63621767460073,
      -28.212072558200244
    },
    {
      0.5725014209747314,
      -26.491430486951554,
      218.1905117442116,
      -699.5796273761325,
      1059.9904525279999,
      -765.2524681411817,
      212.57013003921713
    },
    {
      1.7277275025844574,
      -108.09091978839466,
      1200.9029132163525,
      -5305.646978613403,
      11655.393336864534,
      -13586.550006434138,
      8061.722181737309,
      -1919.457662318407
    },
    {
      6.074042001273483,
      -493.915304773088,
      7109.514302489364,
      -41192.65496889755,
      122200.46498301746,
      -203400.17728041555,
      192547.00123253153,
      -96980.59838863752,
      20204.29133096615
    },
    {
      24.380529699556064,
      -2499.8304818112097,
      45218.76898136273,
      -331645.1724845636,
      1268365.2733216248,
      -2813563.226586534,
      3763271.297656404,
      -2998015.9185381066,
      1311763.6146629772,
      -242919.18790055133
    },
    {
      110.01714026924674,
      -13886.08975371704,
      308186.4046126624,
      -2785618.1280864547,
      13288767.166421818,
      -37567176.66076335,
      66344512.27472903,
      -74105148.21153265,
      50952602.49266464,
      -19706819.118432228,
      3284469.853072038
    },
    {
      551.3358961220206,
      -84005.43360302408,
      2243768.1779224495,
      -24474062.72573873,
      142062907.7975331,
      -495889784.2750303,
      1106842816.8230145,
      -1621080552.1083372,
      1553596899.57058,
      -939462359.6815784,
      325573074.18576574,
      -49329253.66450996
    },
    {
      3038.090510922384,
      -549842.3275722887,
      17395107.553978164,
      -225105661.88941526,
      1559279864.8792574,
      -6563293792.619285,
      17954213731.1556,
      -33026599749.800724,
      41280185579.753975,
      -34632043388.158775,
      18688207509.295826,
      -5866481492.051847,
      814789096.1183121
    },
    {
      18257.755474293175,
      -3871833.442572613,
      143157876.71888897,
      -2167164983.223795,
      17634730606.83497,
      -87867072178.02327,
      287900649906.1506,
      -645364869245.3765,
      1008158106865.3821,
      -1098375156081.2233,
      819218669548.5773,
      -399096175224.4665,
      114498237732.0258,
      -14679261247.695616
    }
  };

  private final double order;

  /** sqrt(v^2 + x^2). */
  private final double size;

  /** (v / w)^2. */
  private final double square;

  /** (v + w) / x, and by what share of it that is too little. */
  private final double base;

  private final double baseRest;

  /** w, of scaled functions w - x, and what the double leaves of it. */
  private final double shift;

  private final double shiftRest;

  /** v log(base) - shift, not to all digits. */
  private final double exponent;

  /** Whether these expansions are exact to the last bits. */
  static boolean serves(double order, double x) {
    return order >= LEAST || x >= LEAST || order * order + x * x >= LEAST * LEAST;
  }

  /** Of an order that is not negative and a positive argument, both finite. */
  UniformBessel(double order, double x, boolean scaled) {
    this.order = order;
    // As if the larger one were between 1 and 2: no square overflows.
    int scale = Math.getExponent(Math.max(order, x));
    double v = Math.scalb(order, -scale);
    double z = Math.scalb(x, -scale);
    double vv = v * v;
    double vvRest = Math.fma(v, v, -vv);
    double zz = z * z;
    double sum = vv + zz;
    double sumRest = (vv > zz ? zz - (sum - vv) : vv - (sum - zz)) + vvRest + Math.fma(z, z, -zz);
    double w = Math.sqrt(sum);
    double wRest = (Math.fma(-w, w, sum) + sumRest) / (2 * w);
    double top = v + w;
    double topRest = v - (top - w) + wRest;
    base = top / z;
    baseRest = base < Double.POSITIVE_INFINITY ? (Math.fma(-base, z, top) + topRest) / top : 0;
    double unscaled = w;
    double unscaledRest = wRest;
    if (scaled) {
      // v^2 / (w + x), which does not cancel.
      double bottom = w + z;
      double bottomRest = z - (bottom - w) + wRest;
      unscaled = vv / bottom;
      unscaledRest = (Math.fma(-unscaled, bottom, vv) + vvRest - unscaled * bottomRest) / bottom;
    }
    shift = Math.scalb(unscaled, scale);
    shiftRest = Math.scalb(unscaledRest, scale);
    exponent = Math.scalb(v * (StrictMath.log(base) + baseRest) - unscaled, scale);
    size = Math.scalb(w, scale);
    square = v / w * (v / w);
  }

  /** K, or exp(x) K. */
  double k() {
    return growing(1, Math.sqrt(Math.PI / 2 / size) * sum(-1));
  }

  /** I, or exp(-x) I. */
  double i() {
    return growing(-1, sum(1) / Math.sqrt(2 * Math.PI * size));
  }

  private double sum(int sign) {
    double step = sign / size;
    double sum = 0;
    for (int k = POLYNOMIALS.length - 1; k >= 0; k--) {
      double value = 0;
      for (int j = k; j >= 0; j--) {
        value = value * square + POLYNOMIALS[k][j];
      }
      sum = sum * step + value;
    }
    return sum;
  }

  /** The factor times exp(sign e), which is squared as often as its parts need to be in range. */
  private double growing(int sign, double factor) {
    if (!(Math.abs(exponent) < OUT_OF_RANGE)) {
      return sign * exponent > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    double largest = Math.max(shift, shift + exponent);
    int squarings = largest < MODEST ? 0 : Math.getExponent(largest / MODEST) + 1;
    double power = StrictMath.pow(base, sign * Math.scalb(order, -squarings));
    double root = power * StrictMath.exp(-sign * Math.scalb(shift, -squarings));
    for (int i = 1; i < squarings; i++) {
      root *= root;
    }
    double rest = StrictMath.exp(sign * (order * baseRest - shiftRest));
    return squarings == 0 ? factor * rest * root : factor * rest * root * root;
  }
}
