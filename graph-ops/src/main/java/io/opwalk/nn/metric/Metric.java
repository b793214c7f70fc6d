package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.Configurable;
import io.opwalk.nn.loss.SampleWeights;
import java.util.List;
import java.util.Optional;

/**
 * A number that says how well predictions fit labels over a whole data set. It is computed from
 * sums over all samples, which batches of any size add to; a metric itself has no state.
 *
 * <pre>{@code
 * List<Tensor> sums = metric.sums(labels, predictions, SampleWeights.none());
 * MetricTotals totals = new MetricTotals(metric);
 * totals.add(function.call(batch));   // for each batch, the values of the sums
 * double value = totals.result();
 * }</pre>
 *
 * <p>Those of Keras 3 are in this package, by its names and with its defaults; {@link Metrics}
 * finds them by name. A loss is a metric by {@link LossMetric}.
 */
public interface Metric extends Configurable {
  /** The name under which it is reported, as in Keras: {@code binary_accuracy}. */
  String name();

  /**
   * The type of labels that suits it best, for predictions that no loss is there for. Metrics take
   * labels of other dtypes too, and convert them.
   */
  default TensorType labelType(Tensor predictions) {
    return predictions.type();
  }

  /**
   * What is computed of each batch, and added up over all of them element by element.
   *
   * @param labels what is true, of a shape that fits the predictions, and any dtype
   * @param predictions what the model says, of shape (n, ...) and a floating dtype
   * @param weights how much each sample counts; {@link SampleWeights#none} costs nothing
   * @return tensors of sizes that do not depend on the batch
   * @throws io.opwalk.TypeException where shapes do not fit; labels are never broadcast
   */
  List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights);

  /**
   * The metric from the sums over all batches.
   *
   * @param totals for each tensor of {@link #sums} a float64 array of its shape
   */
  double result(List<NDArray> totals);

  /**
   * How many numbers it gives for these predictions: one, unless a metric says otherwise. Several
   * are reported as {@code f1_score_0}, {@code f1_score_1} and so on.
   *
   * @throws io.opwalk.TypeException where it depends on a size that is unknown
   */
  default int count(Tensor predictions) {
    return 1;
  }

  /**
   * All its numbers from the sums over all batches, as many as {@link #count} says. Where there are
   * several, {@link #result} is their mean.
   */
  default List<Double> results(List<NDArray> totals) {
    return List.of(result(totals));
  }

  /** Which values are better; empty, as it is unless a metric says otherwise, where none are. */
  default Optional<Direction> direction() {
    return Optional.empty();
  }

  /** This metric under another name. */
  default Metric named(String name) {
    return new NamedMetric(this, name);
  }

  /** The name of the class, as in Keras: {@code BinaryAccuracy}. */
  @Override
  default String className() {
    return getClass().getSimpleName();
  }

  /**
   * The name; metrics with arguments add them.
   *
   * @throws UnsupportedOperationException where the metric is a function
   */
  @Override
  default Config config() {
    return Config.builder().put("name", name()).build();
  }
}
