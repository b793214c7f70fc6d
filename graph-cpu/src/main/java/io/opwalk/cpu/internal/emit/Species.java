package io.opwalk.cpu.internal.emit;

/**
 * What a vector holds: numbers of one type, and how many of them. The module has vectors of 64,
 * 128, 256 and 512 bits.
 *
 * @param element the type of a lane, any but BOOL
 * @param lanes how many there are, a power of two
 */
record Species(JvmType element, int lanes) {
  private static final String PACKAGE = "jdk/incubator/vector/";

  Species {
    int bits = lanes * bits(element);
    if (bits < 64 || bits > 512 || Integer.bitCount(bits) != 1) {
      throw new IllegalArgumentException("there are no vectors of " + lanes + " x " + element);
    }
  }

  /** Whether there are vectors of so many elements of the type. */
  static boolean exists(JvmType element, int lanes) {
    int bits = lanes * bits(element);
    return bits >= 64 && bits <= 512 && Integer.bitCount(bits) == 1;
  }

  /** The bits of one element. */
  static int bits(JvmType element) {
    return switch (element) {
      case F64, I64 -> Long.SIZE;
      case F32, I32 -> Integer.SIZE;
      case BOOL -> throw new IllegalArgumentException("truth values are masks");
    };
  }

  /** The bits of a vector. */
  int bits() {
    return lanes * bits(element);
  }

  /** As many lanes of another type. */
  Species of(JvmType other) {
    return new Species(other, lanes);
  }

  /** The integers that have as many bits: what this is seen as to work on the bits of a float. */
  Species integral() {
    return of(bits(element) == Long.SIZE ? JvmType.I64 : JvmType.I32);
  }

  /** The internal name of the class of the vectors. */
  String vector() {
    return PACKAGE
        + switch (element) {
          case F64 -> "DoubleVector";
          case F32 -> "FloatVector";
          case I64 -> "LongVector";
          case I32 -> "IntVector";
          case BOOL -> throw new IllegalArgumentException("truth values are masks");
        };
  }

  /** The descriptor of the vectors. */
  String descriptor() {
    return "L" + vector() + ";";
  }

  @Override
  public String toString() {
    return element + "x" + lanes;
  }
}
