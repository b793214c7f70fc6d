package io.opwalk.nn.layer;

import io.opwalk.CreationSite;
import io.opwalk.DType;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.config.Config;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What layers have in common: a name, weights made once, and calls. A layer of one's own extends
 * it:
 *
 * <pre>{@code
 * final class Scale extends AbstractLayer {
 *   Scale(LayerOptions options) {
 *     super("scale", options);
 *   }
 *
 *   protected void build(WeightMaker weights, List<Tensor> inputs) {
 *     weights.trainable("factor", WeightSpec.of(Initializers.ones()), List.of());
 *   }
 *
 *   protected List<Tensor> call(CallContext context) {
 *     return List.of(multiply(context.inputs().get(0), context.weight("factor")));
 *   }
 *   // className(), config()
 * }
 * }</pre>
 */
public abstract class AbstractLayer implements Layer {
  private final LayerName name;
  private final LayerOptions options;
  private volatile boolean trainable;

  /** Null until the layer is first applied. */
  private volatile Map<String, Weight> weights;

  /** What the weights are to be when the layer is first applied; null where it makes its own. */
  private Map<String, Tensor> restored;

  /**
   * A layer that was not applied yet.
   *
   * @param base what its name is made of where it was given none: {@code dense}
   */
  protected AbstractLayer(String base, LayerOptions options) {
    this.name = new LayerName(base, options.name());
    this.options = options;
    this.trainable = options.trainable();
  }

  /**
   * Makes the weights, once, for inputs like these; none unless overridden. Refuses inputs that do
   * not fit before it makes any.
   */
  protected void build(WeightMaker making, List<Tensor> inputs) {}

  /** Refuses inputs that do not fit, at every call. */
  protected void check(List<Tensor> inputs) {}

  /** The outputs for {@code context.inputs()}. */
  protected abstract List<Tensor> call(CallContext context);

  /** Whether outputs get the mask of the first input; false unless overridden. */
  protected boolean passesMask() {
    return false;
  }

  /**
   * The layers that this one consists of, whose weights are its own too; none unless overridden.
   * {@link #call} applies them by {@link CallContext#apply}.
   */
  protected List<Layer> innerLayers() {
    return List.of();
  }

  @Override
  public final List<Tensor> apply(List<Tensor> inputs) {
    return apply(inputs, CallOptions.none());
  }

  @Override
  public final List<Tensor> apply(List<Tensor> inputs, CallOptions how) {
    return apply(inputs, how, () -> name.scopeOver(inputs));
  }

  /**
   * Applies the layer with its nodes in a given scope: for those who build again what was built
   * once, and keep the names.
   */
  public final List<Tensor> applyIn(NameScope scope, List<Tensor> inputs, CallOptions how) {
    return apply(inputs, how, () -> name.scopeIs(scope));
  }

  /** Applies the layer as a part of another one, whose scope its own is in. */
  final List<Tensor> applyWithin(
      NameScope parent, String unnamed, List<Tensor> inputs, CallOptions how) {
    return apply(inputs, how, () -> name.scopeWithin(parent, unnamed));
  }

