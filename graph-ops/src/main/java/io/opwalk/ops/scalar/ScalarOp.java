package io.opwalk.ops.scalar;

import java.util.Optional;

/**
 * The closed set of operations that scalar code is made of: what an emitter has to know, and an
 * interpreter has to run. Everything else is an expression over these.
 *
 * <p>Arithmetic is that of Java on the dtype of computation: IEEE 754 round-to-nearest for FLOAT64
 * and FLOAT32, two's complement that wraps for INT64 and INT32. MIN and MAX are those of
 * {@link Math}: NaN wins, and -0.0 is below 0.0. Comparisons with NaN are false, but for NE.
 */
public enum ScalarOp {
  /** The negative; flips the sign of zeros, infinities and NaN. */
  NEG(Kind.ARITHMETIC, 1),
  /** The magnitude. */
  ABS(Kind.ARITHMETIC, 1),
  /** The sum. */
  ADD(Kind.ARITHMETIC, 2),
  /** The difference. */
  SUB(Kind.ARITHMETIC, 2),
  /** The product. */
  MUL(Kind.ARITHMETIC, 2),
  /** The quotient; of integers truncated toward zero, and failing where the divisor is zero. */
  DIV(Kind.ARITHMETIC, 2),
  /** Java's {@code %}: what is left of a quotient truncated toward zero; C's fmod. */
  REM(Kind.ARITHMETIC, 2),
  /** The smaller one. */
  MIN(Kind.ARITHMETIC, 2),
  /** The larger one. */
  MAX(Kind.ARITHMETIC, 2),
  /** The product of the first two and the third, rounded once: {@link Math#fma}. Integers wrap. */
  FMA(Kind.ARITHMETIC, 3),

  /** The bits that both have. Integer dtypes only, as all down to {@link #INTEGER_POWER}. */
  BIT_AND(Kind.INTEGER, 2),
  /** The bits that at least one has. */
  BIT_OR(Kind.INTEGER, 2),
  /** The bits that exactly one has. */
  BIT_XOR(Kind.INTEGER, 2),
  /** The first, moved left by as many bits as the second says, modulo the bits of the dtype. */
  SHIFT_LEFT(Kind.INTEGER, 2),
  /** The first, moved right in the same way; what comes in is its sign. */
  SHIFT_RIGHT(Kind.INTEGER, 2),
  /** The first, moved right in the same way; what comes in is zeros. */
  SHIFT_RIGHT_LOGICAL(Kind.INTEGER, 2),
  /** The first to the power of the second; failing where that is negative. */
  INTEGER_POWER(Kind.INTEGER, 2),

  /** The largest integral value that is not above; an integer is its own. */
  FLOOR(Kind.ROUNDING, 1),
  /** The smallest integral value that is not below; an integer is its own. */
  CEIL(Kind.ROUNDING, 1),
  /** The nearest integral value, ties to even; an integer is its own. */
  RINT(Kind.ROUNDING, 1),

  /**
   * The square root, correctly rounded. Floating dtypes only, as all down to {@link #TAN_OF_LARGE}.
   */
  SQRT(Kind.ROUNDING, 1),
  /**
   * The bits that both patterns have. A pattern is the integer of the same size that
   * {@link Double#doubleToRawLongBits} or {@link Float#floatToRawIntBits} gives for a floating
   * number; this and all down to {@link #PATTERN_DOWN} compute on patterns, and what they give is a
   * pattern again, taken for a floating number. What becomes of a NaN is not defined, since its
   * bits are not: code that uses these has to choose NaN, or compute it, in the end.
   */
  PATTERN_AND(Kind.PATTERN, 2),
  /** The bits that exactly one pattern has. */
  PATTERN_XOR(Kind.PATTERN, 2),
  /** The sum of the patterns as integers that wrap. */
  PATTERN_ADD(Kind.PATTERN, 2),
  /** The difference of the patterns as integers that wrap. */
  PATTERN_SUB(Kind.PATTERN, 2),
  /**
   * The pattern moved left by the bits of a significand, 52 or 23: of an integer n in its lowest
   * bits this makes the number 2^(n - 1023), or 2^(n - 127).
   */
  PATTERN_UP(Kind.PATTERN, 1),
  /** The pattern moved right by the bits of a significand; what comes in is zeros. */
  PATTERN_DOWN(Kind.PATTERN, 1),

