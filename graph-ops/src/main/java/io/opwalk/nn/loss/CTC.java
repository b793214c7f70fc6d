package io.opwalk.nn.loss;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Control;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Padding;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Range;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.OptionalLong;

/**
 * How unlikely a sequence of labels is, in nats, where predictions give the logits of a label or
 * none for each of more steps, and all ways to spread the labels over the steps are added up:
 * connectionist temporal classification; Keras's CTC. Graves et al., 2006, <a
 * href="https://doi.org/10.1145/1143844.1143891"><i>Connectionist temporal classification</i></a>.
 *
 * <p>Labels are of shape (n, length), numbers of classes above 0; the class 0 says that there is
 * none, and fills shorter sequences at their end. Predictions are logits of shape (n, steps,
 * classes). A sequence that does not fit into the steps costs about 1e30.
 */
public record CTC() implements Loss {
  /** The logarithm of a probability of 0: finite, so that no gradient is NaN. */
  private static final double NEVER = -1e30;

  @Override
  public String name() {
    return "ctc";
  }

  /** An int64 for each sample and place of its sequence, of an unknown length. */
  @Override
  public TensorType labelType(Tensor predictions) {
    return new TensorType(
        DType.INT64,
        Shape.of(predictions.shape().dim(0), Shape.shape(Shape.UNKNOWN).dim(0)));
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    boolean fits = predictions.shape().rank() == 3
        && predictions.dtype().isFloating()
        && labels.shape().rank() == 2
        && (labels.dtype() == DType.INT64 || labels.dtype() == DType.INT32)
        && Pairs.agree(
            Shape.of(labels.shape().dim(0)), Shape.of(predictions.shape().dim(0)));
    if (!fits) {
      throw Pairs.refusal(
          name(),
          "labels must be integers of shape (n, length), and predictions logits of shape"
              + " (n, steps, classes)",
          labels,
          predictions);
    }
    Tensor known = ClassLabels.checked(labels, predictions, -1, OptionalLong.empty());
    Tensor states = spread(known);
    Tensor logs = Indexing.takeAlongAxis(
        Probability.logSoftmax(predictions), Shapes.expandDims(states, 1), 2);
    Tensor ends = likelihoods(states, Shapes.transpose(logs, 1, 0, 2));
    return Arithmetic.negative(atTheEnd(known, ends));
  }

  /** Labels with none before, between and after them: (n, length) to (n, 2 length + 1). */
  private static Tensor spread(Tensor labels) {
    Tensor pairs = Joining.stack(List.of(Tensors.zerosLike(labels), labels), 2);
    return Padding.pad(Shapes.flatten(pairs, 1), List.of(0, 0), List.of(0, 1));
  }

  /** The logarithms of the probabilities to be in each state after the last step. */
  private static Tensor likelihoods(Tensor states, Tensor logs) {
    // A label may follow the one before directly, past the state without one, if they differ.
    Tensor before = shifted(states, 2, 0);
    Tensor skips = Logic.logicalAnd(Logic.notEqual(states, 0), Logic.notEqual(states, before));
    Tensor place = Shapes.expandDims(Creation.arangeLike(states, 1, DType.INT64), 0);
    Tensor first = Indexing.get(logs, Range.at(0));
    Tensor start = Logic.where(Shapes.broadcastLike(Logic.less(place, 2), first), first, NEVER);
    return Control.foldl(Indexing.get(logs, Range.from(1)), start, (now, step) -> {
      Tensor ahead = shifted(now, 1, NEVER);
      Tensor skipped = Logic.where(skips, shifted(now, 2, NEVER), NEVER);
      Tensor ways = Joining.stack(List.of(now, ahead, skipped), 2);
      return Arithmetic.add(Reductions.logSumExp(ways, -1), step);
    });
  }

  /** What is left of each state by so many places; a number where there is nothing. */
  private static Tensor shifted(Tensor x, int places, double value) {
    Tensor wide = Padding.pad(x, List.of(0, places), List.of(0, 0), value);
    return Indexing.get(wide, Range.all(), Range.to(-places));
  }

  /** In the state of the last label, or in the one behind it. */
  private static Tensor atTheEnd(Tensor labels, Tensor ends) {
    Tensor lengths =
        Reductions.sum(Tensors.cast(Logic.notEqual(labels, 0), DType.INT64), List.of(1), true);
    Tensor behind = Arithmetic.multiply(lengths, 2);
    Tensor last = Arithmetic.maximum(Arithmetic.subtract(behind, 1), 0);
    Tensor none = Indexing.takeAlongAxis(ends, behind, 1);
    Tensor label =
        Logic.where(Logic.equal(lengths, 0), NEVER, Indexing.takeAlongAxis(ends, last, 1));
    return Reductions.logSumExp(Joining.concat(List.of(none, label), 1), -1);
  }
}
