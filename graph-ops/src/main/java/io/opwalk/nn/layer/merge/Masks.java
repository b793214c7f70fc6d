package io.opwalk.nn.layer.merge;

import io.opwalk.Tensor;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Range;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The mask of what is merged. */
final class Masks {
  private Masks() {}

  /** What all masks of the inputs admit; empty where none has a mask. */
  static Optional<Tensor> all(CallContext context) {
    Optional<Tensor> all = Optional.empty();
    for (int i = 0; i < context.inputs().size(); i++) {
      Optional<Tensor> mask = context.mask(i);
      if (mask.isPresent()) {
        all = Optional.of(all.isEmpty() ? mask.get() : Logic.logicalAnd(all.get(), mask.get()));
      }
    }
    return all;
  }

  /**
   * The masks (batch, steps) of the inputs behind each other, all steps counting where there is
   * none; empty where no input has one.
   */
  static Optional<Tensor> joined(CallContext context) {
    List<Optional<Tensor>> given = new ArrayList<>();
    for (int i = 0; i < context.inputs().size(); i++) {
      given.add(context.mask(i).filter(mask -> mask.shape().rank() == 2));
    }
    if (given.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<Tensor> masks = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      Tensor input = context.inputs().get(i);
      masks.add(given.get(i).orElseGet(() -> allSteps(input)));
    }
    return Optional.of(Joining.concat(masks, 1));
  }

  private static Tensor allSteps(Tensor x) {
    Range[] first = new Range[x.shape().rank()];
    Arrays.fill(first, Range.at(0));
    first[0] = Range.all();
    first[1] = Range.all();
    return Shapes.broadcastLike(Tensors.constant(true), Indexing.get(x, first));
  }
}
