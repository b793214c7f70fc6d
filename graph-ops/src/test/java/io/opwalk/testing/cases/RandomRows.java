package io.opwalk.testing.cases;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Padding;
import io.opwalk.ops.Range;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Placeholder;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The steps of a random graph that are rows of the table of op cases: whatever is in the table is
 * drawn, with values that it takes. They come from new leaves, through views and other steps that
 * leave them as they are; where the row takes all numbers, the graph so far has a share in them.
 */
final class RandomRows {
  /** The largest operand, in elements. */
  private static final int MOST_ELEMENTS = 400;

  /** The rows that each op occurs in, by the name of its class, so that the order is the same. */
  private static final Map<String, List<OpCase>> ROWS = rows();

  private static final List<String> OPS = List.copyOf(ROWS.keySet());

  private final SplittableRandom random;
  private final RandomPool pool;

  RandomRows(SplittableRandom random, RandomPool pool) {
    this.random = random;
    this.pool = pool;
  }

  private static Map<String, List<OpCase>> rows() {
    Map<String, List<OpCase>> rows = new TreeMap<>();
    for (OpCase row : OpCases.all()) {
      Trial trial = row.trials().get(0);
      List<Tensor> inputs = trial.placeholders();
      Walk.ancestors(trial.output(inputs)).stream()
          .map(Apply::op)
          // Scalar functions are drawn without their rows.
          .filter(op -> !op.isInput() && !(op instanceof Elementwise))
          .map(Op::getClass)
          .distinct()
          .forEach(op ->
              rows.computeIfAbsent(op.getName(), name -> new ArrayList<>()).add(row));
    }
    return rows;
  }

  /** A row of a random op, of some size and dtype. */
  Tensor any() {
    List<OpCase> rows = ROWS.get(OPS.get(random.nextInt(OPS.size())));
    OpCase row = rows.get(random.nextInt(rows.size()));
    DType dtype = row.dtypes().get(random.nextInt(row.dtypes().size()));
    List<List<List<Integer>>> sizes =
        row.sizes().stream().filter(RandomRows::isSmall).toList();
    if (sizes.isEmpty()) {
      return pool.pick(tensor -> true).orElseThrow();
    }
    List<List<Integer>> shapes = sizes.get(random.nextInt(sizes.size()));
    List<Tensor> operands = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Operand operand = row.operands().get(i);
      DType own = operand.dtype().orElse(dtype);
      operands.add(operand(operand, own, shapes.get(i)));
    }
    Tensor output = row.builder().apply(operands);
    boolean isClosed = Walk.ancestors(output).stream()
        .filter(apply -> apply.op() instanceof Placeholder)
        .allMatch(apply -> pool.inputs().contains(apply.output()));
    return isClosed ? output : pool.pick(tensor -> true).orElseThrow();
  }

  private static boolean isSmall(List<List<Integer>> shapes) {
    return shapes.stream()
        .allMatch(shape ->
            shape.stream().mapToInt(n -> n).reduce(1, Math::multiplyExact) <= MOST_ELEMENTS);
  }

  private Tensor operand(Operand operand, DType dtype, List<Integer> shape) {
    boolean takesAll = operand.special() != operand.ordinary() && dtype.isFloating();
    NDArray value = operand.ordinary().array(dtype, shape, random);
    Tensor leaf = disguised(value);
    return takesAll ? mixed(leaf) : leaf;
  }

  /**
   * With a number added that the graph so far makes, between -1 and 1. Not NaN: decompositions
   * refuse it, and a row does not say whether there is one in it.
   */
  private Tensor mixed(Tensor leaf) {
    return pool.pick(tensor -> tensor.dtype() == leaf.dtype())
        .map(share -> Trigonometry.tanh(Reductions.sum(share)))
        .map(part -> Arithmetic.add(leaf, Logic.where(Logic.equal(part, part), part, 0)))
        .orElse(leaf);
  }

  /** The same value, as a leaf or as a view of one. */
  private Tensor disguised(NDArray value) {
    int rank = value.shape().size();
    if (rank == 0) {
      return pool.leaf(value);
    }
    int axis = random.nextInt(rank);
    return switch (random.nextInt(5)) {
      case 0 -> thereAndBack(value, x -> Rearranging.flip(x, axis), x -> Rearranging.flip(x, axis));
      case 1 -> thereAndBack(value, Shapes::transpose, Shapes::transpose);
      case 2 -> thereAndBack(value, x -> padded(x, axis), x -> Indexing.get(x, inner(rank, axis)));
      default -> pool.leaf(value);
    };
  }

  private static Tensor padded(Tensor x, int axis) {
    List<Integer> one = new ArrayList<>(Collections.nCopies(x.shape().rank(), 0));
    one.set(axis, 1);
    return Padding.pad(x, one, one);
  }

  private static Range[] inner(int rank, int axis) {
    List<Range> ranges = new ArrayList<>(Collections.nCopies(rank, Range.all()));
    ranges.set(axis, Range.of(1, -1));
    return ranges.toArray(Range[]::new);
  }

  private Tensor thereAndBack(
      NDArray value, UnaryOperator<Tensor> there, UnaryOperator<Tensor> back) {
    Tensor moved = there.apply(Tensors.constant(value));
    return back.apply(
        pool.leaf(new ReferenceBackend().evaluate(List.of(moved), Feed.empty()).get(0)));
  }
}
