package io.opwalk.nn.model;

import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import io.opwalk.state.Update;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Computations of a model over one batch after another, whose stateful layers go on where the batch
 * before ended: what a layer leaves is computed behind what was asked for, and published.
 *
 * <p>Such computations on one model take turns, with training steps too.
 */
public final class Carrying {
  private final Model model;
  private final List<Update> updates;
  private final List<ParameterSlot> slots;

  private Carrying(Model model) {
    this.model = model;
    this.updates = model.carried();
    this.slots = updates.stream().map(Update::slot).toList();
  }

  /**
   * Of a model, which need not have stateful layers.
   *
   * @throws IllegalStateException where a stateful layer is applied several times: which of the
   *     calls comes last is not said
   */
  public static Carrying of(Model model) {
    Set<ParameterSlot> slots = new HashSet<>();
    for (Update update : model.carried()) {
      if (!slots.add(update.slot())) {
        throw new IllegalStateException(update.slot() + " is a state that several calls of one"
            + " layer leave for the next batch, and which of them comes last is not said: apply a"
            + " stateful layer once");
      }
    }
    return new Carrying(model);
  }

  /**
   * Refuses a batch that is none for stateful layers, which take as many samples each time as the
   * model's inputs say.
   *
   * @param samples how many samples the batch has
   * @throws FeedException where they take another number, naming the first such layer
   */
  public void requireBatch(long samples) {
    for (Tensor input : slots.isEmpty() ? List.<Tensor>of() : model.inputs()) {
      boolean fits = input.shape().rank() == 0
          || !input.shape().dim(0).isFixed()
          || input.shape().dim(0).is(samples);
      if (!fits) {
        throw new FeedException("layer '" + firstStateful() + "' is stateful, and takes batches of "
            + input.shape().dim(0) + " samples; found a batch of " + samples + ", for " + input);
      }
    }
  }

  private String firstStateful() {
    return model.layers().stream()
        .filter(layer -> layer.calls().stream().anyMatch(call -> !call.carried().isEmpty()))
        .findFirst()
        .orElseThrow()
        .name();
  }

  /** What was asked for, and behind it what stateful layers leave. */
  public List<Tensor> with(List<Tensor> wanted) {
    List<Tensor> all = new ArrayList<>(wanted);
    updates.forEach(update -> all.add(update.value()));
    return List.copyOf(all);
  }

  /**
   * Computes, and publishes what stateful layers leave, all at once.
   *
   * @param computation gives the values of {@link #with}
   * @return the values of what was asked for
   */
  public List<NDArray> run(Supplier<List<NDArray>> computation) {
    if (slots.isEmpty()) {
      return computation.get();
    }
    List<NDArray> wanted = new ArrayList<>();
    ParameterStore.exclusively(slots, () -> {
      List<NDArray> values = computation.get();
      int asked = values.size() - slots.size();
      wanted.addAll(values.subList(0, asked));
      Map<ParameterSlot, NDArray> left = new LinkedHashMap<>();
      for (int i = 0; i < slots.size(); i++) {
        left.put(slots.get(i), values.get(asked + i));
      }
      ParameterStore.publish(left);
    });
    return List.copyOf(wanted);
  }
}
