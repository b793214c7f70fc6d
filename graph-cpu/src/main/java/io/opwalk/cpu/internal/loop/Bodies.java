package io.opwalk.cpu.internal.loop;

import io.opwalk.TensorType;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.ops.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;

/**
 * A step that runs bodies: of a loop or of a condition. Its buffers are the inputs, then the
 * outputs; its sizes are the dims of each of them in turn, and then, for a loop, how many steps
 * there is room for.
 *
 * @param op the loop or the condition
 * @param inputs the types of its inputs
 * @param outputs the types of its outputs
 */
public record Bodies(Primitive op, List<TensorType> inputs, List<TensorType> outputs)
    implements StepFunction {
  private static final double UNITS = 2;

  /** What running a body costs at least. */
  private static final double STEP = 1000;

  /** Copies the lists. */
  public Bodies {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** What bodies do is not known here, but for how many elements and how often. */
  @Override
  public double work(int[] sizes) {
    double elements = UNITS * StepFunction.elements(inputs, sizes);
    return op instanceof Loop ? elements + STEP * sizes[sizes.length - 1] : elements;
  }

  @Override
  public List<Buffer> buffers() {
    List<Buffer> buffers = new ArrayList<>();
    inputs.forEach(type -> buffers.add(new Buffer(type.dtype(), false)));
    outputs.forEach(type -> buffers.add(new Buffer(type.dtype(), true)));
    return buffers;
  }
}
