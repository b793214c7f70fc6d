package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Values inside the steps of a loop, as a tensor whose axis 0 is time.
 *
 * <p>They are outputs of a loop like the one that is there, which gives out more. A compiler makes
 * one of the two again.
 */
public final class LoopRecord {
  private LoopRecord() {}

  /**
   * Values inside the steps.
   *
   * @param apply a node whose op is a {@link Loop}
   * @param tensors tensors computed from the inputs of its body, or such inputs
   * @return one tensor each, of shape [steps, ...]
   */
  public static List<Tensor> of(Apply apply, List<Tensor> tensors) {
    Loop loop = (Loop) apply.op();
    List<Tensor> outputs = new ArrayList<>(loop.body().outputs());
    List<Integer> positions = new ArrayList<>();
    for (Tensor tensor : tensors) {
      int known = outputs.subList(loop.carried(), outputs.size()).indexOf(tensor);
      if (known < 0) {
        outputs.add(tensor);
      }
      positions.add(known < 0 ? outputs.size() - 1 : loop.carried() + known);
    }
    Apply recording = outputs.size() == loop.body().outputs().size()
        ? apply
        : Apply.of(loop.withOutputs(outputs), apply.inputs(), "", apply.site());
    return positions.stream().map(recording::outputs).toList();
  }
}
