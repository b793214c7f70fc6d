package io.opwalk.cpu;

/**
 * Which code a {@link CpuBackend} runs loops as. There is vector code where the JVM was started
 * with {@code --add-modules jdk.incubator.vector}; without, everything works, as plain loops. The
 * bits of results are the same.
 */
public enum Tier {
  /** Plain loops only. */
  SCALAR,

  /**
   * Plain loops first, since vector code takes some tenths of a second until the JIT has compiled
   * it and is far slower before. What has had much to do is tried as vector code on a thread of the
   * backend's own, and runs as that once it is no slower. Plain loops only, where the JVM has no
   * vectors, or no second compiler.
   */
  ADAPTIVE,

  /**
   * Vector code from the first call on: for tests, and for who cannot have a thread that warms
   * kernels. Needs the module.
   */
  VECTOR
}
