package io.opwalk.nn.layer.recurrent;

import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.WeightMaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a stateful layer keeps from one batch for the next: a parameter for each of its states. */
final class CarriedStates {
  private CarriedStates() {}

  private static String leaf(int state) {
    return state == 0 ? "rnn_state" : "rnn_state_" + state;
  }

  /** Makes the parameters, zeros at first. */
  static void make(WeightMaker making, List<List<Integer>> shapes) {
    for (int i = 0; i < shapes.size(); i++) {
      making.carried(leaf(i), shapes.get(i));
    }
  }

  /** The parameters. */
  static List<Tensor> of(CallContext context, int count) {
    List<Tensor> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      states.add(context.weight(leaf(i)));
    }
    return states;
  }

  /** Leaves the last states of a call for the next batch. */
  static void carry(CallContext context, List<Tensor> last) {
    for (int i = 0; i < last.size(); i++) {
      context.carry(context.weight(leaf(i)), last.get(i));
    }
  }

  /**
   * Why an input is none for a stateful layer, if it is none.
   *
   * @param states what the layer carries already; none before its first application
   */
  static Optional<String> complaint(Tensor x, List<Tensor> states) {
    Dim batch = x.shape().dim(0);
    if (!batch.isFixed()) {
      return Optional.of("is stateful, and needs a batch of a known size, found " + batch
          + ": Layers.batchInput makes an input that has one");
    }
    if (!states.isEmpty() && !states.get(0).shape().dim(0).equals(batch)) {
      return Optional.of("is stateful over batches of " + states.get(0).shape().dim(0)
          + ", and cannot take batches of " + batch);
    }
    return Optional.empty();
  }
}
