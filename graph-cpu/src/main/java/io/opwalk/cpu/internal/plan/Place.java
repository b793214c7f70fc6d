package io.opwalk.cpu.internal.plan;

/**
 * Where the array of a kernel's argument is found while a program runs.
 *
 * @param kind whose array it is
 * @param index which one of that kind, as listed in the {@link Plan}
 */
public record Place(Kind kind, int index) {
  /** Whose array it is, with the letter it is printed by. */
  public enum Kind {
    /** The caller's, fed for this call; never written. */
    FED('f'),
    /** A parameter's, of the version this call sees; never written. */
    PARAMETER('p'),
    /** Known since compiling; never written. */
    CONSTANT('c'),
    /** The workspace's, holding one buffer after another. */
    SLOT('s'),
    /** Made for this call, holding one output, and given to the caller at the end. */
    RESULT('r');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }

  // Written out, since a fresh JVM takes a millisecond to make this up.
  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + index;
  }

  /** Whether kernels may write here. */
  public boolean isWritable() {
    return kind == Kind.SLOT || kind == Kind.RESULT;
  }

  /** The kind's letter and the index: {@code s0}. */
  @Override
  public String toString() {
    return kind.letter + Integer.toString(index);
  }
}
