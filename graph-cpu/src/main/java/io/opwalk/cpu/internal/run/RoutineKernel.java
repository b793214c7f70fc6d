package io.opwalk.cpu.internal.run;

import io.opwalk.NDArray;
import io.opwalk.TensorType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Routine;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a routine as a kernel. It is given copies of its inputs, since slots are longer than what is
 * in them and change later; what it returns is checked and copied to its buffers.
 */
final class RoutineKernel implements Kernel {
  private final Routine routine;

  RoutineKernel(Routine routine) {
    this.routine = routine;
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    List<NDArray> inputs = new ArrayList<>(routine.inputs().size());
    int at = 0;
    for (TensorType type : routine.inputs()) {
      int[] dims = Arrays.copyOfRange(sizes, at, at + type.rank());
      at += type.rank();
      inputs.add(copy(buffers[inputs.size()], type, dims));
    }
    List<NDArray> outputs = routine.body().run(inputs);
    if (outputs.size() != routine.outputs().size()) {
      throw new IllegalStateException(
          "promised are " + routine.outputs().size() + " outputs, returned were " + outputs.size());
    }
    for (int i = 0; i < outputs.size(); i++) {
      TensorType type = routine.outputs().get(i);
      int[] dims = Arrays.copyOfRange(sizes, at, at + type.rank());
      at += type.rank();
      store(i, outputs.get(i), type, dims, buffers[inputs.size() + i]);
    }
  }

  private static NDArray copy(Object buffer, TensorType type, int[] dims) {
    int elements = 1;
    for (int dim : dims) {
      elements *= dim;
    }
    Object copy = Workspace.allocate(type.dtype(), elements);
    System.arraycopy(buffer, 0, copy, 0, elements);
    return NDArray.wrap(copy, dims);
  }

  private static void store(int index, NDArray value, TensorType type, int[] dims, Object buffer) {
    Object flat = value.backing();
    boolean fits = value.dtype() == type.dtype()
        && value.rank() == dims.length
        && CallSizes.hasDims(value, dims);
    if (!fits) {
      throw new IllegalStateException("output " + index + " is promised to be " + type.dtype()
          + " of shape " + Arrays.toString(dims) + ", returned was " + value.describe());
    }
    System.arraycopy(flat, 0, buffer, 0, Array.getLength(flat));
  }
}
