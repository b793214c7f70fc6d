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
}
