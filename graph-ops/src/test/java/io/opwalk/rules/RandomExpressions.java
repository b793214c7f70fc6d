package io.opwalk.rules;

import static io.opwalk.rewrite.RuleExamples.COLUMNS;
import static io.opwalk.rewrite.RuleExamples.ROWS;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.LogSumExp;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.scalar.ScalarFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Graphs of ops drawn by lot, with literals, broadcasting and several dtypes. */
final class RandomExpressions {
  private static final int NODES = 30;
  private static final List<Double> LITERALS = List.of(0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 4.0);

  private final Random random;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Op> ops = new ArrayList<>();

  private RandomExpressions(long seed) {
    random = new Random(seed);
    ScalarFunctions.all().forEach(function -> {
      // Integers divided by zero are an error, not a value.
      if (!List.of("floorDivide", "mod", "remainder").contains(function.name())) {
        ops.add(new Elementwise(function));
      }
    });
    for (int i = 0; i < 6; i++) {
      ops.add(new Softmax(i % 2));
      ops.add(new LogSoftmax(i % 2));
      ops.add(new LogSumExp(List.of(i % 2), i < 3));
      ops.add(new Reduce(Reduce.Kind.values()[i], List.of(i % 2), i < 3));
      ops.add(new Reduce(Reduce.Kind.SUM, List.of(i % 2), i < 3));
      ops.add(new Reduce(Reduce.Kind.values()[i], List.of(), false));
      ops.add(new Transpose(List.of(i % 2, 1 - i % 2)));
      ops.add(new BroadcastLike());
    }
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32, DType.BOOL)) {
      ops.add(new Cast(dtype));
    }
    ops.add(new Reshape(Shape.of(ROWS.times(COLUMNS))));
    ops.add(new Reshape(Shape.of(ROWS, COLUMNS)));
    ops.add(new Broadcast(Shape.of(ROWS, COLUMNS)));
    ops.add(new Broadcast(Shape.of(Dim.of(2), ROWS, COLUMNS)));
  }

  /** Some leaves, and what was made of them; the later, the deeper. */
  static List<Tensor> of(long seed) {
    RandomExpressions expressions = new RandomExpressions(seed);
    expressions.leaves();
    int refused = 0;
    // Most draws do not fit: the dtypes, the number of inputs or the shapes.
    while (expressions.tensors.size() < NODES && refused < 100 * NODES) {
      refused += expressions.draw() ? 0 : 1;
    }
    return expressions.tensors;
  }

  private void leaves() {
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT64, DType.FLOAT32, DType.BOOL)) {
      tensors.add(Tensors.placeholder("m" + tensors.size(), dtype, Shape.of(ROWS, COLUMNS)));
    }
    tensors.add(Tensors.placeholder("v", DType.FLOAT64, Shape.of(COLUMNS)));
    tensors.add(Tensors.placeholder("c", DType.FLOAT64, Shape.of(ROWS, Dim.of(1))));
  }

  private boolean draw() {
    Op op = ops.get(random.nextInt(ops.size()));
    Tensor first = tensors.get(random.nextInt(tensors.size()));
    List<Tensor> inputs = new ArrayList<>(List.of(first));
    int arity = op instanceof Elementwise elementwise
        ? elementwise.function().arity()
        : op instanceof BroadcastLike ? 2 : 1;
    while (inputs.size() < arity) {
      boolean literal = first.dtype().isFloating() && random.nextInt(3) == 0;
      Tensor other = literal
          ? Tensors.literal(LITERALS.get(random.nextInt(LITERALS.size())), first)
          : tensors.get(random.nextInt(tensors.size()));
      inputs.add(random.nextInt(inputs.size() + 1), other);
    }
    try {
      Tensor made = Apply.of(op, inputs).output();
      return fits(op, inputs, made.shape()) && tensors.add(made);
    } catch (TypeException doesNotFit) {
      return false;
    }
  }

  /** Whether sizes that may turn out equal, as far as types go, are equal whatever they are. */
  private static boolean fits(Op op, List<Tensor> inputs, Shape result) {
    if (op instanceof Reshape) {
      return inputs.get(0).shape().elements().equals(result.elements());
    }
    boolean broadcasts =
        op instanceof Elementwise || op instanceof Broadcast || op instanceof BroadcastLike;
    return !broadcasts || inputs.stream().allMatch(input -> broadcasts(input.shape(), result));
  }

  private static boolean broadcasts(Shape from, Shape to) {
    boolean fits = from.rank() <= to.rank();
    for (int axis = -1; fits && axis >= -from.rank(); axis--) {
      fits = from.dim(axis).is(1) || from.dim(axis).equals(to.dim(axis));
    }
    return fits;
  }

  /** A value for a leaf: awkward numbers drawn by lot. */
  static NDArray value(Tensor leaf, int rows, int columns, long seed) {
    Random random = new Random(seed);
    int[] dims = leaf.shape().evaluate(symbol -> symbol.equals(ROWS) ? rows : columns).stream()
        .mapToInt(Integer::intValue)
        .toArray();
    NDArray pool = Awkward.vector(leaf.dtype());
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    int[] chosen = random.ints(size, 0, pool.size()).toArray();
    return pool.take(chosen).reshape(dims);
  }
}
