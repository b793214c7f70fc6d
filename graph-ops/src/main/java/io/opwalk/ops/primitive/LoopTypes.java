package io.opwalk.ops.primitive;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.List;

/** The type rule of loops, in parts. */
final class LoopTypes {
  private LoopTypes() {}

  static void requireCarried(int index, Tensor before, Tensor after) {
    boolean fits =
        before.dtype() == after.dtype() && DimMatch.mayEqual(before.shape(), after.shape());
    if (!fits) {
      throw new IllegalArgumentException("carried value " + index + " is " + before.type()
          + " before a step and " + after.type() + " after it; a step keeps dtype and shape"
          + "\n  after: " + after);
    }
  }

  static void requireCondition(Body condition, List<TensorType> types, int sequences) {
    if (!condition.inputTypes().equals(types.subList(sequences, types.size()))) {
      throw new IllegalArgumentException("the condition takes " + condition.inputTypes()
          + ", expected what the body takes behind its elements");
    }
    boolean answers = condition.outputs().size() == 1
        && condition.outputs().get(0).dtype() == DType.BOOL
        && condition.outputs().get(0).shape().rank() == 0;
    if (!answers) {
      throw new IllegalArgumentException(
          "the condition must give one bool of rank 0, found " + condition.outputs());
    }
  }

  /** What the body is passed in a step, for what the loop is passed. */
  static List<TensorType> arguments(Loop loop, List<TensorType> inputs) {
    List<TensorType> arguments = new ArrayList<>();
    for (int i = 0; i < loop.body().inputs().size(); i++) {
      TensorType type = inputs.get(i);
      if (i < loop.sequences()) {
        if (type.rank() == 0) {
          throw new IllegalArgumentException(
              "sequence " + i + " must have an axis 0 to walk along, found shape ()");
        }
        arguments.add(type.withShape(type.shape().withoutDims(List.of(0))));
      } else {
        arguments.add(type);
      }
    }
    for (int i = loop.body().inputs().size(); i < inputs.size(); i++) {
      if (inputs.get(i).dtype() != DType.INT64 || inputs.get(i).rank() != 0) {
        throw new IllegalArgumentException(
            "a range is two int64 of rank 0, found " + inputs.get(i));
      }
    }
    return arguments;
  }

  /** What to call each input of the body. */
  static List<String> roles(Loop loop) {
    List<String> roles = new ArrayList<>();
    for (int i = 0; i < loop.body().inputs().size(); i++) {
      int carried = i - loop.sequences();
      if (carried < 0) {
        roles.add("an element of sequence " + i);
      } else if (carried < loop.carried()) {
        roles.add("carried value " + carried);
      } else {
        roles.add("captured value " + (carried - loop.carried()));
      }
    }
    return roles;
  }

  /** The common length of the sequences. */
  static Dim time(List<TensorType> sequences) {
    Dim time = sequences.get(0).dim(0);
    for (TensorType sequence : sequences) {
      Dim next = sequence.dim(0);
      if (time.isFixed() && next.isFixed() && !time.equals(next)) {
        throw new IllegalArgumentException("sequences must have one length, found "
            + sequences.stream().map(TensorType::toString).toList());
      }
      time = time.isFixed() ? time : next.isFixed() ? next : time;
    }
    return time;
  }
}
