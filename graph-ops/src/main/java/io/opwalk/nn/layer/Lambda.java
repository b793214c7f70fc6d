package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A Java function on tensors as a layer; Keras's Lambda.
 *
 * <pre>{@code
 * x.then(Lambda.of(z -> multiply(z, 2)));
 * }</pre>
 *
 * <p>Keras's {@code output_shape} and {@code arguments} go without saying: shapes follow from the
 * function, which knows what it closes over. It has no weights: parameters that the function uses
 * are the model's, and not the layer's. A config holds no code, so a model with such a layer has
 * none; a layer of one's own, see {@link AbstractLayer}, has one.
 */
public final class Lambda extends AbstractLayer {
  private final Function<List<Tensor>, List<Tensor>> function;
  private final Optional<UnaryOperator<Tensor>> mask;

  /** Of any number of inputs and outputs; masks do not pass it, as in Keras. */
  public Lambda(Function<List<Tensor>, List<Tensor>> function, LayerOptions options) {
    this(function, Optional.empty(), options);
  }

  private Lambda(
      Function<List<Tensor>, List<Tensor>> function,
      Optional<UnaryOperator<Tensor>> mask,
      LayerOptions options) {
    super("lambda", options);
    this.function = Objects.requireNonNull(function, "function");
    this.mask = mask;
  }

  /**
   * The same layer, not applied yet, that sends along with its first output what a function makes
   * of the mask of its first input, if that has one: Keras's argument {@code mask}.
   */
  public Lambda withMask(UnaryOperator<Tensor> newMask) {
    return new Lambda(function, Optional.of(newMask), options());
  }

  /** Of one input and one output. */
  public static Lambda of(UnaryOperator<Tensor> function) {
    Objects.requireNonNull(function, "function");
    return new Lambda(inputs -> inputs.stream().map(function).toList(), LayerOptions.defaults());
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    mask.flatMap(of -> context.mask(0).map(of)).ifPresent(made -> context.mask(0, made));
    return function.apply(context.inputs());
  }

  @Override
  public String className() {
    return "Lambda";
  }

  /**
   * Never.
   *
   * @throws UnsupportedOperationException naming the layer
   */
  @Override
  public Config config() {
    throw new UnsupportedOperationException(this
        + " holds a Java function, which no config holds: write a layer of your own, and register"
        + " its kind");
  }
}
