package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** The steps of a random graph that are about axes: reductions, views and composites. */
final class RandomShapes {
  private final SplittableRandom random;
  private final RandomPool pool;

  RandomShapes(SplittableRandom random, RandomPool pool) {
    this.random = random;
    this.pool = pool;
  }

  /** Any tensor. */
  Tensor any() {
    return pool.pick(tensor -> true).orElseThrow();
  }

  private Tensor floating(int leastRank) {
    return pool.pick(tensor -> tensor.dtype().isFloating() && tensor.shape().rank() >= leastRank)
        .orElseGet(() -> pool.fixedLeaf(
            random.nextBoolean() ? DType.FLOAT64 : DType.FLOAT32,
            Collections.nCopies(leastRank, 3)));
  }

  private List<Integer> someAxes(Tensor x) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      if (random.nextBoolean()) {
        axes.add(axis);
      }
    }
    return axes;
  }

  private int anyAxis(Tensor x) {
    return random.nextInt(x.shape().rank());
  }

  /** A number of elements, in any numeric dtype. */
  Tensor size() {
    Tensor x = any();
    DType dtype = DTypes.NUMERIC.get(random.nextInt(DTypes.NUMERIC.size()));
    return Shapes.size(x, dtype, someAxes(x));
  }

  /** A reduction over some axes. */
  Tensor reduction() {
    Tensor x = any();
    List<Integer> axes = someAxes(x);
    boolean keep = random.nextBoolean();
    if (x.dtype() == DType.BOOL) {
      return random.nextBoolean() ? Reductions.any(x, axes, keep) : Reductions.all(x, axes, keep);
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> Reductions.sum(x, axes, keep);
      case 2 -> Reductions.prod(x, axes, keep);
      case 3 -> Reductions.min(x, axes, keep);
      case 4 -> Reductions.max(x, axes, keep);
      default -> argReduction(x, keep);
    };
  }

  /** An index along an axis that cannot be empty. */
  private Tensor argReduction(Tensor x, boolean keep) {
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      Dim dim = x.shape().dim(axis);
      if (dim.isFixed() && !dim.is(0)) {
        return random.nextBoolean()
            ? Reductions.argMax(x, axis, keep)
            : Reductions.argMin(x, axis, keep);
      }
    }
    return Reductions.max(x);
  }

  /** The same elements, seen otherwise. */
  Tensor view() {
    Tensor x = any();
    int rank = x.shape().rank();
    return switch (random.nextInt(8)) {
      case 0 -> Shapes.transpose(x);
      case 1 -> Shapes.transpose(x, permutation(rank));
      case 2 -> Shapes.flatten(x, random.nextInt(rank + 1));
      case 3 -> Shapes.expandDims(x, random.nextInt(rank + 1));
      case 4 -> Shapes.squeeze(x);
      case 5 -> Shapes.broadcastTo(x, Shape.of(Dim.of(1 + random.nextInt(3))).append(x.shape()));
      case 6 ->
        pool.pick(like -> broadcastsTo(x, like))
            .map(like -> Shapes.broadcastLike(x, like))
            .orElse(x);
      default ->
        pool.pick(like -> sameCount(x, like))
            .map(like -> Shapes.reshapeLike(x, like))
            .orElse(x);
    };
  }

  private int[] permutation(int rank) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      axes.add(axis);
    }
    Collections.shuffle(axes, new Random(random.nextLong()));
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean sameCount(Tensor x, Tensor like) {
    return pool.canonical(x.shape())
        .elements()
        .equals(pool.canonical(like.shape()).elements());
  }

  private boolean broadcastsTo(Tensor x, Tensor like) {
    return pool.broadcast(x.shape(), like.shape())
        && pool.canonical(Shape.broadcast(x.shape(), like.shape()))
            .equals(pool.canonical(like.shape()));
  }

  /** A composite over some axes, or of two tensors of one shape. */
  Tensor composite() {
    Tensor x = floating(1);
    Tensor same = pool.pick(y -> y.dtype() == x.dtype() && pool.sameShape(x, y)).orElse(x);
    boolean keep = random.nextBoolean();
    return switch (random.nextInt(10)) {
      case 0 -> Probability.softmax(x, anyAxis(x));
      case 1 -> Probability.logSoftmax(x, anyAxis(x));
      case 2 -> Probability.crossEntropyFromLogits(same, x, anyAxis(x));
      case 3 -> Probability.binaryCrossEntropyFromLogits(same, x);
      case 4 -> Reductions.mean(x, someAxes(x), keep);
      case 5 -> Reductions.variance(x, someAxes(x), keep);
      case 6 -> Reductions.std(x, someAxes(x), keep);
      case 7 -> Reductions.logSumExp(x, someAxes(x), keep);
      case 8 ->
        pool.pick(like -> broadcastsTo(like, x))
            .map(like -> Shapes.sumLike(x, like))
            .orElse(x);
      default -> Shapes.sumTo(x, Shape.scalar());
    };
  }
}
