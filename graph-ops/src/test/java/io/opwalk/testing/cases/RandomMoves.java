package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Cumulative;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Padding;
import io.opwalk.ops.Range;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Scatters;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Scatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** The steps of a random graph that move elements about, or run along an axis. */
final class RandomMoves {
  private final SplittableRandom random;
  private final RandomPool pool;

  RandomMoves(SplittableRandom random, RandomPool pool) {
    this.random = random;
    this.pool = pool;
  }

  /** One of them. */
  Tensor any() {
    Tensor x = pool.pick(tensor -> tensor.shape().rank() > 0)
        .orElseGet(() -> pool.fixedLeaf(DType.FLOAT64, List.of(3)));
    int axis = random.nextInt(x.shape().rank());
    return switch (random.nextInt(11)) {
      case 0 -> Rearranging.flip(x, axis);
      case 1, 2 -> Indexing.get(x, ranges(x, axis));
      case 3 ->
        Joining.concat(
            List.of(
                pool.pick(y -> y.dtype() == x.dtype() && pool.sameShape(x, y)).orElse(x), x),
            axis);
      case 4 -> Padding.pad(x, counts(x), counts(x));
      case 5 -> Rearranging.roll(x, random.nextInt(-3, 4), axis);
      case 6 -> Creation.arangeLike(x, axis, random.nextBoolean() ? DType.INT32 : DType.FLOAT64);
      case 7 -> Joining.repeat(x, 1 + random.nextInt(2), axis);
      case 8 -> changed(x, axis);
      case 9 -> picked(x, axis);
      default -> cumulated(x, axis);
    };
  }

  private Range[] ranges(Tensor x, int axis) {
    List<Range> ranges = new ArrayList<>(Collections.nCopies(x.shape().rank(), Range.all()));
    long start = random.nextInt(-4, 5);
    int step = random.nextInt(3) + 1;
    Range range = random.nextBoolean() ? Range.from(start) : Range.of(start, random.nextInt(-4, 5));
    ranges.set(axis, range.by(random.nextBoolean() ? step : -step));
    return ranges.toArray(Range[]::new);
  }

  private List<Integer> counts(Tensor x) {
    List<Integer> counts = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      counts.add(random.nextInt(3));
    }
    return counts;
  }

  private Tensor changed(Tensor x, int axis) {
    Tensor one = Tensors.constant(NDArray.full(x.dtype(), 1));
    return x.dtype().isNumeric() && random.nextBoolean()
        ? Indexing.increment(x, one, ranges(x, axis))
        : Indexing.set(x, one, ranges(x, axis));
  }

  private Tensor picked(Tensor x, int axis) {
    Dim size = x.shape().dim(axis);
    if (!size.isFixed() || size.is(0)) {
      return Rearranging.flip(x);
    }
    int n = (int) size.fixedSize().getAsLong();
    long[] indices = new long[1 + random.nextInt(4)];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = random.nextInt(-n, n);
    }
    Tensor at = Tensors.constant(indices);
    Tensor taken = Indexing.take(x, at, axis);
    Scatter.Kind[] kinds = Scatter.Kind.values();
    Scatter.Kind kind =
        x.dtype().isNumeric() ? kinds[random.nextInt(kinds.length)] : Scatter.Kind.UPDATE;
    return axis == 0 && random.nextBoolean()
        ? Scatters.scatterNd(
            x, Tensors.constant(NDArray.of(List.of(indices.length, 1), indices)), taken, kind)
        : taken;
  }

  private Tensor cumulated(Tensor x, int axis) {
    if (!x.dtype().isNumeric()) {
      return Rearranging.flip(x, axis);
    }
    boolean exclusive = random.nextBoolean();
    boolean reverse = random.nextBoolean();
    return switch (random.nextInt(5)) {
      case 0 -> Cumulative.cumSum(x, axis, exclusive, reverse);
      case 1 -> Cumulative.cumProd(x, axis, exclusive, reverse);
      case 2 -> Cumulative.cumMin(x, axis, exclusive, reverse);
      case 3 -> Cumulative.cumMax(x, axis, exclusive, reverse);
      default -> Cumulative.linearRecurrence(x, x, axis, reverse);
    };
  }
}
