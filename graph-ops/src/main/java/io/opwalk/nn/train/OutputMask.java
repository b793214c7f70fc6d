package io.opwalk.nn.train;

import io.opwalk.Tensor;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.model.Model;
import io.opwalk.walk.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mask that an output of a model carries. */
final class OutputMask {
  private OutputMask() {}

  /**
   * A bool that says which steps of an output count. Empty where none travels with it, or where it
   * comes from before the model's inputs: a model that begins behind a mask has none, as in Keras.
   */
  static Optional<Tensor> of(Model model, Tensor output) {
    Set<Tensor> inputs = new HashSet<>(model.inputs());
    return LayerCall.maskOf(output)
        .filter(mask -> Walk.ancestorsUpTo(List.of(mask), inputs).stream()
            .noneMatch(apply -> apply.op().isInput()));
  }
}
