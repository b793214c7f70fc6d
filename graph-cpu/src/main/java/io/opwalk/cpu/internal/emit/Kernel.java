package io.opwalk.cpu.internal.emit;

/** A loop function as code. Stateless and thread-safe; what hidden classes implement. */
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
}
