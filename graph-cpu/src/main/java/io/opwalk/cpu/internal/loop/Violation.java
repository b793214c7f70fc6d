package io.opwalk.cpu.internal.loop;

/** A rule of the loop IR that is not kept; {@link LoopChecker} adds where. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Violation(String message) {
    super(message);
  }

  static void unless(boolean kept, String complaint) {
    if (!kept) {
      throw new Violation(complaint);
    }
  }
}