  private List<Tensor> apply(List<Tensor> inputs, CallOptions how, Supplier<NameScope> scoping) {
    inputs.forEach(input -> Objects.requireNonNull(input, () -> "an input of " + this));
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(this + " was applied to no tensor");
    }
    how.requireFits(this, inputs);
    check(inputs);
    NameScope scope;
    synchronized (this) {
      scope = scoping.get();
      if (weights == null) {
        DType dtype = inputs.get(0).dtype();
        WeightMaker making = restored == null
            ? new WeightMaker(scope, Stores.nearest(inputs), options, dtype)
            : WeightMaker.of(scope, restored, options, dtype);
        build(making, inputs);
        weights = making.made();
      }
    }
    CallContext context = new CallContext(this, scope, inputs, how);
    return context.finish(called(context));
  }

  /** An op that refuses what the layer makes of its inputs does not know for whom. */
  private List<Tensor> called(CallContext context) {
    try {
      return call(context);
    } catch (TypeException refused) {
      String message = refused.getMessage();
      if (message.startsWith("layer '" + name + "' ")) {
        throw refused;
      }
      if (message.startsWith("layer '")) {
        throw new TypeException("layer '" + name + "': " + message, refused);
      }
      TypeException named = refusal("cannot be applied", context.inputs());
      throw new TypeException(named.getMessage() + "\n" + message, refused);
    }
  }

  /**
   * Makes the weights of another layer this one's too, before it is applied: both change together.
   *
   * @throws IllegalStateException where this layer has weights already, or the other one has none
   *     yet
   */
  public final void shareWeightsOf(AbstractLayer other) {
    Map<String, Weight> shared = other.weights;
    synchronized (this) {
      if (weights != null || shared == null) {
        throw new IllegalStateException(
            weights != null
                ? this + " has weights of its own already"
                : other + " gets its weights when it is first applied");
      }
      weights = shared;
    }
  }

  /** Whether it was applied, and so has its weights. */
  protected final boolean isBuilt() {
    return weights != null;
  }

  /** What the layer has become since it was made from its config. */
  public final LayerState state() {
    Map<String, Tensor> own = new LinkedHashMap<>();
    Map<String, Weight> made = weights;
    if (made != null) {
      made.forEach((leaf, weight) -> own.put(leaf, weight.parameter()));
    }
    List<LayerState> inner = new ArrayList<>();
    for (Layer layer : innerLayers()) {
      inner.add(known(layer).state());
    }
    return new LayerState(name.known(), trainable, own, inner);
  }

  /**
   * Makes a layer like the one that had the state, before it is applied: when it is, it uses the
   * weights given instead of making any.
   *
   * @throws IllegalArgumentException where the state is that of a layer with others within, or the
   *     layer was applied already, with other weights
   */
  public final void restore(LayerState state) {
    List<Layer> inner = innerLayers();
    if (inner.size() != state.inner().size()) {
      throw new IllegalArgumentException(this + " consists of " + inner.size()
          + " layers, and cannot get the weights of " + state.inner().size());
    }
    synchronized (this) {
      if (weights == null) {
        restored = state.weights();
        state.name().ifPresent(name::settle);
      } else if (!state().weights().equals(state.weights())) {
        throw new IllegalArgumentException(this + " has weights already, " + weights.keySet());
      }
    }
    trainable = state.trainable();
    for (int i = 0; i < inner.size(); i++) {
      known(inner.get(i)).restore(state.inner().get(i));
    }
  }

  private static AbstractLayer known(Layer layer) {
    if (layer instanceof AbstractLayer known) {
      return known;
    }
    throw new UnsupportedOperationException(layer + " is no AbstractLayer, and keeps to itself what"
        + " it has become since it was made");
  }

  /** What a layer in a layer is called that was not given a name. */
  final String base() {
    return name.base();
  }

  /** A weight by its name within the layer. */
  Weight weight(String leaf) {
    Weight found = weights == null ? null : weights.get(leaf);
    if (found == null) {
      throw new IllegalStateException("layer '" + name + "' made no weight named '" + leaf + "'");
    }
    return found;
  }

  @Override
  public final String name() {
    return name.get();
  }

  @Override
  public final boolean isNamed() {
    return name.isGiven();
  }

  @Override
  public final List<Weight> variables() {
    Map<String, Weight> made = weights;
    if (made == null) {
      throw new IllegalStateException(
          "layer '" + name + "' gets its weights when it is first applied");
    }
    List<Weight> sorted = new ArrayList<>(made.values());
    for (Layer inner : innerLayers()) {
      inner.variables().forEach(weight -> sorted.add(weight.within(inner.name())));
    }
    sorted.sort(Comparator.comparing(Weight::kind));
    return List.copyOf(sorted);
  }

  @Override
  public final List<Tensor> trainableWeights() {
    List<Tensor> inner = innerLayers().stream()
        .flatMap(layer -> layer.trainableWeights().stream())
        .toList();
    Set<Tensor> ofInner = new HashSet<>();
    innerLayers().forEach(layer -> ofInner.addAll(layer.weights()));
    return variables().stream()
        .filter(weight -> trainable && weight.kind() == Weight.Kind.TRAINABLE)
        .map(Weight::parameter)
        .filter(weight -> !ofInner.contains(weight) || inner.contains(weight))
        .toList();
  }

  @Override
  public final boolean isTrainable() {
    return trainable;
  }

  @Override
  public final void setTrainable(boolean newTrainable) {
    this.trainable = newTrainable;
    innerLayers().forEach(inner -> inner.setTrainable(newTrainable));
  }

  /**
   * What Keras makes of a class name: {@code MaxPooling2D} to {@code max_pooling2d}, {@code ReLU}
   * to {@code re_lu}.
   */
  protected static String snakeCase(String className) {
    return className
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /** The only input of a layer that takes one. */
  protected final Tensor only(List<Tensor> inputs) {
    if (inputs.size() != 1) {
      throw refusal("takes 1 input, found " + inputs.size(), inputs);
    }
    return inputs.get(0);
  }

  /** The only input of a layer that takes one, of so many axes. */
  protected final Tensor onlyOfRank(int rank, List<Tensor> inputs) {
    Tensor input = only(inputs);
    if (input.shape().rank() != rank) {
      throw refusal("needs an input of " + rank + " axes, found " + input.type(), inputs);
    }
    return input;
  }

  /** What every layer may be told. */
  protected final LayerOptions options() {
    return options;
  }

  /** A config that has what every layer has; a layer adds its own to it. */
  protected final Config.Builder baseConfig() {
    return LayerOptions.config(name.toString(), trainable, options);
  }

  /** The error for inputs that do not fit. */
  protected final TypeException refusal(String what, List<Tensor> inputs) {
    StringBuilder message = new StringBuilder("layer '" + name + "' " + what);
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    inputs.forEach(input -> message.append("\n  input: ").append(input));
    return new TypeException(message.toString());
  }

  /** The kind and the name. */
  @Override
  public String toString() {
    return className() + " '" + name + "'";
  }
}
