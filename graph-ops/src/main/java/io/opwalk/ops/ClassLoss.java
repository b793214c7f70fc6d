package io.opwalk.ops;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The losses of one class for each place.
 *
 * @param function who asks, for errors
 * @param labels the numbers of the classes
 * @param options how it is meant
 * @param axis the axis of the classes, counted from the front
 */
record ClassLoss(String function, Tensor labels, ClassLossOptions options, int axis) {
  static ClassLoss of(String function, Tensor labels, Tensor scores, ClassLossOptions options) {
    List<Tensor> operands = new ArrayList<>(List.of(labels, scores));
    options.weights().ifPresent(operands::add);
    int axis =
        Refusal.naming(function, operands, () -> scores.shape().normalizeAxis(options.axis()));
    String complaint = complaint(labels, scores, options.weights(), axis);
    if (!complaint.isEmpty()) {
      throw Refusal.of(function, complaint, null, operands);
    }
    return new ClassLoss(function, labels, options, axis);
  }

  private static String complaint(
      Tensor labels, Tensor scores, Optional<Tensor> weights, int axis) {
    if (!scores.dtype().isFloating()) {
      return "scores of classes are of a floating dtype, found " + scores.dtype()
          + "; convert them with cast(x, dtype)";
    }
    if (labels.dtype() != DType.INT64 && labels.dtype() != DType.INT32) {
      return "labels are numbers of classes, int64 or int32, found " + labels.dtype();
    }
    Shape places = scores.shape().withoutDims(List.of(axis));
    if (!fits(labels.shape(), places)) {
      return "labels must have the shape of the scores without axis " + axis + ", " + places
          + ", found " + labels.shape();
    }
    Shape classes = Shape.of(List.of(scores.shape().dim(axis)));
    boolean isFitting = weights
        .map(each -> each.dtype() == scores.dtype() && fits(each.shape(), classes))
        .orElse(true);
    return isFitting
        ? ""
        : "there is a weight of the scores' dtype for each class, " + classes + " " + scores.dtype()
            + ", found " + weights.orElseThrow().type();
  }

  /** Unknown sizes are trusted, but not to be 1, which would be repeated. */
  private static boolean fits(Shape found, Shape expected) {
    boolean fits = found.rank() == expected.rank();
    for (int i = 0; fits && i < found.rank(); i++) {
      Dim left = found.dim(i);
      Dim right = expected.dim(i);
      boolean isTrusted = (!left.isFixed() || !right.isFixed()) && !left.is(1) && !right.is(1);
      fits = left.equals(right) || isTrusted;
    }
    return fits;
  }

  /** The loss of the labels, from the logarithms of the probabilities. */
  Tensor of(Tensor logs) {
    Optional<Tensor> ignored = options.ignored().isPresent()
        ? Optional.of(Logic.equal(labels, options.ignored().getAsLong()))
        : Optional.empty();
    // An ignored label need not be a class; the first one is looked up in its place.
    Tensor safe = ignored.map(where -> Logic.where(where, 0, labels)).orElse(labels);
    Tensor picked = Indexing.takeAlongAxis(logs, Shapes.expandDims(safe, axis), axis);
    Tensor losses =
        Arithmetic.negative(Shapes.reshape(picked, picked.shape().withoutDims(List.of(axis))));
    Tensor counts = options
        .weights()
        .map(weights -> Indexing.take(weights, safe, 0))
        .orElseGet(() -> Tensors.onesLike(losses));
    Tensor weighted = options.weights().isPresent() ? Arithmetic.multiply(losses, counts) : losses;
    return reduced(masked(ignored, weighted), masked(ignored, counts));
  }

  private static Tensor masked(Optional<Tensor> ignored, Tensor x) {
    return ignored.map(where -> Logic.where(where, 0, x)).orElse(x);
  }

  private Tensor reduced(Tensor losses, Tensor counts) {
    return switch (options.reduction()) {
      case NONE -> losses;
      case SUM -> Reductions.sum(losses);
      case MEAN -> Arithmetic.divide(Reductions.sum(losses), Reductions.sum(counts));
    };
  }
}
