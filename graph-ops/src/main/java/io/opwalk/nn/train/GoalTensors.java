package io.opwalk.nn.train;

import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Tensors;
import java.util.Optional;

/**
 * The goal of one output as graph nodes.
 *
 * @param goal the goal
 * @param labels what is fed for its labels
 * @param weights what is fed for the weights of its samples; empty where all count alike
 * @param loss the loss as it is reported, before it is weighed against those of other outputs
 */
record GoalTensors(
    OutputGoal goal, Tensor labels, Optional<Tensor> weights, Optional<Tensor> loss) {
  /**
   * Of a goal.
   *
   * @param prefix what the names of what is fed begin with
   * @param weightRank the rank of the weights of its samples; empty where all count alike
   * @throws IllegalArgumentException where the rank is larger than the output's
   * @throws io.opwalk.TypeException where the loss does not take the output
   */
  static GoalTensors of(OutputGoal goal, String prefix, Optional<Integer> weightRank) {
    TensorType type = goal.labelType();
    Tensor labels = Tensors.placeholder(prefix + "labels", type.dtype(), type.shape());
    Optional<Tensor> weights = weightRank.map(rank -> weights(goal, prefix, rank));
    return new GoalTensors(
        goal,
        labels,
        weights,
        goal.loss().map(loss -> loss.of(labels, goal.predictions(), counting(goal, weights))));
  }

  private static Tensor weights(OutputGoal goal, String prefix, int rank) {
    TensorType predictions = goal.predictions().type();
    if (rank > predictions.rank()) {
      throw new IllegalArgumentException(
          "sample weights of rank " + rank + " are too many for " + goal.predictions());
    }
    Shape shape = Shape.of(predictions.shape().dims().subList(0, rank));
    return Tensors.placeholder(prefix + "weights", predictions.dtype(), shape);
  }

  private static SampleWeights counting(OutputGoal goal, Optional<Tensor> weights) {
    SampleWeights given = weights.map(SampleWeights::of).orElse(SampleWeights.none());
    return goal.mask().map(given::masked).orElse(given);
  }

  /** How much samples count: by their weights, and those steps alone that the mask lets through. */
  SampleWeights counting() {
    return counting(goal, weights);
  }

  /**
   * Labels as they are fed.
   *
   * @throws FeedException where their dtype or their rank is not what the loss takes
   * @throws IllegalArgumentException where one is to be a class and is none
   */
  NDArray fitting(NDArray given) {
    NDArray fitting = FittingLabels.of(given, labels);
    if (fitting.dtype() != labels.dtype() || fitting.rank() != labels.shape().rank()) {
      String taker = goal.loss().map(each -> "the loss " + each.name()).orElse("the metric");
      throw new FeedException("labels of '" + goal.name() + "' are " + given.describe() + ", but "
          + taker + " takes " + labels.type() + advice(fitting) + "\n  output: "
          + goal.predictions());
    }
    goal.requireLabels(fitting);
    return fitting;
  }

  /** What to do about labels of another kind, where that can be told. */
  private String advice(NDArray fitting) {
    int rank = goal.predictions().shape().rank();
    if (!labels.dtype().isFloating()) {
      return fitting.rank() == rank
          ? ": numbers of classes; labels with a number for each class are for"
              + " CategoricalCrossentropy"
          : ": numbers of classes, which NDArray.cast makes of floats";
    }
    boolean isNumbered = fitting.rank() == rank - 1 && labels.shape().rank() == rank;
    return isNumbered ? "; numbers of classes are for SparseCategoricalCrossentropy" : "";
  }
}
