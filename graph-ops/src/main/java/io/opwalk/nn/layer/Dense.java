package io.opwalk.nn.layer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Linear.matmul;

import io.opwalk.CreationSite;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.initializer.Initializer;
import io.opwalk.nn.initializer.SeededRandom;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.List;

/**
 * A fully connected layer, {@code activation(x . kernel + bias)}; Keras's Dense.
 *
 * <pre>{@code
 * Dense hidden = Dense.builder(612).activation(SOFTPLUS).seed(7).name("hidden").build();
 * Tensor y = x.then(hidden);       // (?, 784) -> (?, 612)
 * y.owner().inputs(0);             // 'hidden/BiasAdd': what stands before the softplus
 * }</pre>
 *
 * <p>The input has shape (..., n) with n known, and a floating dtype, which is the weights' too;
 * the result has shape (..., units). The kernel is of shape (n, units), the bias (units,). The
 * nodes are {@code MatMul}, {@code BiasAdd} and, unless the activation is linear, one that is named
 * after it. The weights go into the store of the nearest parameter that the input depends on, so
 * that all weights of a model are in one.
 */
public final class Dense implements Layer {
  private final int units;
  private final ActivationFunction activation;
  private final boolean useBias;
  private final Initializer kernelInitializer;
  private final Initializer biasInitializer;
  private final long seed;
  private final LayerName name;
  private List<Tensor> weights = List.of();

  Dense(DenseBuilder builder) {
    this.units = builder.units;
    this.activation = builder.activation;
    this.useBias = builder.useBias;
    this.kernelInitializer = builder.kernelInitializer;
    this.biasInitializer = builder.biasInitializer;
    this.seed = builder.seed;
    this.name = new LayerName("dense", builder.name);
  }

  /**
   * A builder for all options.
   *
   * @throws IllegalArgumentException where {@code units} is not positive
   */
  public static DenseBuilder builder(int units) {
    return new DenseBuilder(units);
  }

  /** The size of the last axis of the result. */
  public int units() {
    return units;
  }

  /** What the layer ends in. */
  public ActivationFunction activation() {
    return activation;
  }

  @Override
  public String name() {
    return name.get();
  }

  @Override
  public Tensor apply(Tensor input) {
    int features = featuresOf(input);
    NameScope scope;
    List<Tensor> own;
    synchronized (this) {
      scope = name.scopeOver(input);
      if (weights.isEmpty()) {
        weights = makeWeights(input, features);
      }
      own = weights;
    }
    checkFits(own.get(0), input);
    Tensor product = scope.name("MatMul", matmul(input, own.get(0)));
    Tensor sum = useBias ? scope.name("BiasAdd", add(product, own.get(1))) : product;
    return activation.applyIn(scope, sum);
  }

  private int featuresOf(Tensor input) {
    boolean known =
        input.shape().rank() > 0 && input.shape().dim(-1).fixedSize().isPresent();
    if (!known || !input.dtype().isFloating()) {
      throw refusal(
          "needs a floating input of shape (..., n) with n known, found " + input.type(), input);
    }
    return Math.toIntExact(input.shape().dim(-1).fixedSize().getAsLong());
  }

  private List<Tensor> makeWeights(Tensor input, int features) {
    ParameterStore store = Stores.nearest(input);
    List<Tensor> made = new ArrayList<>();
    made.add(makeWeight(store, "kernel", kernelInitializer, input, List.of(features, units)));
    if (useBias) {
      made.add(makeWeight(store, "bias", biasInitializer, input, List.of(units)));
    }
    return List.copyOf(made);
  }

  private Tensor makeWeight(
      ParameterStore store, String leaf, Initializer first, Tensor input, List<Integer> shape) {
    String fullName = NameScope.of(name.get()).join(leaf);
    NDArray value = first.initialize(input.dtype(), shape, SeededRandom.derive(seed, fullName));
    return Tensors.parameter(store, fullName, value);
  }

  private void checkFits(Tensor kernel, Tensor input) {
    Dim expected = kernel.shape().dim(0);
    if (!expected.equals(input.shape().dim(-1)) || kernel.dtype() != input.dtype()) {
      throw refusal(
          "was made for inputs of " + expected + " features of " + kernel.dtype() + ", found "
              + input.type(),
          input);
    }
  }

  private TypeException refusal(String what, Tensor input) {
    StringBuilder message = new StringBuilder("layer '" + name + "' " + what);
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    return new TypeException(message.append("\n  input: ").append(input).toString());
  }

  @Override
  public synchronized List<Tensor> weights() {
    if (weights.isEmpty()) {
      throw new IllegalStateException(
          "layer '" + name + "' gets its weights when it is first applied");
    }
    return weights;
  }

  /** The kind, the name, the number of units and the activation. */
  @Override
  public String toString() {
    return "Dense '" + name + "' " + units + " " + activation;
  }
}
