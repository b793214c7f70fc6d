package io.opwalk.cpu.internal.run;

/**
 * What runs at once: the parts of one step, or those of several that do not depend on each other.
 *
 * @param steps for each part the step that it is of
 * @param parts the sizes of each part; in the order in which one thread would run them
 */
record Stage(int[] steps, int[][] parts) {
  /** How many parts there are. */
  int count() {
    return parts.length;
  }
}
