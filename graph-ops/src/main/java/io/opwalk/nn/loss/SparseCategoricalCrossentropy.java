package io.opwalk.nn.loss;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.ClassLossOptions;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Probability;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The cross entropy of one class each in nats, {@code -log p[y]}; Keras's
 * SparseCategoricalCrossentropy. Labels are the numbers of classes, int64 or int32, of the shape of
 * the predictions without the axis of the classes. One that is no class is an error when it is
 * evaluated.
 *
 * <p>From logits it is exact however large they are. From probabilities, these are scaled to sum to
 * 1 and clipped to [1e-7, 1 - 1e-7] first.
 *
 * @param fromLogits whether predictions are logits rather than probabilities
 * @param ignoreClass a label, be it a class or none, whose samples cost nothing and do not count in
 *     a mean
 * @param axis the axis of the classes, which is removed
 */
public record SparseCategoricalCrossentropy(boolean fromLogits, OptionalLong ignoreClass, int axis)
    implements Loss {
  /** Checks that nothing is null. */
  public SparseCategoricalCrossentropy {
    Objects.requireNonNull(ignoreClass, "ignoreClass");
  }

  /** For predictions that are logits. */
  public static SparseCategoricalCrossentropy ofLogits() {
    return new SparseCategoricalCrossentropy(true, OptionalLong.empty(), -1);
  }

  /** For predictions that are probabilities. */
  public static SparseCategoricalCrossentropy ofProbabilities() {
    return new SparseCategoricalCrossentropy(false, OptionalLong.empty(), -1);
  }

  /** This loss without the samples of a label. */
  public SparseCategoricalCrossentropy ignoring(long label) {
    return new SparseCategoricalCrossentropy(fromLogits, OptionalLong.of(label), axis);
  }

  @Override
  public String name() {
    return "sparse_categorical_crossentropy";
  }

  /** An int64 for each place of the predictions, without the axis of the classes. */
  @Override
  public TensorType labelType(Tensor predictions) {
    Shape shape = predictions.shape();
    return new TensorType(DType.INT64, shape.withoutDims(List.of(shape.normalizeAxis(axis))));
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Tensor classes = ClassLabels.of(name(), labels, predictions, axis);
    Tensor known = ClassLabels.checked(classes, predictions, axis, ignoreClass);
    ClassLossOptions options = ClassLossOptions.along(axis);
    if (ignoreClass.isPresent()) {
      options = options.ignoring(ignoreClass.getAsLong());
    }
    if (fromLogits) {
      return Probability.sparseCrossEntropyFromLogits(known, predictions, options);
    }
    Tensor p = Probabilities.clipped(Probabilities.scaled(predictions, axis));
    return Probability.negativeLogLikelihood(known, Exponents.log(p), options);
  }

  /** The first label that is no class, where the number of classes is known. */
  @Override
  public Optional<String> labelFlaw(NDArray labels, Tensor predictions) {
    OptionalLong count = predictions.shape().dim(axis).fixedSize();
    if (count.isEmpty() || labels.dtype() != DType.INT64) {
      return Optional.empty();
    }
    long[] values = (long[]) labels.backing();
    OptionalInt at = new ClassLabels(ignoreClass).firstOther(values, count.getAsLong());
    if (at.isEmpty()) {
      return Optional.empty();
    }
    int sample = at.getAsInt() / (values.length / labels.dim(0));
    return Optional.of("must be classes from 0 to " + (count.getAsLong() - 1) + ", found "
        + values[at.getAsInt()] + " for sample " + sample + " of " + labels.describe());
  }

  @Override
  public Optional<Tensor> mask(Tensor labels, Tensor predictions) {
    if (ignoreClass.isEmpty()) {
      return Optional.empty();
    }
    Tensor classes = ClassLabels.of(name(), labels, predictions, axis);
    return Optional.of(Logic.notEqual(classes, ignoreClass.getAsLong()));
  }

  @Override
  public Config config() {
    return Loss.super
        .config()
        .with("from_logits", fromLogits)
        .with("ignore_class", ignoreClass.isPresent() ? ignoreClass.getAsLong() : null)
        .with("axis", axis);
  }
}
