package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.emit.Rows;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;

/**
 * The code of the gradient of a kernel for one dtype.
 *
 * @param add adds sums
 * @param copies what copies elements from wherever they are
 */
record GradientTransforms(
    DType dtype, Kernel input, Kernel gradient, Kernel window, Kernel add, Rows copies) {
  /** Loops that add two arrays element by element: the buffers are both, and the result. */
  static LoopFunction sums(DType dtype) {
    Index.Counter at = new Index.Counter("i0");
    List<Value> both = List.of(new Value.Load(0, dtype, at), new Value.Load(1, dtype, at));
    Value sum = new Value.Compute(ScalarOp.ADD, dtype, both);
    Statement store = new Statement.Store(2, at, sum);
    Statement loop =
        new Statement.For(at, Index.of(0), new Index.Size(0), 1, 1, true, List.of(store));
    StepFunction.Buffer read = new StepFunction.Buffer(dtype, false);
    List<StepFunction.Buffer> buffers = List.of(read, read, new StepFunction.Buffer(dtype, true));
    return new LoopFunction(buffers, 1, List.of(), List.of(loop));
  }
}
