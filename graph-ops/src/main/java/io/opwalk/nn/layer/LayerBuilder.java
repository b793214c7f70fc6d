package io.opwalk.nn.layer;

import io.opwalk.DType;
import io.opwalk.nn.regularizer.Regularizer;

/**
 * Collects what every layer may be told; a layer's own builder adds the rest.
 *
 * @param <B> the layer's own builder
 */
public abstract class LayerBuilder<B extends LayerBuilder<B>> {
  private LayerOptions options = LayerOptions.defaults();

  /** With the defaults. */
  protected LayerBuilder() {}

  /** This builder, as its own type. */
  protected abstract B self();

  /** The layer's name, without a slash; {@code dense}, {@code dense_1} and so on unless said. */
  public final B name(String name) {
    return options(options.withName(name));
  }

  /** Whether an optimizer may change the weights; true unless said. */
  public final B trainable(boolean trainable) {
    return options(options.withTrainable(trainable));
  }

  /**
   * What random numbers and random first values depend on, together with the layer's name; 0 unless
   * said. Layers of one seed and different names get unrelated values.
   */
  public final B seed(long seed) {
    return options(options.withSeed(seed));
  }

  /** The dtype of the weights, a floating one; that of the input unless said. */
  public final B dtype(DType dtype) {
    return options(options.withDtype(dtype));
  }

  /** A penalty on the outputs that training adds to the loss; none unless said. */
  public final B activityRegularizer(Regularizer regularizer) {
    return options(options.withActivityRegularizer(regularizer));
  }

  /** All of these at once. */
  public final B options(LayerOptions newOptions) {
    this.options = newOptions;
    return self();
  }

  /** What was told so far. */
  public final LayerOptions options() {
    return options;
  }
}
