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
      Dim elements = nests.buffers().of(node.output()).elements();
      body.add(zeros(nests, buffer, dtype, elements));
      Index at = nests.loops().at(kernel, nests.reducedStrides());
      Value before = new Value.Load(buffer, dtype, at);
      Value after = new Value.Compute(ScalarOp.ADD, dtype, List.of(before, element));
      inner.add(new Statement.Store(buffer, at, after));
    }
    body.addAll(LoopAxes.nest(kernel, nests.loops().all(), inner));
    return nests.finish(body);
  }

  /** All of the result, or what of it the part of the outermost loop adds to. */
  private static Statement zeros(LoopNests nests, int buffer, DType dtype, Dim elements) {
    KernelBuilder kernel = nests.kernel();
    Index.Counter at = kernel.counter();
    Statement store = new Statement.Store(buffer, at, new Value.Literal(dtype, 0));
    KernelBuilder.Range range = nests.loops().all().stream()
        .findFirst()
        .flatMap(axis -> axis.range().map(part -> {
          Index stride = kernel.stride(nests.reducedStrides().get(axis.last()));
          return new KernelBuilder.Range(part.from().times(stride), part.to().times(stride));
        }))
        .orElseGet(() -> new KernelBuilder.Range(Index.of(0), kernel.size(elements)));
    return new Statement.For(at, range.from(), range.to(), 1, 1, true, List.of(store));
  }
}
