package io.opwalk.cpu.internal.lower;

import io.opwalk.Op;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.cpu.internal.lower.Kernels.Output;
import io.opwalk.cpu.internal.lower.Kernels.Requirement;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lowers groups to kernel calls.
 *
 * <p>Contract: takes groups in running order; gives one call per group, in the same order, that
 * writes every buffer a later call or the caller reads. But a product, or a convolution that is run
 * like one, and a map that is the first to read it are one call.
 */
public final class Lowering {
  /**
   * How many arrays as large as the result of a product are touched by what follows it, at most.
   * Others, such as what updates a weight by its gradient, would drive from the cache what the
   * product needs next, and wait for memory anyway.
   */
  private static final int MOST_ARRAYS = 4;

  private final Fusion fusion;
  private final DimUnifier dims;
  private final Buffers buffers;
  private final CallList calls = new CallList();
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
    for (Group group : fusion.groups()) {
      lowering.lower(group);
    }
    List<Output> outputs = new ArrayList<>();
    Set<Buffer> returned = new HashSet<>();
    for (IrValue output : graph.outputs()) {
      Buffer buffer = lowering.buffers.of(fusion.denseBase(output));
      outputs.add(new Output(buffer, dims.find(output.shape())));
      returned.add(buffer);
    }
    List<KernelCall> calls = new ArrayList<>();
    for (KernelCall call : LoopFeeds.apply(lowering.calls.finish(returned), returned)) {
      calls.add(lowering.withKnown(call));
    }
    return new Kernels(calls, outputs, requirements);
  }

  /** One object for all equal functions: a long chain of products is many calls of one. */
  private KernelCall withKnown(KernelCall call) {
    StepFunction known = functions.putIfAbsent(call.function(), call.function());
    return known == null ? call : call.withFunction(known);
  }

  private void lower(Group group) {
    IrNode single = group.single();
    if (single == null) {
      lowerLoops(group);
    } else if (single.op() instanceof MatMul) {
      calls.add(ProductLowering.matMul(fusion, dims, buffers, group));
    } else if (single.op() instanceof Conv) {
      calls.add(ProductLowering.conv(fusion, dims, buffers, group));
    } else if (single.op() instanceof WinogradConv) {
      calls.add(WinogradLowering.lower(fusion, dims, buffers, group));
    } else if (single.op() instanceof WinogradKernelGradient) {
      calls.add(WinogradGradientLowering.lower(fusion, dims, buffers, group));
    } else {
      calls.add(SingleLowering.lower(fusion, dims, buffers, group));
    }
  }

  private void lowerLoops(Group group) {
    if (!group.reductions().isEmpty()) {
      calls.add(reduction(new LoopNests(fusion, dims, buffers, group), group));
      return;
    }
    Optional<CallList.Open> product = calls.hasOpen() ? product(group) : Optional.empty();
    List<Kind> kinds = product.map(CallList.Open::kinds).orElse(List.of());
    LoopNests nests = new LoopNests(fusion, dims, buffers, group, kinds);
    KernelCall call = MapLowering.lower(nests);
    if (product.isPresent()) {
      calls.join(product.get(), call, MapLowering.loops(nests, call, kinds));
    } else {
      calls.add(call);
    }
  }

  /** The product that a map may follow. */
  private Optional<CallList.Open> product(Group group) {
    PointCode point = new PointCode(fusion, dims, buffers, group, new KernelBuilder());
    return point.wholeReads() + group.stores().size() <= MOST_ARRAYS
        ? calls.find(point.pointwise(), group.domain())
        : Optional.empty();
  }

  private KernelCall reduction(LoopNests nests, Group group) {
    Op reduction = group.reductions().get(0).op();
    if (reduction instanceof Overlap) {
      return OverlapLowering.lower(nests, group, dims);
    }
    return reduction instanceof ArgReduce
        ? ArgReduceLowering.lower(nests, group)
        : ReduceLowering.lower(nests, group);
  }
}
