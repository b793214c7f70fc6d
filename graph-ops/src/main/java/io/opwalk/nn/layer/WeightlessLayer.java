package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import java.util.List;

/**
 * A layer that is told a few values and has no weights: what it computes from its inputs is all
 * that its kinds differ in.
 */
public abstract class WeightlessLayer extends AbstractLayer {
  private final String className;
  private final Config own;

  /**
   * A layer that was not applied yet.
   *
   * @param className as in Keras; names are made of it as Keras makes them
   * @param own what its config has besides what every layer's has
   */
  protected WeightlessLayer(String className, LayerOptions options, Config own) {
    super(snakeCase(className), options);
    this.className = className;
    this.own = own;
  }

  /** The output for the only input. */
  protected abstract Tensor apply(CallContext context, Tensor x);

  @Override
  protected List<Tensor> call(CallContext context) {
    return List.of(apply(context, only(context.inputs())));
  }

  @Override
  public final String className() {
    return className;
  }

  @Override
  public final Config config() {
    return baseConfig().putAll(own).build();
  }
}
