package io.opwalk.ops.scalar;

/**
 * Modified Bessel functions of the first kind: up to 8 by their power series (DLMF 10.25.2), all
 * whose terms are positive, and from there on by Chebyshev series in 1 / x of the scaled functions.
 * The coefficients of these were computed with 60 digits from the definition.
 */
final class BesselMath {
  private static final double MIDDLE = 8;

  /** 1 / (k! k!), what I0(x) is a sum of in powers of x^2 / 4. */
  private static final double[] NEAR_0 = {
    1.0,
    1.0,
    0.25,
    0.027777777777777776,
    0.001736111111111111,
    6.944444444444444e-05,
    1.9290123456790124e-06,
    3.936759889140842e-08,
    6.151187326782565e-10,
    7.594058428126624e-12,
    7.594058428126623e-14,
    6.276081345559193e-16,
    4.358389823304995e-18,
    2.5789288895295828e-20,
    1.3157800456783586e-22,
    5.8479113141260385e-25,
    2.2843403570804838e-27,
    7.904291893012054e-30,
    2.4395962632753253e-32,
    6.757884385804225e-35,
    1.6894710964510564e-37,
    3.8310002187098785e-40
  };

  /** 1 / (k! (k + 1)!), what 2 I1(x) / x is a sum of in powers of x^2 / 4. */
  private static final double[] NEAR_1 = {
    1.0,
    0.5,
    0.08333333333333333,
    0.006944444444444444,
    0.00034722222222222224,
    1.1574074074074073e-05,
    2.755731922398589e-07,
    4.920949861426052e-09,
    6.834652585313961e-11,
    7.594058428126623e-13,
    6.903689480115112e-15,
    5.230067787965994e-17,
    3.352607556388458e-19,
    1.842092063949702e-21,
    8.771866971189057e-24,
    3.654944571328774e-26,
    1.3437296218120491e-28,
    4.391273273895586e-31,
    1.2839980333028028e-33,
    3.3789421929021126e-36,
    8.045100459290744e-39
  };

  /** Of sqrt(x) exp(-x) I0(x) in 16 / x - 1. */
  private static final double[] FAR_0 = {
    0.4022452055070544,
    0.0033691164782556943,
    6.889758346916825e-05,
    2.8913705208347567e-06,
    2.0489185894690638e-07,
    2.266668990498178e-08,
    3.3962320257083865e-09,
    4.94060238822497e-10,
    1.1889147107846439e-11,
    -3.1499165279632416e-11,
    -1.3215811840447713e-11,
    -1.7941785315068062e-12,
    7.180124451383666e-13,
    3.8527783827421426e-13,
    1.54008621752141e-14,
    -4.150569347287222e-14,
    -9.554846698828307e-15,
    3.8116806693526224e-15,
    1.7725601330565263e-15,
    -3.425485619677219e-16,
    -2.8276239805165836e-16,
    3.461222867697461e-17,
    4.46562142029676e-17,
    -4.830504485944182e-18,
    -7.233180487874754e-18
  };

  /** Of sqrt(x) exp(-x) I1(x) in 16 / x - 1. */
  private static final double[] FAR_1 = {
    0.38928811750914005,
    -0.009761097491361469,
    -0.00011058893876262371,
    -3.882564808877691e-06,
    -2.512236237870209e-07,
    -2.6314688468895196e-08,
    -3.835380385964237e-09,
    -5.589743462196584e-10,
    -1.8974958123505413e-11,
    3.2526035830154884e-11,
    1.4125807436613782e-11,
    2.0356285441470896e-12,
    -7.198551776245908e-13,
    -4.0835511110921974e-13,
    -2.1015418427726643e-14,
    4.272440016711951e-14,
    1.0420276984128802e-14,
    -3.8144030724370075e-15,
    -1.8803547755107825e-15,
    3.3082023109209285e-16,
    2.96262899764595e-16,
    -3.209525921993424e-17,
    -4.6503053684893586e-17,
    4.414348323071708e-18,
    7.517296310842105e-18
  };

  private BesselMath() {}

  /** The function of order 0. */
  static double i0(double x) {
    double size = Math.abs(x);
    return size <= MIDDLE ? near(NEAR_0, x) : unscaled(far(FAR_0, size), size);
  }

  /** The function of order 1. */
  static double i1(double x) {
    double size = Math.abs(x);
    return size <= MIDDLE
        ? x / 2 * near(NEAR_1, x)
        : Math.copySign(unscaled(far(FAR_1, size), size), x);
  }

  /** exp(-|x|) times the function of order 0. */
  static double i0e(double x) {
    double size = Math.abs(x);
    return size <= MIDDLE ? StrictMath.exp(-size) * near(NEAR_0, x) : far(FAR_0, size);
  }

  /** exp(-|x|) times the function of order 1. */
  static double i1e(double x) {
    double size = Math.abs(x);
    return size <= MIDDLE
        ? StrictMath.exp(-size) * (x / 2 * near(NEAR_1, x))
        : Math.copySign(far(FAR_1, size), x);
  }

  private static double near(double[] coefficients, double x) {
    double square = x * x / 4;
    double sum = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      sum = sum * square + coefficients[k];
    }
    return sum;
  }

  private static double far(double[] coefficients, double size) {
    return Chebyshev.sum(coefficients, 16 / size - 1) / Math.sqrt(size);
  }

  /** In two steps, since exp(x) overflows before the functions do. */
  private static double unscaled(double scaled, double size) {
    if (size == Double.POSITIVE_INFINITY) {
      return size;
    }
    double root = StrictMath.exp(size / 2);
    return scaled * root * root;
  }
}
