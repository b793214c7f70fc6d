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

/** Makes a layer's weights, when it is first applied. */
public final class WeightMaker {
  static final String RANDOM_KEY = "seed_generator_state";

  private final NameScope scope;
  private final ParameterStore store;
  private final LayerOptions options;
  private final DType inputDtype;
  private final Map<String, Weight> weights = new LinkedHashMap<>();

  WeightMaker(NameScope scope, ParameterStore store, LayerOptions options, DType inputDtype) {
    this.scope = scope;
    this.store = store;
    this.options = options;
    this.inputDtype = inputDtype;
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
    Tensor parameter = parameter(leaf, first(leaf, spec.initializer(), shape), true);
    return put(
        new Weight(leaf, parameter, Weight.Kind.TRAINABLE, spec.regularizer(), spec.constraint()));
  }

  /** Makes a weight that only the layer itself changes: a moving mean. */
  public Tensor nonTrainable(String leaf, Initializer initializer, List<Integer> shape) {
    NDArray value = first(leaf, initializer, shape);
    return put(Weight.of(leaf, parameter(leaf, value, false), Weight.Kind.NON_TRAINABLE));
  }

  /** Makes the key of the layer's random numbers, which {@link CallContext#randomKey} reads. */
  public void randomKey() {
    NDArray key = NDArray.scalar(SeededRandom.derive(options.seed(), scope.join(RANDOM_KEY)));
    put(Weight.of(RANDOM_KEY, parameter(RANDOM_KEY, key, false), Weight.Kind.STATE));
  }

  private NDArray first(String leaf, Initializer initializer, List<Integer> shape) {
    return initializer.initialize(
        dtype(), shape, SeededRandom.derive(options.seed(), scope.join(leaf)));
  }

  private Tensor parameter(String leaf, NDArray value, boolean trainable) {
    return Tensors.parameter(store.create(scope.join(leaf), value), trainable);
  }

  private Tensor put(Weight weight) {
    if (weights.putIfAbsent(weight.leaf(), weight) != null) {
      throw new IllegalStateException(
          "layer '" + scope.path() + "' makes two weights named '" + weight.leaf() + "'");
    }
    return weight.parameter();
  }

  Map<String, Weight> made() {
    return weights;
  }
}
