package io.opwalk.nn.layer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.nn.initializer.Initializer;
import io.opwalk.nn.initializer.SeededRandom;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a layer's weights, when it is first applied. */
public final class WeightMaker {
  static final String RANDOM_KEY = "seed_generator_state";

  private final NameScope scope;
  private final ParameterStore store;
  private final LayerOptions options;
  private final DType inputDtype;
  private final Optional<Map<String, Tensor>> given;
  private final Map<String, Weight> weights = new LinkedHashMap<>();

  WeightMaker(NameScope scope, ParameterStore store, LayerOptions options, DType inputDtype) {
    this(scope, store, options, inputDtype, Optional.empty());
  }

  private WeightMaker(
      NameScope scope,
      ParameterStore store,
      LayerOptions options,
      DType inputDtype,
      Optional<Map<String, Tensor>> given) {
    this.scope = scope;
    this.store = store;
    this.options = options;
    this.inputDtype = inputDtype;
    this.given = given;
  }

  /** One that makes none, and takes those given, by their names within the layer. */
  static WeightMaker of(
      NameScope scope, Map<String, Tensor> given, LayerOptions options, DType inputDtype) {
    return new WeightMaker(scope, new ParameterStore(), options, inputDtype, Optional.of(given));
  }

  /**
   * The dtype of the weights: the layer's, else that of its first input, else FLOAT32, which is
   * Keras's default, where that is not floating.
   */
  public DType dtype() {
    return options.dtype().orElse(inputDtype.isFloating() ? inputDtype : DType.FLOAT32);
  }

  /** Makes a weight that an optimizer changes. */
  public Tensor trainable(String leaf, WeightSpec spec, List<Integer> shape) {
    Tensor parameter = parameter(leaf, dtype(), spec.initializer(), shape, true);
    return put(
        new Weight(leaf, parameter, Weight.Kind.TRAINABLE, spec.regularizer(), spec.constraint()));
  }

  /** Makes a weight that only the layer itself changes: a moving mean. */
  public Tensor nonTrainable(String leaf, Initializer initializer, List<Integer> shape) {
    return put(Weight.of(
        leaf, parameter(leaf, dtype(), initializer, shape, false), Weight.Kind.NON_TRAINABLE));
  }

  /**
   * Makes what the layer carries on from one batch to the next, zeros at first; see
   * {@link CallContext#carry}.
   */
  public Tensor carried(String leaf, List<Integer> shape) {
    Initializer zeros = (dtype, dims, seed) -> Stores.zeros(dtype, dims);
    return put(Weight.of(leaf, parameter(leaf, dtype(), zeros, shape, false), Weight.Kind.CARRIED));
  }

  /** Makes the key of the layer's random numbers, which {@link CallContext#randomKey} reads. */
  public void randomKey() {
    Initializer first = (dtype, shape, seed) -> NDArray.scalar(seed);
    put(Weight.of(
        RANDOM_KEY,
        parameter(RANDOM_KEY, DType.INT64, first, List.of(), false),
        Weight.Kind.STATE));
  }

  private Tensor parameter(
      String leaf, DType dtype, Initializer first, List<Integer> shape, boolean trainable) {
    if (given.isPresent()) {
      return given(leaf, given.get().get(leaf), dtype, shape);
    }
    long seed = SeededRandom.derive(options.seed(), scope.join(leaf));
    NDArray value = first.initialize(dtype, shape, seed);
    return Tensors.parameter(store.create(scope.join(leaf), value), trainable);
  }

  private Tensor given(String leaf, Tensor found, DType dtype, List<Integer> shape) {
    if (found == null) {
      throw new IllegalArgumentException("layer '" + scope.path() + "' has a weight '" + leaf
          + "', which is not among those given, " + given.orElseThrow().keySet());
    }
    if (found.dtype() != dtype || !found.shape().isFixed() || !found.shape().admits(shape)) {
      throw new IllegalArgumentException("layer '" + scope.path() + "': the weight '" + leaf
          + "' is " + dtype + " of shape " + shape + ", and was given as " + found.type());
    }
    return found;
  }

  private Tensor put(Weight weight) {
    if (weights.putIfAbsent(weight.leaf(), weight) != null) {
      throw new IllegalStateException(
          "layer '" + scope.path() + "' makes two weights named '" + weight.leaf() + "'");
    }
    return weight.parameter();
  }

  /**
   * The weights made.
   *
   * @throws IllegalArgumentException where more were given
   */
  Map<String, Weight> made() {
    if (given.isPresent() && !given.get().keySet().equals(weights.keySet())) {
      throw new IllegalArgumentException("layer '" + scope.path() + "' has the weights "
          + weights.keySet() + ", and was given " + given.get().keySet());
    }
    return weights;
  }
}
