package io.opwalk.nn.layer;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.ops.Randoms;
import io.opwalk.ops.Tensors;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a layer has at hand while it is applied, and whom it tells what it makes. */
public final class CallContext {
  private final AbstractLayer layer;
  private final NameScope scope;
  private final List<Tensor> inputs;
  private final CallOptions how;
  private final Map<String, Tensor> preActivations = new LinkedHashMap<>();
  private final Map<Integer, Tensor> masks = new HashMap<>();
  private final List<Update> updates = new ArrayList<>();
  private final List<Update> carried = new ArrayList<>();
  private final List<Tensor> penalties = new ArrayList<>();
  private final Map<Tensor, Layer> phases = new HashMap<>();

  CallContext(AbstractLayer layer, NameScope scope, List<Tensor> inputs, CallOptions how) {
    this.how = how;
    this.layer = layer;
    this.scope = scope;
    this.inputs = List.copyOf(inputs);
  }

  /** What the layer is applied to. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** The scope of this call's nodes. */
  public NameScope scope() {
    return scope;
  }

  /** A tensor under a name in the layer's scope: {@code dense_1/MatMul}. Go on with this one. */
  public Tensor name(String leaf, Tensor tensor) {
    return scope.name(leaf, tensor);
  }

  /**
   * The layer's weight of the given name.
   *
   * @throws IllegalStateException where it made none
   */
  public Tensor weight(String leaf) {
    return layer.weight(leaf).parameter();
  }

  /** The mask that was given for an input, else the one that comes with it. */
  public Optional<Tensor> mask(int input) {
    return givenMask(input).or(() -> LayerCall.maskOf(inputs.get(input)));
  }

  /** The mask that was given for an input by hand. */
  public Optional<Tensor> givenMask(int input) {
    return Optional.ofNullable(how.masks().get(input));
  }

  /** Sends a mask along with an output, in place of the one that it would get. */
  public void mask(int output, Tensor mask) {
    masks.put(output, mask);
  }

  /** Applies an activation, and notes what stands before it. */
  public Tensor activate(ActivationFunction function, Tensor x) {
    preActivation("", x);
    return function.applyIn(scope, x);
  }

  /** Notes what stands before an activation; the name is empty where there is only one. */
  public void preActivation(String gate, Tensor x) {
    preActivations.put(gate, x);
  }

  /** The learning phase, see {@link Phase}; a constant where it is fixed for this call. */
  public Tensor learning() {
    return how.training()
        .map(fixed -> Tensors.constant(NDArray.scalar(fixed)))
        .orElseGet(Phase::learning);
  }

  /**
   * The learning phase of this layer alone: false in training as well while the layer is frozen,
   * also where it is frozen after it was applied. Moving statistics go by it.
   */
  public Tensor ownPhase() {
    Tensor phase = scope.name("Phase", Tensors.identity(learning()));
    phases.put(phase, layer);
    return phase;
  }

  /** Notes what a training step makes of a parameter. */
  public void update(Tensor parameter, Tensor value) {
    updates.add(new Update(Tensors.slotOf(parameter), value));
  }

  /**
   * Notes what a parameter is to be for the next batch, in training as well as in evaluation and
   * prediction. The layer must have made it by {@link WeightMaker#carried}.
   */
  public void carry(Tensor parameter, Tensor value) {
    carried.add(new Update(Tensors.slotOf(parameter), value));
  }

  /** Notes what training is to add to the loss, a scalar. */
  public void penalty(Tensor scalar) {
    penalties.add(scalar);
  }

  /**
   * Applies one of the layers that this one consists of: its nodes and weights are named within
   * this layer's scope, and what it notes, other than what stands before its activation, is noted
   * for this layer.
   *
   * @throws IllegalArgumentException where it is not among the layers that this one named as its
   *     inner ones
   */
  public List<Tensor> apply(Layer inner, List<Tensor> over) {
    return apply(inner, over, CallOptions.none());
  }

