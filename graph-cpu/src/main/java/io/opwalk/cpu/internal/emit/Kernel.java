package io.opwalk.cpu.internal.emit;

/** A loop function as code. Thread-safe; what hidden classes implement. */
public interface Kernel {
  /**
   * Runs the loop nest.
   *
   * @param buffers one flat Java array per buffer of the function, of its dtype's component type
   * @param sizes one int per size of the function
   * @param scalars the bits of one element per scalar of the function:
   *     {@link Double#doubleToRawLongBits}, {@link Float#floatToRawIntBits}, the integer itself, or
   *     0 and 1
   */
  void run(Object[] buffers, int[] sizes, long[] scalars);

  /**
   * Finds out now what is fastest for arguments like those of the last run, where that would
   * otherwise be found out later and behind the callers' backs.
   */
  default void warmUp() {}

  /** Says that the elements of an array will be others, where it was one that is never written. */
  default void forget(Object array) {}

  /**
   * A kernel of the same code that one caller has to itself, for one call at a time, and that may
   * hold on to what it makes of arrays that stay the same; itself where there is nothing to make.
   */
  default Kernel ofOneCaller() {
    return this;
  }

  /**
   * Says that the next runs find in a buffer the array, and in it the elements, that the first of
   * them finds there, until {@link #release}. Of kernels that one caller has to itself.
   */
  default void hold(int buffer) {}

  /** Says that whatever was held may change from now on. */
  default void release() {}
}
