package io.opwalk.cpu.internal.emit;

/** Which code kernels run: plain loops, vector code, or first the one and then the other. */
public final class Tiers {
  /** Plain loops. */
  public static final Tiers SCALAR = new Tiers(null);

  /**
   * Vector code from the first run on, which is very slow until the JIT has compiled it. Needs
   * {@link VectorUnit#isThere}.
   */
  public static final Tiers VECTOR = new Tiers(null);

  /** Tries vector code; null where nothing is tried. */
  private final Warmer warmer;

  private Tiers(Warmer warmer) {
    this.warmer = warmer;
  }

  /** Plain loops first, and vector code where that has been found to be no slower. */
  public static Tiers adaptive() {
    return new Tiers(new Warmer());
  }

  /** What is run for a kernel: that which plain loops and the candidate both compute. */
  Kernel of(Kernel plain, Candidate candidate) {
    if (this == SCALAR) {
      return plain;
    }
    return this == VECTOR
        ? candidate.make(VectorUnit.bits()).orElse(plain)
        : new TieredKernel(plain, candidate, warmer);
  }
}
