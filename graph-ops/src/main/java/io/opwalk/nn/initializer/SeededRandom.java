package io.opwalk.nn.initializer;

/**
 * Random numbers that depend on a seed and on nothing else: neither on the JDK nor on the machine.
 *
 * <p>SplitMix64 of Steele, Lea and Flood, <i>Fast Splittable Pseudorandom Number Generators</i>,
 * OOPSLA 2014, with the mixing constants of its MurmurHash3 variant 13. The JDK has generators as
 * good, but promises the same numbers in the next version only for {@code java.util.Random}, whose
 * 48 bits are too few. Normal numbers are made with {@link StrictMath}.
 *
 * <p>Not thread-safe: each computation makes its own.
 */
public final class SeededRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** The numbers of the given seed. */
  public SeededRandom(long seed) {
    this.state = seed;
  }

  /**
   * A seed for one of several purposes that share a seed, such as the weights of one layer: other
   * labels give unrelated numbers.
   */
  public static long derive(long seed, String label) {
    long derived = mix(seed + GOLDEN_GAMMA);
    for (int i = 0; i < label.length(); i++) {
      derived = mix((derived + GOLDEN_GAMMA) ^ label.charAt(i));
    }
    return derived;
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A multiple of 2^-53, uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * An integer, uniform from 0 to {@code bound - 1}.
   *
   * @throws IllegalArgumentException where {@code bound} is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, found " + bound);
    }
    long bits;
    long value;
    // Of 2^63 values, the last few that would favour small remainders are drawn again.
    do {
      bits = nextLong() >>> 1;
      value = bits % bound;
    } while (bits - value + (bound - 1) < 0);
    return (int) value;
  }

  /** A number of the standard normal distribution, by Box and Muller's transform. */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }
}
