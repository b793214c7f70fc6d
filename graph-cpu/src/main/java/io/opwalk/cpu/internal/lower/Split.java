package io.opwalk.cpu.internal.lower;

/**
 * That a step can be run in parts: two of its sizes say from where to where it goes along an axis
 * whose iterations are independent. As they stand they are 0 and the size of the axis; runs of the
 * step over ranges that make up the whole of it, in any order or at once, do what one run over the
 * whole does, bit for bit.
 *
 * @param position where the first of the two is among the sizes of the step; the other one follows
 * @param granule what ranges should begin at multiples of: as many iterations as are best run
 *     together
 * @param first from where these multiples are counted: by so many iterations the first range is
 *     longer
 */
public record Split(int position, int granule, int first) {
  /** A split whose ranges begin at multiples of the granule. */
  public Split(int position, int granule) {
    this(position, granule, 0);
  }
}
