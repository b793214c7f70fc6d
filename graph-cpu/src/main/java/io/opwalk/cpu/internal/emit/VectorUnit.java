package io.opwalk.cpu.internal.emit;

import io.opwalk.DType;

/** The vectors that this JVM and this machine have. */
public final class VectorUnit {
  /** How a JVM is started that has them. */
  public static final String FLAG = "--add-modules jdk.incubator.vector";

  /**
   * Whether C2 has to be shown of what class a vector is. That of JDK 25 finds out by itself, also
   * where vectors of all lengths have been about; no other one has been tried.
   */
  static final boolean HIDES_CLASSES = Runtime.version().feature() < 25;

  private static final String MODULE = "jdk.incubator.vector";

  /** What JVMs say of themselves that run without the compiler which knows vectors. */
  private static final String INTERPRETED = "interpreted mode";

  private static final String FIRST_COMPILER_ALONE = "emulated-client";

  private VectorUnit() {}

  /** Whether classes with vector code can be loaded. */
  public static boolean isThere() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Whether vector code can be fast: not without C2, which {@code -Xint} and
   * {@code -XX:TieredStopAtLevel=1} take away. Cheap, and right about these two alone.
   */
  public static boolean isCompiled() {
    String info = System.getProperty("java.vm.info", "");
    return !info.contains(INTERPRETED) && !info.contains(FIRST_COMPILER_ALONE);
  }

  /**
   * The bits of the widest vectors that are fast here. Takes some 10 to 30 ms when it is asked
   * first, in which the module is loaded.
   *
   * @throws IllegalStateException where the module is not there
   */
  public static int bits() {
    try {
      Class<?> shape = Class.forName(MODULE + ".VectorShape");
      Object preferred = shape.getMethod("preferredShape").invoke(null);
      return (int) shape.getMethod("vectorBitSize").invoke(preferred);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM was not started with " + FLAG, e);
    }
  }

  /** How many numbers of a dtype the widest vectors hold; at least one. */
  public static int lanes(DType dtype) {
    return bits() / Species.bits(JvmType.of(dtype));
  }
}
