package io.opwalk.ops.primitive;

/**
 * The order in which a reduction combines its elements: fixed by the shape alone, so that neither
 * the number of threads nor the vector width nor the backend changes a bit of the result.
 *
 * <p>The reduced axes are walked in row-major order. Where the last axis of the input is among
 * them, its index {@code i} chooses one of {@link #COUNT} partial results, {@code i mod COUNT};
 * each partial starts at the neutral element and takes its elements in order, and in the end they
 * are combined as a balanced tree: {@code ((p0+p4)+(p2+p6))+((p1+p5)+(p3+p7))}. Where the last axis
 * is kept, there is one partial result, and elements are combined in order, starting from the
 * neutral element.
 */
public final class PartialSums {
  /** How many partial results there are: the lanes of the widest vector of doubles now in use. */
  public static final int COUNT = 8;

  private PartialSums() {}
}
