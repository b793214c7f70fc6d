package io.opwalk.nn.layer;

import io.opwalk.DType;
import io.opwalk.Tensor;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a layer is told for one application, besides its inputs: the arguments {@code mask} and
 * {@code training} of Keras's call. Immutable.
 *
 * <pre>{@code
 * lstm.apply(x, CallOptions.masked(mask));                      // a bool (batch, time)
 * dropout.apply(x, CallOptions.inTraining(true));               // drops in every phase
 * attention.apply(List.of(q, v), CallOptions.masked(1, mask));  // the mask of the values
 * }</pre>
 *
 * <p>They belong to the call, as its inputs do: clones, configs and files keep them.
 */
public final class CallOptions {
  private static final CallOptions NONE = new CallOptions(Optional.empty(), new TreeMap<>());

  private final Optional<Boolean> training;
  private final SortedMap<Integer, Tensor> masks;

  private CallOptions(Optional<Boolean> training, SortedMap<Integer, Tensor> masks) {
    this.training = training;
    this.masks = Collections.unmodifiableSortedMap(masks);
  }

  /** Masks as they travel with the inputs, and the learning phase of the graph. */
  public static CallOptions none() {
    return NONE;
  }

  /** See {@link #withMask}; of the first input. */
  public static CallOptions masked(Tensor mask) {
    return NONE.withMask(0, mask);
  }

  /** See {@link #withMask}. */
  public static CallOptions masked(int input, Tensor mask) {
    return NONE.withMask(input, mask);
  }

  /** See {@link #withTraining}. */
  public static CallOptions inTraining(boolean whether) {
    return NONE.withTraining(whether);
  }

  /**
   * With a mask for one of the inputs, in place of the one that travels with it.
   *
   * @param input which one, from 0
   * @param mask a bool, true where it counts; of the shape that the layer takes masks of
   * @throws IllegalArgumentException where the mask is no bool
   */
  public CallOptions withMask(int input, Tensor mask) {
    if (input < 0 || mask.dtype() != DType.BOOL) {
      throw new IllegalArgumentException(
          "a mask is a bool for an input, counted from 0; found " + mask + " for " + input);
    }
    SortedMap<Integer, Tensor> all = new TreeMap<>(masks);
    all.put(input, Objects.requireNonNull(mask, "mask"));
    return new CallOptions(training, all);
  }

  /**
   * With the learning phase fixed for this call, whatever that of the graph is, in training as well
   * as outside of it. What training changes, moving statistics and keys of random numbers, changes
   * in training steps alone.
   */
  public CallOptions withTraining(boolean whether) {
    return new CallOptions(Optional.of(whether), masks);
  }

  /** These options with other masks, in the order of their inputs. */
  public CallOptions withMasks(List<Tensor> others) {
    SortedMap<Integer, Tensor> replaced = new TreeMap<>();
    int next = 0;
    for (int input : masks.keySet()) {
      replaced.put(input, others.get(next++));
    }
    return new CallOptions(training, replaced);
  }

  /** The learning phase, where it is fixed. */
  public Optional<Boolean> training() {
    return training;
  }

  /** Masks given by hand, by the inputs they are for, and in their order. */
  public Map<Integer, Tensor> masks() {
    return masks;
  }

  /** Whether nothing is told. */
  public boolean isNone() {
    return training.isEmpty() && masks.isEmpty();
  }

  /** These options for a layer within the one they are for. */
  CallOptions forInner(List<Tensor> inputs, List<Tensor> inner) {
    CallOptions own = new CallOptions(training, new TreeMap<>());
    for (int i = 0; i < inner.size(); i++) {
      for (Map.Entry<Integer, Tensor> mask : masks.entrySet()) {
        if (mask.getKey() < inputs.size() && inputs.get(mask.getKey()).equals(inner.get(i))) {
          own = own.withMask(i, mask.getValue());
        }
      }
    }
    return own;
  }

  /** What other options say, and these where they say nothing. */
  CallOptions under(CallOptions others) {
    SortedMap<Integer, Tensor> all = new TreeMap<>(masks);
    all.putAll(others.masks);
    return new CallOptions(others.training.or(() -> training), all);
  }

  /** Refuses masks for inputs that there are none of. */
  void requireFits(Layer layer, Collection<Tensor> inputs) {
    masks.keySet().forEach(input -> {
      if (input >= inputs.size()) {
        throw new IllegalArgumentException(layer + " is applied to " + inputs.size()
            + " inputs, and was given a mask for input " + input + ", counted from 0");
      }
    });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CallOptions options
        && training.equals(options.training)
        && masks.equals(options.masks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(training, masks);
  }

  /** What is told. */
  @Override
  public String toString() {
    return "training " + training.map(String::valueOf).orElse("as the graph") + ", masks " + masks;
  }
}