  /** e to the power. */
  EXP("exp", 1),
  /** 2 to the power. */
  EXP2("exp2", 1),
  /** e to the power, less one. */
  EXPM1("expm1", 1),
  /** The natural logarithm. */
  LOG("log", 1),
  /** The natural logarithm of one and the argument. */
  LOG1P("log1p", 1),
  /** The logarithm to base two. */
  LOG2("log2", 1),
  /** The logarithm to base ten. */
  LOG10("log10", 1),
  /** The sine, in radians. */
  SIN("sin", 1),
  /** The cosine, in radians. */
  COS("cos", 1),
  /** The tangent, in radians. */
  TAN("tan", 1),
  /** The inverse sine. */
  ASIN("asin", 1),
  /** The inverse cosine. */
  ACOS("acos", 1),
  /** The inverse tangent. */
  ATAN("atan", 1),
  /** The hyperbolic sine. */
  SINH("sinh", 1),
  /** The hyperbolic cosine. */
  COSH("cosh", 1),
  /** The hyperbolic tangent. */
  TANH("tanh", 1),
  /** The cube root. */
  CBRT("cbrt", 1),
  /** The first to the power of the second. */
  POW("pow", 2),
  /** The angle of the point (second, first). */
  ATAN2("atan2", 2),
  /** The length of the hypotenuse, without overflow on the way. */
  HYPOT("hypot", 2),
  /** 1 / (1 + exp(-x)). */
  SIGMOID("sigmoid", 1),
  /** log(1 + exp(x)). */
  SOFTPLUS("softplus", 1),
  /** The error function. */
  ERF("erf", 1),
  /** One less the error function. */
  ERFC("erfc", 1),
  /** exp(x^2) times {@link #ERFC}. */
  ERFCX("erfcx", 1),
  /** The inverse of {@link #ERF}. */
  ERFINV("erfinv", 1),
  /** The inverse of {@link #ERFC}. */
  ERFCINV("erfcinv", 1),
  /** The gamma function. */
  GAMMA("gamma", 1),
  /** The logarithm of the magnitude of the gamma function. */
  LOG_GAMMA("logGamma", 1),
  /** The derivative of the logarithm of the gamma function. */
  DIGAMMA("digamma", 1),
  /** The derivative of the digamma function. */
  TRIGAMMA("trigamma", 1),
  /** The derivative of the digamma function of a natural order. */
  POLYGAMMA("polygamma", 2),
  /** The beta function. */
  BETA("beta", 2),
  /** The logarithm of the beta function. */
  LOG_BETA("logBeta", 2),
  /** The regularised lower incomplete gamma function. */
  GAMMAINC("gammainc", 2),
  /** The regularised upper incomplete gamma function. */
  GAMMAINCC("gammaincc", 2),
  /** The regularised incomplete beta function. */
  BETAINC("betainc", 3),
  /** The derivative of {@link #GAMMAINC} in its first argument. */
  GAMMAINC_GRAD_A("gammaincGradA", 2),
  /** The derivative of {@link #BETAINC} in its first argument. */
  BETAINC_GRAD_A("betaincGradA", 3),
  /** The derivative of {@link #BETAINC} in its second argument. */
  BETAINC_GRAD_B("betaincGradB", 3),
  /** The modified Bessel function of the first kind of order 0. */
  I0("i0", 1),
  /** The modified Bessel function of the first kind of order 1. */
  I1("i1", 1),
  /** exp(-|x|) times {@link #I0}. */
  I0E("i0e", 1),
  /** exp(-|x|) times {@link #I1}. */
  I1E("i1e", 1),
  /** The modified Bessel function of the first kind of any order, the first argument. */
  IV("iv", 2),
  /** exp(-|x|) times {@link #IV}. */
  IVE("ive", 2),
  /** The modified Bessel function of the second kind of any order, the first argument. */
  KV("kv", 2),
  /** exp(x) times {@link #KV}. */
  KVE("kve", 2),

