package io.opwalk.nn.data;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Inputs of a model, what is true of them, and how much each counts: a whole data set in memory, or
 * one batch. Samples lie along axis 0 of every array. Immutable.
 *
 * <pre>{@code
 * Samples.of(images, labels);
 * Samples.of(images, labels).withWeights(weights);
 * new Samples(List.of(left, right), List.of(labels), List.of());
 * }</pre>
 *
 * @param inputs one for each input of the model, in its order
 * @param labels one for each output that has a loss or a metric, in the model's order; none where
 *     there is only something to predict
 * @param weights none, where all samples count alike; else one for all outputs, or one for each of
 *     the labels; each of shape (n,), or (n, t) where single steps of sequences count
 */
public record Samples(List<NDArray> inputs, List<NDArray> labels, List<NDArray> weights) {
  /**
   * Checks that all arrays have one length along axis 0.
   *
   * @throws IllegalArgumentException where they do not, or there is no input, or weights are not
   *     floating, or there are neither 0 nor 1 nor as many weights as labels
   */
  public Samples {
    inputs = List.copyOf(inputs);
    labels = List.copyOf(labels);
    weights = List.copyOf(weights);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("samples need an input at least, found none");
    }
    NDArray first = inputs.get(0);
    Stream.of(inputs, labels).flatMap(List::stream).forEach(array -> {
      if (first.rank() == 0 || array.rank() == 0 || array.dim(0) != first.dim(0)) {
        throw new IllegalArgumentException(
            "samples and labels must have one length along axis 0, found " + first.describe()
                + " and " + array.describe());
      }
    });
    if (weights.size() > 1 && weights.size() != labels.size()) {
      throw new IllegalArgumentException("sample weights are one array for all outputs, or one for"
          + " each: expected 1 or " + labels.size() + ", found " + weights.size());
    }
    for (NDArray each : weights) {
      if (each.rank() == 0 || each.dim(0) != first.dim(0) || !each.dtype().isFloating()) {
        throw new IllegalArgumentException("sample weights must be floating, one for each of the "
            + first.dim(0) + " samples, found " + each.describe());
      }
    }
  }

  /** One input and one label for each sample. */
  public static Samples of(NDArray inputs, NDArray labels) {
    Objects.requireNonNull(inputs, "the inputs");
    Objects.requireNonNull(labels, "the labels");
    return new Samples(List.of(inputs), List.of(labels), List.of());
  }

  /** Inputs alone, to predict from. */
  public static Samples of(NDArray inputs) {
    Objects.requireNonNull(inputs, "the inputs");
    return new Samples(List.of(inputs), List.of(), List.of());
  }

  /** Inputs and labels of a model of several. */
  public static Samples of(List<NDArray> inputs, List<NDArray> labels) {
    return new Samples(inputs, labels, List.of());
  }

  /** The same samples, counting as much as is said for each. */
  public Samples withWeights(NDArray newWeights) {
    return new Samples(inputs, labels, List.of(newWeights));
  }

  /** The same samples, with weights of their own for each output. */
  public Samples withWeights(List<NDArray> newWeights) {
    return new Samples(inputs, labels, newWeights);
  }

  /** How many samples there are. */
  public int size() {
    return inputs.get(0).dim(0);
  }

  /** The samples from {@code from} to {@code to - 1}. */
  public Samples slice(int from, int to) {
    return each(array -> array.slice(from, to));
  }

  /** The samples at the given places, in that order. */
  public Samples take(int... rows) {
    return each(array -> array.take(rows));
  }

  private Samples each(UnaryOperator<NDArray> part) {
    return new Samples(each(inputs, part), each(labels, part), each(weights, part));
  }

  private static List<NDArray> each(List<NDArray> arrays, UnaryOperator<NDArray> part) {
    List<NDArray> parts = new ArrayList<>();
    arrays.forEach(array -> parts.add(part.apply(array)));
    return parts;
  }

  /** The types of the arrays. */
  @Override
  public String toString() {
    return "samples " + described(inputs) + " labels " + described(labels)
        + (weights.isEmpty() ? "" : " weights " + described(weights));
  }

  private static List<String> described(List<NDArray> arrays) {
    return arrays.stream().map(NDArray::describe).toList();
  }
}
