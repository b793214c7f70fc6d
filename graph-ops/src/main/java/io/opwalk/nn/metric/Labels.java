package io.opwalk.nn.metric;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;

/** Labels made to fit predictions, as metrics are free to do. */
final class Labels {
  private Labels() {}

  /** Labels and predictions of one type, whatever the dtype of the labels was. */
  static Pairs pair(String what, Tensor labels, Tensor predictions) {
    return Pairs.of(what, cast(labels, predictions.dtype()), predictions);
  }

  /** An int64 for each place of the predictions, without the last axis, which is the classes'. */
  static TensorType numbersOfClasses(Tensor predictions) {
    Shape shape = predictions.shape();
    return new TensorType(DType.INT64, shape.withoutDims(List.of(shape.rank() - 1)));
  }

  /**
   * Labels of {@link #numbersOfClasses}, whatever their dtype was and whether they had an axis of
   * size 1 at the end.
   */
  static Tensor classes(String what, Tensor labels, Tensor predictions) {
    if (predictions.shape().rank() < 2 || !predictions.dtype().isFloating()) {
      throw Pairs.refusal(
          what, "predictions must have a shape (n, ..., classes)", labels, predictions);
    }
    Shape places = numbersOfClasses(predictions).shape();
    boolean isLonger =
        labels.shape().rank() == places.rank() + 1 && labels.shape().dim(-1).is(1);
    Tensor classes = cast(isLonger ? Shapes.squeeze(labels, -1) : labels, DType.INT64);
    if (!Pairs.agree(classes.shape(), places)) {
      throw Pairs.refusal(
          what,
          "labels must be numbers of classes, of the shape of the predictions without the last"
              + " axis, " + places,
          labels,
          predictions);
    }
    return classes;
  }

  /** Of another dtype, under a name that tells in errors what it comes from. */
  static Tensor cast(Tensor x, DType dtype) {
    if (x.dtype() == dtype) {
      return x;
    }
    Tensor cast = Tensors.cast(x, dtype);
    return x.name().isEmpty() ? cast : cast.named(x.name() + "/Cast");
  }
}
