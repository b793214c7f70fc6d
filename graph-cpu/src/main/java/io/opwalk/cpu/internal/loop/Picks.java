package io.opwalk.cpu.internal.loop;

/** What emitted code calls for {@link Statement.Pick}. */
public final class Picks {
  private Picks() {}

  /**
   * The place along an axis that an index names, counted from the front.
   *
   * @throws IllegalArgumentException where it is not from {@code -size} to {@code size - 1}
   */
  public static int place(long index, int size, int row, int column) {
    if (index < -size || index >= size) {
      throw new IllegalArgumentException("index " + index + " at position [" + row + ", " + column
          + "] is out of range for an axis of size " + size);
    }
    return (int) (index < 0 ? index + size : index);
  }
}
