package io.opwalk.examples.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalLong;

/** How numbers are written. */
final class Amounts {
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Amounts() {}

  /** Three digits, without an exponent; all digits before the point. */
  static String digits(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    // With its zeros: 2 is written 2.00, as 2.004 is.
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
    int scale = THREE_DIGITS.getPrecision() - rounded.precision() + rounded.scale();
    return rounded.setScale(Math.max(scale, 0)).toPlainString();
  }

  /** A time with its unit. */
  static String time(double nanos) {
    if (nanos < 1e6) {
      return digits(nanos / 1e3) + " us";
    }
    return digits(nanos / 1e6) + " ms";
  }

  /** Megabytes of a million bytes, or a question mark. */
  static String megabytes(OptionalLong bytes) {
    return bytes.isPresent()
        ? String.format(Locale.ROOT, "%.0f", bytes.getAsLong() / BYTES_PER_MEGABYTE)
        : "?";
  }
}
