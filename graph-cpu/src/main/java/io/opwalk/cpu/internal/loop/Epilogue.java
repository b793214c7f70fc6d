package io.opwalk.cpu.internal.loop;

import java.util.List;

/**
 * What follows a product element by element, such as a bias and an activation: it is run on every
 * block of the result right after its sums are complete, while they are still in a cache.
 *
 * @param function loops over the axes of the result, each from and to where its sizes say
 * @param buffers which buffer of the step each of the function's is
 * @param more the buffers of the step that come after left, right and the result
 * @param loops the function's loops; those of one kind are in the order of that kind's axes
 */
public record Epilogue(
    LoopFunction function,
    List<Integer> buffers,
    List<StepFunction.Buffer> more,
    List<Loop> loops) {
  /** The axes of a product's result. */
  public enum Kind {
    /** Axes that both arrays have. */
    BATCH,
    /** Axes of the left array. */
    ROWS,
    /** Axes of the right array. */
    COLUMNS
  }

  /**
   * A loop over one axis, or over several as one.
   *
   * @param from where it begins, among the sizes of the function; where it ends comes next, and is
   *     at first how long the axis is
   */
  public record Loop(Kind kind, int from) {}

  /** Copies the lists. */
  public Epilogue {
    buffers = List.copyOf(buffers);
    more = List.copyOf(more);
    loops = List.copyOf(loops);
  }
}
