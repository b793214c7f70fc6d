package io.opwalk.cpu.internal.plan;

import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.state.ParameterSlot;
import java.util.List;

/**
 * The kernels together with the place of every buffer: the third of the four forms, between the
 * kernels and the program. Data only.
 *
 * @param fed the tensors whose fed values are read, each once
 * @param parameters the parameters that are read, each once
 * @param constants the constants that are read, each once
 * @param slots the arrays that hold intermediate values, one after another
 * @param results the arrays that hold outputs, one each and nothing else
 * @param steps the kernel calls in order
 * @param outputs what is returned, in order
 * @param requirements what must hold of the dims of a call
 */
public record Plan(
    List<Tensor> fed,
    List<ParameterSlot> parameters,
    List<NDArray> constants,
    List<Slot> slots,
    List<Slot> results,
    List<Step> steps,
    List<Output> outputs,
    List<Kernels.Requirement> requirements) {
  /** Copies the lists. */
  public Plan {
    fed = List.copyOf(fed);
    parameters = List.copyOf(parameters);
    constants = List.copyOf(constants);
    slots = List.copyOf(slots);
    results = List.copyOf(results);
    steps = List.copyOf(steps);
    outputs = List.copyOf(outputs);
    requirements = List.copyOf(requirements);
  }

  /**
   * A kernel call and where its arguments are.
   *
   * @param places one per buffer of the call
   */
  public record Step(KernelCall call, List<Place> places) {
    /** Copies the list. */
    public Step {
      places = List.copyOf(places);
    }
  }

  /**
   * A value to return.
   *
   * @param place never a slot
   */
  public record Output(Place place, Shape shape) {}

  /** The inputs, arrays and steps, one line each. */
  @Override
  public String toString() {
    return PlanPrinter.print(this);
  }
}
