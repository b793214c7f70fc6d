package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The tensors that a random graph has so far, and the leaves it is given. */
final class RandomPool {
  /** The size every unknown dim stands for; the names are those of the symbols. */
  private static final Dim.Symbol BATCH = Dim.named("n");

  private static final int LARGEST_BATCH = RandomGraph.BATCHES.stream().reduce(0, Math::max);
  private static final int MOST_ELEMENTS = 4000;
  private static final int MOST_AXES = 4;
  private static final int[] SIZES = {1, 1, 2, 3, 5, 8, 13};

  private final SplittableRandom random;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Tensor> inputs = new ArrayList<>();
  private final Map<Dim.Symbol, Dim.Symbol> sizes = new HashMap<>();

  RandomPool(SplittableRandom random) {
    this.random = random;
  }

  List<Tensor> tensors() {
    return tensors;
  }

  List<Tensor> inputs() {
    return inputs;
  }

  Map<Dim.Symbol, Dim.Symbol> sizes() {
    return sizes;
  }

  /** Adds a tensor, unless it may become too large to be worth its time. */
  void add(Tensor tensor) {
    if (isSmall(tensor.shape())) {
      tensors.add(tensor);
    }
  }

  static boolean isSmall(Shape shape) {
    return shape.rank() <= MOST_AXES
        && shape.elements().evaluate(symbol -> LARGEST_BATCH) <= MOST_ELEMENTS;
  }

  /** The shape with one symbol for all unknown sizes that turn out equal. */
  Shape canonical(Shape shape) {
    return shape.substitute(symbol -> sizes.getOrDefault(symbol, symbol));
  }

  /** Whether the shapes broadcast, whatever the batch size is. */
  boolean broadcast(Shape a, Shape b) {
    Shape left = canonical(a);
    Shape right = canonical(b);
    for (int axis = 1; axis <= Math.min(left.rank(), right.rank()); axis++) {
      Dim x = left.dim(-axis);
      Dim y = right.dim(-axis);
      if (!x.is(1) && !y.is(1) && !x.equals(y)) {
        return false;
      }
    }
    return true;
  }

  boolean sameShape(Tensor a, Tensor b) {
    return canonical(a.shape()).equals(canonical(b.shape()));
  }

  /** One of those that fulfil a condition, later ones more often. */
  Optional<Tensor> pick(Predicate<Tensor> condition) {
    List<Tensor> fitting = tensors.stream().filter(condition).toList();
    return fitting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            fitting.get(Math.max(random.nextInt(fitting.size()), random.nextInt(fitting.size()))));
  }

  /** One that fulfils a condition and has the dtype; a new leaf where there is none. */
  Tensor pickOrMake(DType dtype, Predicate<Tensor> condition) {
    return pick(tensor -> tensor.dtype() == dtype && condition.test(tensor))
        .orElseGet(() -> fixedLeaf(dtype, List.of()));
  }

  /** A new input whose first axis, in most cases, is the batch. */
  Tensor input(DType dtype) {
    List<Dim> dims = new ArrayList<>();
    if (random.nextInt(5) > 0) {
      dims.add(random.nextBoolean() ? BATCH : Dim.unknown());
    }
    for (int axis = random.nextInt(3); axis > 0; axis--) {
      dims.add(Dim.of(SIZES[random.nextInt(SIZES.length)]));
    }
    Tensor input = Tensors.placeholder("x" + inputs.size(), dtype, Shape.of(dims));
    input.shape().dims().stream()
        .flatMap(dim -> dim.symbols().stream())
        .filter(symbol -> !symbol.isNamed())
        .forEach(symbol -> sizes.put(symbol, BATCH));
    inputs.add(input);
    tensors.add(input);
    return input;
  }

  /** A new constant or parameter. */
  Tensor fixedLeaf(DType dtype, List<Integer> shape) {
    Values values = Values.ordinary().mixedWith(Values.special());
    return leaf(values.array(dtype, shape, random));
  }

  /** A new constant or parameter of a value. */
  Tensor leaf(NDArray value) {
    Tensor leaf = random.nextBoolean()
        ? Tensors.constant(value)
        : Tensors.parameter("w" + tensors.size(), value);
    add(leaf);
    return leaf;
  }
}
