package io.opwalk.cpu.internal.lower;

import java.util.Optional;

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
 * @param even whether ranges may begin anywhere, so that they are best of one length: as many as
 *     there are granules
 * @param preparation what is made before the parts; empty where they need nothing
 */
public record Split(
    int position, int granule, int first, boolean even, Optional<Preparation> preparation) {
  /** A split whose ranges begin at multiples of the granule, counted from one on. */
  public Split(int position, int granule, int first) {
    this(position, granule, first, false, Optional.empty());
  }

  /** A split whose ranges begin at multiples of the granule. */
  public Split(int position, int granule) {
    this(position, granule, 0);
  }

  /** The same, into parts of one length. */
  public Split evenly() {
    return new Split(position, granule, first, true, preparation);
  }

  /** The same, after something is made that all parts need. */
  public Split after(Preparation before) {
    return new Split(position, granule, first, even, Optional.of(before));
  }
}