  /**
   * As {@link #apply(Layer, List)}, told masks or a phase. Masks that this layer was given count
   * for the inputs that it hands on as they are, and so does the phase.
   */
  public List<Tensor> apply(Layer inner, List<Tensor> over, CallOptions told) {
    CallOptions all = how.forInner(inputs, over).under(told);
    List<Tensor> outputs = inner instanceof AbstractLayer known
        ? known.applyWithin(scope, nameOf(known), over, all)
        : inner.apply(over, all);
    LayerCall made = LayerCall.of(outputs.get(0)).orElseThrow();
    updates.addAll(made.updates());
    carried.addAll(made.carried());
    penalties.addAll(made.penalties());
    phases.putAll(made.phases());
    return outputs;
  }

  /** As {@link #apply(Layer, List)}, for one input and one output. */
  public Tensor apply(Layer inner, Tensor over) {
    return apply(inner, List.of(over)).get(0);
  }

  /** The kind of the inner layer, numbered where there are several of a kind: dense, dense_1. */
  private String nameOf(AbstractLayer inner) {
    int before = 0;
    for (Layer other : layer.innerLayers()) {
      if (other == inner) {
        return before == 0 ? inner.base() : inner.base() + "_" + before;
      }
      if (!other.isNamed()
          && other instanceof AbstractLayer same
          && same.base().equals(inner.base())) {
        before++;
      }
    }
    throw new IllegalArgumentException(inner + " is not among the inner layers of " + layer);
  }

  /**
   * A key for random numbers, which is another one after each training step. The layer must have
   * made {@link WeightMaker#randomKey() its first value}.
   */
  public Tensor randomKey() {
    Tensor key = weight(WeightMaker.RANDOM_KEY);
    update(key, Randoms.foldIn(key, 0));
    return Randoms.foldIn(key, 1);
  }

  /**
   * Makes the results this layer's outputs: each a node of its own that leads to the call. What is
   * no node of this call, such as an input given back, becomes one by an identity.
   */
  List<Tensor> finish(List<Tensor> results) {
    LayerCall call = new LayerCall(layer, scope.path(), inputs, how);
    Map<Apply, Apply> made = new HashMap<>();
    Map<Tensor, Tensor> outputOf = new HashMap<>();
    Set<Tensor> taken = new HashSet<>(inputs);
    List<Tensor> outputs = new ArrayList<>();
    for (Tensor result : results) {
      boolean own = taken.add(result)
          && !result.owner().inputs().isEmpty()
          && result.owner().maker().isEmpty();
      Tensor fresh = own ? result : Tensors.identity(result);
      Tensor named = fresh.name().isEmpty() ? scope.name(layer.className(), fresh) : fresh;
      Tensor output = made.computeIfAbsent(named.owner(), owner -> owner.madeBy(call))
          .outputs(named.outputIndex());
      outputs.add(output);
      outputOf.put(result, output);
    }
    preActivations.replaceAll((gate, tensor) -> outputOf.getOrDefault(tensor, tensor));
    List<Optional<Tensor>> sent = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Optional<Tensor> passed =
          layer.passesMask() && !inputs.isEmpty() ? mask(0) : Optional.empty();
      sent.add(Optional.ofNullable(masks.get(i)).or(() -> passed));
    }
    layer
        .options()
        .activityRegularizer()
        .ifPresent(of -> outputs.stream()
            .filter(output -> output.dtype().isFloating())
            .forEach(output -> penalty(of.penalty(output))));
    call.complete(new LayerCall.Results(
        List.copyOf(outputs),
        List.copyOf(sent),
        Collections.unmodifiableMap(new LinkedHashMap<>(preActivations)),
        List.copyOf(updates),
        List.copyOf(carried),
        List.copyOf(penalties),
        Map.copyOf(phases)));
    return call.outputs();
  }
}
