package io.opwalk.cpu.internal.emit;

/** Which code kernels run: plain loops, vector code, or first the one and then the other. */
public interface Tiers {
  /** Plain loops. */
  Tiers SCALAR = (plain, candidate) -> plain;

  /**
   * Vector code from the first run on, which is very slow until the JIT has compiled it. Needs
   * {@link VectorUnit#isThere}.
   */
  Tiers VECTOR = (plain, candidate) -> candidate.make(VectorUnit.bits()).orElse(plain);

  /** Plain loops first, and vector code where that has been found to be no slower. */
  static Tiers adaptive() {
    Warmer warmer = new Warmer();
    return (plain, candidate) -> new TieredKernel(plain, candidate, warmer);
  }

  /** What is run for a kernel: that which plain loops and the candidate both compute. */
  Kernel of(Kernel plain, Candidate candidate);
}
