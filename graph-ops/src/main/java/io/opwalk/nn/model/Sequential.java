package io.opwalk.nn.model;

import io.opwalk.Tensor;
import io.opwalk.nn.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that is a stack of layers.
 *
 * <pre>{@code
 * Sequential model = Sequential.of(
 *     placeholder("x", FLOAT64, shape(UNKNOWN, 784)), dense(612, SOFTPLUS), dense(1, SIGMOID));
 * }</pre>
 *
 * <p>Unlike Keras's it never changes: {@link #with} and {@link #withoutLast} give new models, which
 * share the weights of this one.
 */
public final class Sequential extends Model {
  private final List<Layer> stack;
  private final List<Tensor> steps;

  private Sequential(List<Tensor> steps, List<Layer> stack) {
    super(List.of(steps.get(0)), List.of(steps.get(steps.size() - 1)));
    this.steps = List.copyOf(steps);
    this.stack = List.copyOf(stack);
  }

  /** The layers, applied to the input one after the other. */
  public static Sequential of(Tensor input, Layer... layers) {
    return of(input, List.of(layers));
  }

  /** As {@link #of(Tensor, Layer...)}. */
  public static Sequential of(Tensor input, List<? extends Layer> layers) {
    List<Tensor> steps = new ArrayList<>(List.of(input));
    layers.forEach(layer -> steps.add(layer.apply(steps.get(steps.size() - 1))));
    return new Sequential(steps, List.copyOf(layers));
  }

  /** The layers as given, from the first to the last. */
  public List<Layer> stack() {
    return stack;
  }

  /**
   * The value after so many layers: {@code step(0)} is the input, {@code step(1)} what the first
   * layer makes of it.
   *
   * @throws IndexOutOfBoundsException where there are fewer layers
   */
  public Tensor step(int layers) {
    return steps.get(layers);
  }

  /** This model with one layer more. */
  public Sequential with(Layer layer) {
    List<Layer> more = new ArrayList<>(stack);
    more.add(layer);
    List<Tensor> further = new ArrayList<>(steps);
    further.add(layer.apply(output()));
    return new Sequential(further, more);
  }

  /**
   * This model without its last layer.
   *
   * @throws IllegalStateException where there is none
   */
  public Sequential withoutLast() {
    if (stack.isEmpty()) {
      throw new IllegalStateException("this model has no layer to leave out");
    }
    int last = stack.size() - 1;
    return new Sequential(steps.subList(0, last + 1), stack.subList(0, last));
  }
}
