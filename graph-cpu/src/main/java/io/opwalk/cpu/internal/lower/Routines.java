package io.opwalk.cpu.internal.lower;

import io.opwalk.Apply;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.loop.Routine;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The code of nodes that are no loops. */
final class Routines {
  private Routines() {}

  static Routine.Body of(IrNode node) {
    if (node.op() instanceof Custom custom) {
      return custom.function()::compute;
    }
    return interpreted(node);
  }

  /** As the reference backend computes it. */
  private static Routine.Body interpreted(IrNode node) {
    Apply origin = node.origin();
    List<Tensor> inputs = new ArrayList<>();
    node.inputs().forEach(input -> inputs.add(Argument.of(input.type(), origin.site())));
    Apply apply = Apply.of(node.op(), inputs, origin.name(), origin.site());
    ReferenceBackend reference = new ReferenceBackend();
    return values -> {
      Map<Tensor, NDArray> feed = new LinkedHashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        feed.put(inputs.get(i), values.get(i));
      }
      return reference.evaluate(apply.outputs(), Feed.feed(feed));
    };
  }
}
