package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is put in front of, behind and between the elements of some neighbouring axes; less than
 * nothing is cut off.
 *
 * @param firstAxis the first of the axes
 * @param before for each of them, how many elements in front
 * @param after likewise, behind
 * @param interior likewise, between neighbours
 * @param cuts whether some of these may turn out to be less than nothing
 */
record Borders(
    int firstAxis, List<Dim> before, List<Dim> after, List<Integer> interior, boolean cuts) {
  private static final Dim ZERO = Dim.of(0);

  Borders(int firstAxis, List<Dim> before, List<Dim> after, boolean cuts) {
    this(firstAxis, before, after, Collections.nCopies(before.size(), 0), cuts);
  }

  /**
   * Those that a rule asks for.
   *
   * @param lengths of the axes
   * @param extents of the windows that slide over them
   */
  static Borders of(
      WindowPadding padding,
      int firstAxis,
      List<Dim> lengths,
      List<Dim> extents,
      List<Integer> strides) {
    List<Dim> before = new ArrayList<>();
    List<Dim> after = new ArrayList<>();
    boolean cuts = false;
    for (int i = 0; i < lengths.size(); i++) {
      switch (padding.kind()) {
        case VALID -> {
          before.add(ZERO);
          after.add(ZERO);
        }
        case SAME, SAME_LOWER -> {
          Dim total = same(lengths.get(i), extents.get(i), strides.get(i));
          boolean cut = !covers(extents.get(i), strides.get(i));
          Dim shared = cut ? total.max(ZERO) : total;
          Dim half = shared.floorDiv(2);
          Dim front = padding.kind() == WindowPadding.Kind.SAME ? half : shared.minus(half);
          before.add(front);
          after.add(total.minus(front));
          cuts |= cut;
        }
        case CAUSAL -> {
          before.add(extents.get(i).minus(1));
          after.add(ZERO);
        }
        case EXPLICIT -> {
          before.add(Dim.of(padding.before().get(i)));
          after.add(Dim.of(padding.after().get(i)));
        }
      }
    }
    return new Borders(firstAxis, before, after, cuts);
  }

  /** Whether windows leave no element between them, so that padding is never less than nothing. */
  private static boolean covers(Dim extent, int stride) {
    return extent.isFixed() && extent.fixedSize().getAsLong() >= stride;
  }

  /**
   * How much it takes for {@code ceil(length / stride)} windows. Less than nothing where windows
   * are short and the length is not known: what no window reaches.
   */
  static Dim same(Dim length, Dim extent, int stride) {
    Dim total = length.ceilDiv(stride).minus(1).times(stride).plus(extent).minus(length);
    return total.isFixed() ? total.max(ZERO) : total;
  }

  /** Whether it is known that there are none. */
  boolean isNone() {
    return before.stream().allMatch(ZERO::equals)
        && after.stream().allMatch(ZERO::equals)
        && interior.stream().allMatch(count -> count == 0);
  }

  /** The shape of a tensor with these borders. */
  Shape around(Shape shape) {
    Shape padded = shape;
    for (int i = 0; i < before.size(); i++) {
      Dim inner = spread(shape.dim(firstAxis + i), interior.get(i));
      padded = padded.withDim(firstAxis + i, before.get(i).plus(inner).plus(after.get(i)));
    }
    return padded;
  }

  /** The size of {@code size} elements with others between neighbours. */
  static Dim spread(Dim size, int interior) {
    return size.times(interior + 1L).minus(interior).max(ZERO);
  }

  /** The tensor with these borders, which are copies of a value of rank 0. */
  Tensor pad(Tensor x, Tensor value) {
    return cut(widened(x, value), around(x.shape()));
  }

  private Dim added(Dim dim) {
    return cuts || dim.isFixed() ? dim.max(ZERO) : dim;
  }

  private Tensor widened(Tensor x, Tensor value) {
    List<Dim> front = new ArrayList<>(Collections.nCopies(x.shape().rank(), ZERO));
    List<Dim> back = new ArrayList<>(front);
    List<Integer> between = new ArrayList<>(Collections.nCopies(x.shape().rank(), 0));
    for (int i = 0; i < before.size(); i++) {
      front.set(firstAxis + i, added(before.get(i)));
      back.set(firstAxis + i, added(after.get(i)));
      between.set(firstAxis + i, interior.get(i));
    }
    Borders widening = new Borders(0, front, back, between, false);
    return widening.isNone()
        ? x
        : SizedLike.tie(Apply.of(new Pad(front, back, between), x, value).output(), x);
  }

  private Tensor cut(Tensor widened, Shape shape) {
    if (widened.shape().equals(shape)) {
      return widened;
    }
    List<Dim> starts = new ArrayList<>(Collections.nCopies(shape.rank(), ZERO));
    for (int i = 0; i < before.size(); i++) {
      // What may turn out negative is cut off in front, else nothing is.
      starts.set(firstAxis + i, added(before.get(i)).minus(before.get(i)));
    }
    Slice slice = new Slice(starts, shape.dims(), Collections.nCopies(shape.rank(), 1));
    return SizedLike.tie(Apply.of(slice, widened).output(), widened);
  }
}
