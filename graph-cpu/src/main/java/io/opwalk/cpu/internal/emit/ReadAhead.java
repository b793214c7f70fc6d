package io.opwalk.cpu.internal.emit;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;

/**
 * Has a fresh JVM read, check and set up the classes that kernels are written with, by writing some
 * that nobody runs. In a thread of its own that is done while the graph is still being built, for
 * which other classes are needed.
 */
public final class ReadAhead {
  private ReadAhead() {}

  /** Writes {@code b1[i] = exp(b0[i])}, and rows of a product. */
  public static void run() {
    Index.Counter counter = new Index.Counter("i");
    Value element = new Value.Load(0, DType.FLOAT64, counter);
    Value value = new Value.Compute(ScalarOp.EXP, DType.FLOAT64, List.of(element));
    Statement loop = new Statement.For(
        counter,
        Index.of(0),
        new Index.Size(0),
        1,
        1,
        true,
        List.of(new Statement.Store(1, counter, value)));
    new KernelCache()
        .kernel(new LoopFunction(
            List.of(
                new LoopFunction.Buffer(DType.FLOAT64, false),
                new LoopFunction.Buffer(DType.FLOAT64, true)),
            1,
            List.of(),
            List.of(loop)));
    RowEmitter.rows(DType.FLOAT64);
  }
}
