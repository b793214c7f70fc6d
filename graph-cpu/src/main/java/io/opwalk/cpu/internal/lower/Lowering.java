package io.opwalk.cpu.internal.lower;

import io.opwalk.Op;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.cpu.internal.lower.Kernels.Output;
import io.opwalk.cpu.internal.lower.Kernels.Requirement;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Overlap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lowers groups to kernel calls.
 *
 * <p>Contract: takes groups in running order; gives one call per group, in the same order, that
 * writes every buffer a later call or the caller reads.
 */
public final class Lowering {
  private final Fusion fusion;
  private final DimUnifier dims;
  private final Buffers buffers;
  private final Map<StepFunction, StepFunction> functions = new HashMap<>();

  private Lowering(Fusion fusion, DimUnifier dims) {
    this.fusion = fusion;
    this.dims = dims;
    this.buffers = new Buffers(dims);
  }

  /** Lowers a whole graph. */
  public static Kernels lower(
      IrGraph graph, Fusion fusion, DimUnifier dims, List<Requirement> requirements) {
    Lowering lowering = new Lowering(fusion, dims);
    List<KernelCall> calls = new ArrayList<>();
    for (Group group : fusion.groups()) {
      calls.add(lowering.lower(group));
    }
    List<Output> outputs = new ArrayList<>();
    for (IrValue output : graph.outputs()) {
      Buffer buffer = lowering.buffers.of(fusion.denseBase(output));
      outputs.add(new Output(buffer, dims.find(output.shape())));
    }
    return new Kernels(calls, outputs, requirements);
  }

  /** One object for all equal functions: a long chain of products is many calls of one. */
  private KernelCall lower(Group group) {
    KernelCall call = call(group);
    return call.withFunction(functions.computeIfAbsent(call.function(), Function.identity()));
  }

  private KernelCall call(Group group) {
    if (group.single() != null) {
      return SingleLowering.lower(fusion, dims, buffers, group);
    }
    LoopNests nests = new LoopNests(fusion, dims, buffers, group);
    if (group.reductions().isEmpty()) {
      return MapLowering.lower(nests);
    }
    Op reduction = group.reductions().get(0).op();
    if (reduction instanceof Overlap) {
      return OverlapLowering.lower(nests, group, dims);
    }
    return reduction instanceof ArgReduce
        ? ArgReduceLowering.lower(nests, group)
        : ReduceLowering.lower(nests, group);
  }
}
