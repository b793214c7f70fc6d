package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Scalars;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunctions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes a random graph step by step. */
final class RandomGraphBuilder {
  private final long seed;
  private final SplittableRandom random;
  private final RandomPool pool;
  private final RandomShapes shapes;
  private final RandomMoves moves;
  private final RandomRows rows;
  private final List<ScalarFunction> functions = ScalarFunctions.all();

  RandomGraphBuilder(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.pool = new RandomPool(random);
    this.shapes = new RandomShapes(random, pool);
    this.moves = new RandomMoves(random, pool);
    this.rows = new RandomRows(random, pool);
  }

  RandomGraph build(int steps) {
    int inputs = 1 + random.nextInt(3);
    pool.input(DType.FLOAT64);
    for (int i = 1; i < inputs; i++) {
      pool.input(anyDType());
    }
    for (int i = 0; i < steps; i++) {
      pool.add(step());
    }
    return new RandomGraph(seed, steps, pool.inputs(), outputs(), pool.tensors(), pool.sizes());
  }

  /** The last tensor and, often, some of the others. */
  private List<Tensor> outputs() {
    List<Tensor> all = pool.tensors();
    Set<Tensor> outputs = new LinkedHashSet<>(List.of(all.get(all.size() - 1)));
    // Not from the common generator: the steps must not depend on how many there are.
    SplittableRandom others = new SplittableRandom(seed + all.size());
    for (int i = others.nextInt(3); i > 0; i--) {
      outputs.add(all.get(others.nextInt(all.size())));
    }
    return List.copyOf(outputs);
  }

  private Tensor step() {
    return switch (random.nextInt(22)) {
      case 0, 1, 2, 3, 4, 5 -> scalarFunction();
      case 6 -> randomFunction();
      case 7 -> Tensors.cast(shapes.any(), anyDType());
      case 8, 9 -> shapes.reduction();
      case 10, 11 -> shapes.view();
      case 12 -> product();
      case 13, 14 -> shapes.composite();
      case 15, 16, 17 -> moves.any();
      case 18, 19, 20 -> rows.any();
      default -> random.nextInt(4) == 0 ? pool.input(anyDType()) : shapes.size();
    };
  }

  private DType anyDType() {
    // Mostly floating, where there is most to go wrong.
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> DType.FLOAT64;
      case 3, 4 -> DType.FLOAT32;
      case 5 -> DType.INT64;
      case 6 -> DType.INT32;
      default -> DType.BOOL;
    };
  }

  private Tensor scalarFunction() {
    ScalarFunction function = functions.get(random.nextInt(functions.size()));
    Tensor first = pool.pick(tensor -> function.domain().admits(tensor.dtype()))
        .orElseGet(() -> pool.fixedLeaf(
            Stream.of(DType.values())
                .filter(function.domain()::admits)
                .findFirst()
                .orElseThrow(),
            List.of()));
    boolean canFail = first.dtype().isInteger() && canFail(function.code());
    if (canFail && function.arity() != 2) {
      return Scalars.apply(functions.get(0), first, first);
    }
    List<Tensor> args = new ArrayList<>(arguments(first, function));
    if (canFail) {
      // A divisor of zero is an error, and an exponent below, which these graphs are not for.
      args.set(1, Arithmetic.maximum(args.get(1), 1));
    }
    return Scalars.apply(function, args.toArray(Tensor[]::new));
  }

  private Tensor randomFunction() {
    Tensor first = pool.pick(tensor -> tensor.dtype().isFloating()).orElseThrow();
    ScalarFunction function = RandomCode.function(random, 1 + random.nextInt(3));
    return Scalars.apply(function, arguments(first, function).toArray(Tensor[]::new));
  }

  private static boolean canFail(ScalarExpr code) {
    return ScalarExpr.postOrder(code).stream()
        .anyMatch(expr ->
            expr instanceof ScalarExpr.Operation operation && operation.op().canFail());
  }

  /** The first tensor and others that broadcast with it, behind a condition if there is one. */
  private List<Tensor> arguments(Tensor first, ScalarFunction function) {
    List<Tensor> args = new ArrayList<>();
    while (args.size() < function.arity()) {
      boolean condition = function.isConditional() && args.isEmpty();
      boolean leading = args.size() == (function.isConditional() ? 1 : 0);
      DType dtype = condition ? DType.BOOL : first.dtype();
      args.add(leading ? first : pool.pickOrMake(dtype, other -> fits(other, first, args)));
    }
    return args;
  }

  private boolean fits(Tensor other, Tensor first, List<Tensor> args) {
    return pool.broadcast(other.shape(), first.shape())
        && args.stream().allMatch(arg -> pool.broadcast(arg.shape(), other.shape()));
  }

  /** A product with another tensor, a new weight, or the tensor's own transpose. */
  private Tensor product() {
    Tensor left = pool.pick(
            tensor -> tensor.dtype().isNumeric() && tensor.shape().rank() >= 1)
        .orElseGet(() -> pool.fixedLeaf(DType.FLOAT64, List.of(3)));
    var inner = pool.canonical(left.shape()).dim(-1);
    var right = pool.pick(tensor -> tensor.dtype() == left.dtype()
        && tensor.shape().rank() == 2
        && pool.canonical(tensor.shape()).dim(0).equals(inner));
    if (right.isPresent() && random.nextBoolean()) {
      return Linear.matmul(left, right.get());
    }
    if (inner.isFixed()) {
      int rows = (int) inner.fixedSize().orElseThrow();
      return Linear.matmul(
          left, pool.fixedLeaf(left.dtype(), List.of(rows, 1 + random.nextInt(9))));
    }
    return left.shape().rank() == 2 ? Linear.matmul(left, Shapes.transpose(left)) : left;
  }
}
