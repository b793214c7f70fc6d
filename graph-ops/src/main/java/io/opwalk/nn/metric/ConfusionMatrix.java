package io.opwalk.nn.metric;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.ClassLabels;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Counting;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.OptionalLong;

/** How often each class was said where each one was true. */
final class ConfusionMatrix {
  private ConfusionMatrix() {}

  /**
   * The sum of the weights for each class that is true and each that is said, of shape (classes *
   * classes,), in float64 so that it is exact.
   *
   * @param truth numbers of classes of shape (n, ...)
   * @param said of the same shape
   * @param ignored what is true where nothing counts, be it a class or none
   */
  static Tensor sums(
      String what,
      Tensor truth,
      Tensor said,
      SampleWeights weights,
      int classes,
      OptionalLong ignored) {
    if (!Pairs.agree(truth.shape(), said.shape()) || truth.shape().rank() == 0) {
      throw Pairs.refusal(
          what, "classes that are true and that are said must have one shape", truth, said);
    }
    Tensor known = ClassLabels.checked(truth, classes, ignored);
    SampleWeights counting = weights;
    Tensor guesses = said;
    if (ignored.isPresent()) {
      Tensor counts = Logic.notEqual(truth, ignored.getAsLong());
      counting = weights.masked(counts);
      known = Logic.where(counts, known, 0);
      guesses = Logic.where(counts, said, 0);
    }
    Tensor checked = ClassLabels.checked(guesses, classes, OptionalLong.empty());
    Tensor places = Arithmetic.add(Arithmetic.multiply(known, classes), checked);
    Tensor each = counting.apply(Tensors.cast(Tensors.onesLike(truth), DType.FLOAT64));
    return Counting.bincount(Shapes.flatten(places), Shapes.flatten(each), classes * classes);
  }

  /**
   * The mean of the intersection over the union of classes; one that is neither true nor said does
   * not count.
   */
  static double meanOverlap(NDArray matrix, int classes, List<Integer> targets) {
    double sum = 0;
    double count = 0;
    for (int target : targets) {
      double right = matrix.getDouble(target * classes + target);
      double all = -right;
      for (int k = 0; k < classes; k++) {
        all += matrix.getDouble(target * classes + k) + matrix.getDouble(k * classes + target);
      }
      sum += right / (all + Thresholds.EPSILON);
      count += all > 1e-9 ? 1 : 0;
    }
    return sum / (count + Thresholds.EPSILON);
  }
}