  /** {@link #SIN}, for any argument and slowly: what the code of SIN leaves to it. */
  SIN_OF_LARGE("sin", 1),
  /** {@link #COS}, in the same way. */
  COS_OF_LARGE("cos", 1),
  /** {@link #TAN}, in the same way. */
  TAN_OF_LARGE("tan", 1),

  /** Whether equal. Any dtype, as all down to {@link #GE}; gives BOOL. */
  EQ(Kind.COMPARISON, 2),
  /** Whether not equal. */
  NE(Kind.COMPARISON, 2),
  /** Whether less. */
  LT(Kind.COMPARISON, 2),
  /** Whether less or equal. */
  LE(Kind.COMPARISON, 2),
  /** Whether greater. */
  GT(Kind.COMPARISON, 2),
  /** Whether greater or equal. */
  GE(Kind.COMPARISON, 2),

  /** Both. BOOL only, as all down to {@link #NOT}. */
  AND(Kind.LOGIC, 2),
  /** At least one. */
  OR(Kind.LOGIC, 2),
  /** Exactly one. */
  XOR(Kind.LOGIC, 2),
  /** The opposite. */
  NOT(Kind.LOGIC, 1),

  /**
   * The second where the first (a BOOL) holds, else the third. All three are computed, so neither
   * branch may fail.
   */
  SELECT(Kind.SELECTION, 3);

  /** What an operation takes and gives. */
  public enum Kind {
    /** Numbers of one dtype to the same dtype; one JVM instruction or a method of {@link Math}. */
    ARITHMETIC,
    /**
     * Integers of one dtype to the same dtype; one JVM instruction or a method of
     * {@link IntegerMath}.
     */
    INTEGER,
    /** Numbers to the same dtype: a method of {@link Math} that every JVM agrees on. */
    ROUNDING,
    /** Floating to the same dtype, by an operation on integers of the same bits. */
    PATTERN,
    /** Floating to the same dtype, by an elementary or special function. */
    FUNCTION,
    /** Two of one dtype to BOOL. */
    COMPARISON,
    /** BOOL to BOOL. */
    LOGIC,
    /** BOOL and two of one dtype to that dtype. */
    SELECTION
  }

  private final Kind kind;
  private final int arity;
  private final Optional<String> function;

  ScalarOp(Kind kind, int arity) {
    this.kind = kind;
    this.arity = arity;
    this.function = Optional.empty();
  }

  ScalarOp(String function, int arity) {
    this.kind = Kind.FUNCTION;
    this.arity = arity;
    this.function = Optional.of(function);
  }

  /** What it takes and gives. */
  public Kind kind() {
    return kind;
  }

  /** How many arguments it takes. */
  public int arity() {
    return arity;
  }

  /** Whether it is defined for floating dtypes only. */
  public boolean isFloatingOnly() {
    return switch (kind) {
      case PATTERN, FUNCTION -> true;
      case ROUNDING -> this == SQRT;
      case ARITHMETIC, INTEGER, COMPARISON, LOGIC, SELECTION -> false;
    };
  }

  /** Whether it is defined for integer dtypes only. */
  public boolean isIntegerOnly() {
    return kind == Kind.INTEGER;
  }

  /** Whether there are integers for which it fails: a divisor of zero, or a negative exponent. */
  public boolean canFail() {
    return this == DIV || this == REM || this == INTEGER_POWER;
  }

  /**
   * For {@link Kind#FUNCTION}: its name. What {@link io.opwalk.ops.elementary.Elementary} has code
   * for is that code; else this is the static method in {@link ElementaryFunctions} that computes
   * it on doubles, and FLOAT32 is computed in double and rounded once.
   */
  public Optional<String> function() {
    return function;
  }
}
