package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrNode;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers a group that puts windows together: zeros first, then each element of the windows is added
 * to where it belongs, in the order in which they stand.
 */
final class OverlapLowering {
  private OverlapLowering() {}

  static KernelCall lower(LoopNests nests, Group group) {
    KernelBuilder kernel = nests.kernel();
    List<Statement> body = new ArrayList<>();
    List<Statement> inner = new ArrayList<>(nests.pointStatements());
    for (IrNode node : group.reductions()) {
      DType dtype = node.output().dtype();
      Value element = nests.point().value(node.input(0));
      int buffer = kernel.write(nests.buffers().of(node.output()));
      body.add(zeros(kernel, buffer, dtype, nests.buffers().of(node.output()).elements()));
      Index at = nests.loops().at(kernel, nests.reducedStrides());
      Value before = new Value.Load(buffer, dtype, at);
      Value after = new Value.Compute(ScalarOp.ADD, dtype, List.of(before, element));
      inner.add(new Statement.Store(buffer, at, after));
    }
    body.addAll(LoopAxes.nest(kernel, nests.loops().all(), inner));
    return nests.finish(body);
  }

  private static Statement zeros(KernelBuilder kernel, int buffer, DType dtype, Dim elements) {
    Index.Counter at = kernel.counter();
    Statement store = new Statement.Store(buffer, at, new Value.Literal(dtype, 0));
    return new Statement.For(at, Index.of(0), kernel.size(elements), 1, 1, true, List.of(store));
  }
}
