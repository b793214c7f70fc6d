package io.opwalk.nn.train;

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
   * @throws IllegalArgumentException where one is to be a class and is none
   */
  NDArray fitting(NDArray given) {
    NDArray fitting = FittingLabels.of(given, labels);
    goal.requireLabels(fitting);
    return fitting;
  }
}
