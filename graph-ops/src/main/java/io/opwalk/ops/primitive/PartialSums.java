package io.opwalk.ops.primitive;

/**
 * The order in which a reduction combines its elements: fixed by the shape alone, so that neither
 * the number of threads nor the vector width nor the backend changes a bit of the result.
 *
 * <p>The elements that belong to one element of the result are taken in row-major order of the
 * input. Where the input's last axis is among the reduced ones, an element's index {@code i} along
 * that axis chooses one of {@link #COUNT} partial results, {@code p[i mod COUNT]}, whatever its
 * indices along the other axes are; where the last axis is kept, or there is no axis at all, there
 * is one partial result. Each partial starts at the neutral element and takes its elements by
 * {@code p = combine(p, element)}, rounded to the dtype each time. In the end they are combined as
 * a balanced tree, also where some of them took no element: the second half with the first,
 * {@code p[j] = combine(p[j], p[j + 8])}, then the second quarter with the first, and so on until
 * one is left:
 *
 * <pre>{@code
 * (((p0 + p8) + (p4 + p12)) + ((p2 + p10) + (p6 + p14)))
 *     + (((p1 + p9) + (p5 + p13)) + ((p3 + p11) + (p7 + p15)))
 * }</pre>
 *
 * <p>The neutral elements are 0.0 for a sum, 1 for a product, the largest value of the dtype (for
 * floating dtypes infinity) for the smallest element, the smallest value for the largest one, false
 * for ANY and true for ALL. MIN and MAX combine as {@link Math#min} and {@link Math#max} do: NaN
 * wins, and -0.0 is below 0.0. It follows that a sum of nothing but -0.0 is 0.0, also over one
 * element or no axis, and that integers wrap.
 */
public final class PartialSums {
  /**
   * How many partial results there are: the lanes of the widest vector of floats now in use, and of
   * two of doubles, so that one addition does not wait for the other.
   */
  public static final int COUNT = 16;

  private PartialSums() {}
}
