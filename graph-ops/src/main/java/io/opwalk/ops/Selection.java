package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Range.Kind;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Ranges applied to a shape: the slice that keeps all axes, and the shape that is left when those
 * with an index go and new ones come.
 *
 * @param slice what is taken
 * @param shape the shape of the result
 */
record Selection(Slice slice, Shape shape) {
  /**
   * The selection for a tensor.
   *
   * @throws IllegalArgumentException where the ranges do not fit the shape
   */
  static Selection of(Shape from, List<Range> ranges) {
    List<Dim> starts = new ArrayList<>();
    List<Dim> sizes = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    List<Dim> left = new ArrayList<>();
    for (Range range : complete(ranges, from)) {
      if (range.kind() == Kind.NEW_AXIS) {
        left.add(Dim.of(1));
        continue;
      }
      int axis = starts.size();
      Dim size = from.dim(axis);
      requireExists(range, axis, size);
      starts.add(range.first(size));
      sizes.add(range.count(size));
      steps.add(range.count(size).is(1) ? 1 : range.step());
      if (range.kind() != Kind.INDEX) {
        left.add(sizes.get(axis));
      }
    }
    return new Selection(new Slice(starts, sizes, steps), Shape.of(left));
  }

  /** With whole axes in place of the ellipsis, or at the end. */
  private static List<Range> complete(List<Range> ranges, Shape from) {
    long named = ranges.stream()
        .filter(range -> range.kind() == Kind.STRETCH || range.kind() == Kind.INDEX)
        .count();
    long ellipses =
        ranges.stream().filter(range -> range.kind() == Kind.ELLIPSIS).count();
    if (named > from.rank() || ellipses > 1) {
      throw new IllegalArgumentException(
          (ellipses > 1 ? "there may be one ellipsis in " : "too many ranges: ") + ranges
              + " for shape " + from);
    }
    List<Range> complete = new ArrayList<>();
    for (Range range : ellipses == 0 ? append(ranges) : ranges) {
      if (range.kind() == Kind.ELLIPSIS) {
        for (long i = named; i < from.rank(); i++) {
          complete.add(Range.all());
        }
      } else {
        complete.add(range);
      }
    }
    return complete;
  }

  private static List<Range> append(List<Range> ranges) {
    List<Range> longer = new ArrayList<>(ranges);
    longer.add(Range.ellipsis());
    return longer;
  }

  private static void requireExists(Range range, int axis, Dim size) {
    OptionalLong known = size.fixedSize();
    if (range.kind() == Kind.INDEX && known.isPresent()) {
      long index = range.start().getAsLong();
      if (index < -known.getAsLong() || index >= known.getAsLong()) {
        throw new IllegalArgumentException(
            "index " + index + " is out of range for axis " + axis + " of size " + size);
      }
    }
  }

  /** Whether all elements are taken in their order. */
  private boolean isWhole(Shape from) {
    return IntStream.range(0, from.rank()).allMatch(axis -> isWhole(axis, from));
  }

  private boolean isWhole(int axis, Shape from) {
    return slice.sizes().get(axis).equals(from.dim(axis))
        && slice.starts().get(axis).is(0)
        && slice.steps().get(axis) == 1;
  }

  /** The selected elements. */
  Tensor of(Tensor x) {
    Tensor sliced = isWhole(x.shape()) ? x : Apply.of(slice, x).output();
    return sliced.shape().equals(shape) ? sliced : Shapes.reshape(sliced, shape);
  }

  /**
   * The tensor with values in place of what this selects, made of the parts before and after them.
   * Empty where the selection is not one stretch of neighbours along one axis, or leaves nothing of
   * the tensor: its gradient is then zero, and not missing.
   *
   * @param values of this selection's shape
   */
  Optional<Tensor> splice(Tensor x, Tensor values) {
    List<Integer> cut = IntStream.range(0, slice.steps().size())
        .filter(axis -> !isWhole(axis, x.shape()))
        .boxed()
        .toList();
    if (cut.size() != 1 || Math.abs(slice.steps().get(cut.get(0))) != 1) {
      return Optional.empty();
    }
    int axis = cut.get(0);
    Pad around = slice.placement(x.shape());
    Dim before = around.before().get(axis);
    Dim after = around.after().get(axis);
    List<Tensor> parts = new ArrayList<>();
    if (!before.is(0)) {
      parts.add(Joining.part(x, axis, Dim.of(0), before));
    }
    parts.add(turned(x, values));
    if (!after.is(0)) {
      parts.add(Joining.part(x, axis, x.shape().dim(axis).minus(after), after));
    }
    return parts.size() == 1 ? Optional.empty() : Optional.of(Joining.concat(parts, axis));
  }

  /** Values in the form of the slice, and in the direction of the axes. */
  private Tensor turned(Tensor x, Tensor values) {
    Tensor sliced = Indexing.reshaped(values, Shape.of(slice.sizes()));
    return slice
        .turn()
        .map(turn -> SizedLike.tie(Apply.of(turn, sliced).output(), x))
        .orElse(sliced);
  }

  /**
   * Values where this selects, and {@code around} elsewhere: an array of the shape of {@code x}.
   *
   * @param values of this selection's shape
   * @param around one element of their dtype
   */
  Tensor place(Tensor x, Tensor values, Tensor around) {
    Pad placement = slice.placement(x.shape());
    return SizedLike.tie(Apply.of(placement, turned(x, values), around).output(), x);
  }

  /** Whether it is known that nothing is selected. */
  boolean isNothing() {
    return slice.sizes().stream().anyMatch(size -> size.is(0));
  }
}
