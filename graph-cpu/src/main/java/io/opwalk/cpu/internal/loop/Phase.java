package io.opwalk.cpu.internal.loop;

/**
 * What one run of a step does of it, where its parts need something that is best made once. One of
 * the step's sizes says it, by its {@link #ordinal()}.
 */
public enum Phase {
  /** All that there is to do in the ranges of its sizes, which need nothing made before. */
  WHOLE,
  /** What comes before anything is made; run once, by the thread that makes the call. */
  BEGIN,
  /** Makes what the rest needs: runs over ranges that make up the whole of it. */
  PREPARE,
  /** What is left to do: runs over ranges that make up the whole step, the last phase. */
  REST;

  private static final Phase[] ALL = values();

  /** The phase that a size stands for. */
  public static Phase of(int size) {
    return ALL[size];
  }
}
