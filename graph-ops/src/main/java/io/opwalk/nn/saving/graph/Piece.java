package io.opwalk.nn.saving.graph;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.grad.Checkpoint;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.primitive.Body;
import io.opwalk.walk.Replace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What is inside a checkpoint.
 *
 * @param inputs stand for the inputs of the checkpoint
 * @param outputs what is made of them
 */
record Piece(List<Tensor> inputs, List<Tensor> outputs) {
  /** What such a node is called. */
  static final String OP = "Checkpoint";

  /** The inside of a node, over stand-ins for its inputs. */
  static Piece of(Apply checkpoint) {
    List<Tensor> inputs = checkpoint.inputs().stream()
        .map(input -> Body.input(input.name(), input.type()))
        .toList();
    return new Piece(inputs, ((Composite) checkpoint.op()).expand(inputs));
  }

  Config config(ToIntFunction<Tensor> numbers) {
    return Config.builder()
        .put("inputs", inputs.stream().map(numbers::applyAsInt).toList())
        .put("outputs", outputs.stream().map(numbers::applyAsInt).toList())
        .build();
  }

  /**
   * A checkpoint of this over some tensors.
   *
   * @throws IllegalArgumentException where there are not as many as the piece has inputs
   */
  List<Tensor> over(List<Tensor> tensors, String name) {
    if (tensors.size() != inputs.size()) {
      throw new IllegalArgumentException("the checkpoint has " + inputs.size()
          + " inputs within, and is applied to " + tensors.size());
    }
    List<Tensor> made = Checkpoint.apply(tensors, standIns -> {
      Map<Tensor, Tensor> replacements = new HashMap<>();
      for (int i = 0; i < standIns.size(); i++) {
        replacements.put(inputs.get(i), standIns.get(i));
      }
      return Replace.in(outputs, replacements);
    });
    return made.get(0).owner().named(name).outputs();
  }
}
