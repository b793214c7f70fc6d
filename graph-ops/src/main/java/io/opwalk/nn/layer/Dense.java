package io.opwalk.nn.layer;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Linear.matmul;

import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
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
public final class Dense extends AbstractLayer {
  private final int units;
  private final ActivationFunction activation;
  private final boolean useBias;
  private final WeightSpec kernel;
  private final WeightSpec bias;

  Dense(DenseBuilder builder) {
    super("dense", builder.options());
    this.units = builder.units;
    this.activation = builder.activation;
    this.useBias = builder.useBias;
    this.kernel = builder.kernel;
    this.bias = builder.bias;
  }

  /**
   * A builder for all options.
   *
   * @throws IllegalArgumentException where {@code units} is not positive
   */
  public static DenseBuilder builder(int units) {
    return new DenseBuilder(units);
  }

  static Dense fromConfig(ConfigReader in) {
    // What Keras 1 and 2 said of the input, which is there when the layer is applied.
    in.ignore("input_dim");
    return builder(in.integer("units"))
        .options(LayerOptions.from(in))
        .activation(Activations.read(in, "activation"))
        .useBias(in.flag("use_bias", true))
        .kernel(WeightSpec.read(in, "kernel", WeightSpec.kernel()))
        .bias(WeightSpec.read(in, "bias", WeightSpec.bias()))
        .build();
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
  protected void check(List<Tensor> inputs) {
    Tensor input = only(inputs);
    boolean known =
        input.shape().rank() > 0 && input.shape().dim(-1).fixedSize().isPresent();
    if (!known || !input.dtype().isFloating()) {
      throw refusal(
          "needs a floating input of shape (..., n) with n known, found " + input.type(), inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    int features = Math.toIntExact(inputs.get(0).shape().dim(-1).fixedSize().getAsLong());
    making.trainable("kernel", kernel, List.of(features, units));
    if (useBias) {
      making.trainable("bias", bias, List.of(units));
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor input = context.inputs().get(0);
    Tensor weight = context.weight("kernel");
    Dim expected = weight.shape().dim(0);
    if (!expected.equals(input.shape().dim(-1)) || weight.dtype() != input.dtype()) {
      throw refusal(
          "was made for inputs of " + expected + " features of " + weight.dtype() + ", found "
              + input.type(),
          context.inputs());
    }
    Tensor product = context.name("MatMul", matmul(input, weight));
    Tensor sum = useBias ? context.name("BiasAdd", add(product, context.weight("bias"))) : product;
    return List.of(context.activate(activation, sum));
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return "Dense";
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig()
        .put("units", units)
        .put("activation", activation.inConfig())
        .put("use_bias", useBias);
    kernel.write(config, "kernel");
    bias.write(config, "bias");
    return config.build();
  }

  /** The kind, the name, the number of units and the activation. */
  @Override
  public String toString() {
    return super.toString() + " " + units + " " + activation;
  }
}
