package io.opwalk.nn.metric;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Reductions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The intersection over the union of regions of classes. */
interface OverlapMetric extends Metric {
  /** How many classes there are. */
  int numClasses();

  /** The classes that count; all, unless a metric says otherwise. */
  default List<Integer> targets() {
    return IntStream.range(0, numClasses()).boxed().toList();
  }

  /** What is true where nothing counts. */
  default OptionalLong ignoreClass() {
    return OptionalLong.empty();
  }

  /**
   * Whether labels are numbers of classes; else, as it is unless a metric says otherwise, the
   * largest along the axis is the class.
   */
  default boolean sparseTrue() {
    return false;
  }

  /** Whether predictions are numbers of classes; else the largest along the axis is the class. */
  boolean sparsePredictions();

  /** The axis of the classes. */
  int axis();

  /** Checks the classes. */
  static void require(int numClasses, List<Integer> targets) {
    if (numClasses < 1) {
      throw new IllegalArgumentException("there must be 1 class or more, found " + numClasses);
    }
    for (int target : targets) {
      if (target < 0 || target >= numClasses) {
        throw new IllegalArgumentException(
            "a target class must be from 0 to " + (numClasses - 1) + ", found " + target);
      }
    }
  }

  /** What configs say of those over any number of classes. */
  default Config classesConfig() {
    return Metric.super
        .config()
        .with("num_classes", numClasses())
        .with("ignore_class", ignoreClass().isPresent() ? ignoreClass().getAsLong() : null)
        .with("sparse_y_pred", sparsePredictions())
        .with("axis", axis());
  }

  @Override
  default Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  default TensorType labelType(Tensor predictions) {
    TensorType type = predictions.type();
    if (sparseTrue() == sparsePredictions()) {
      return sparseTrue() ? type.withDType(DType.INT64) : type;
    }
    int classes = type.shape().normalizeAxis(axis());
    return sparseTrue()
        ? new TensorType(DType.INT64, type.shape().withoutDims(List.of(classes)))
        : type;
  }

  @Override
  default List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    Tensor truth = numbers(labels, sparseTrue());
    Tensor said = numbers(predictions, sparsePredictions());
    return List.of(ConfusionMatrix.sums(name(), truth, said, weights, numClasses(), ignoreClass()));
  }

  private Tensor numbers(Tensor x, boolean areNumbers) {
    return areNumbers ? Labels.cast(x, DType.INT64) : Reductions.argMax(x, axis());
  }

  @Override
  default double result(List<NDArray> totals) {
    return ConfusionMatrix.meanOverlap(totals.get(0), numClasses(), targets());
  }
}
