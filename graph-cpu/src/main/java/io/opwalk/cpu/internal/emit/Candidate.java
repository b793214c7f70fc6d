package io.opwalk.cpu.internal.emit;

import java.util.Optional;

/** Other code for a kernel: faster when the JIT has compiled it, and far slower before. */
public interface Candidate {
  /** How much there is to do for some sizes, in additions of numbers that are at hand. */
  double work(int[] sizes);

  /** The code, for vectors of so many bits; empty where they are of no use. */
  Optional<Kernel> make(int bits);

  /**
   * Arguments to try the code on, whose arrays nobody else has.
   *
   * @param sizes of a call that there was
   * @param along how far innermost loops go, at most
   * @param across how far all others go, at most
   * @return empty where none can be made up
   */
  Optional<Scratch> scratch(int[] sizes, int along, int across);
}
