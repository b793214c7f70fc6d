package io.opwalk.cpu.internal.pipeline;

import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fuser;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.cpu.internal.lower.Kernels.Requirement;
import io.opwalk.cpu.internal.lower.Lowering;
import io.opwalk.cpu.internal.lower.Requirements;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.PassPipeline;
import io.opwalk.spi.CompileListener;
import io.opwalk.spi.CompileOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From the user's tensors to kernel calls: the phases up to lowering, in the order in which they
 * run. Common subexpressions need no phase: the interned graph has none.
 */
public final class Compiler {
  private Compiler() {}

  /**
   * Compiles.
   *
   * @param inputs what calls may feed
   * @param outputs what calls return
   * @throws IllegalArgumentException where the options name a rule or a phase that there is not
   * @throws io.opwalk.CompileException where a phase fails, which is not the user's fault
   */
  public static Kernels compile(List<Tensor> inputs, List<Tensor> outputs, CompileOptions options) {
    CompileListener listener = options.listener();
    Requirements requirements = new Requirements();
    IrGraph graph = copy(inputs, outputs);
    requirements.collect(graph);
    graph = PassPipeline.of(List.of(new Expand())).run(graph, listener);
    requirements.collect(graph);
    graph = PassPipeline.of(List.of(new Fold(), new SplitScalarCode()))
        .without(options.disabledPhases())
        .run(graph, listener);
    return lower(graph, requirements.all());
  }

  private static IrGraph copy(List<Tensor> inputs, List<Tensor> outputs) {
    IrBuilder builder = new IrBuilder();
    Map<Tensor, IrValue> known = new HashMap<>();
    inputs.forEach(input -> known.put(input, builder.input(input)));
    return new IrGraph(builder, builder.copy(outputs, known));
  }

  private static Kernels lower(IrGraph graph, List<Requirement> requirements) {
    DimUnifier dims = new DimUnifier();
    requirements.forEach(requirement -> dims.unify(requirement.left(), requirement.right()));
    Fusion fusion = Fuser.fuse(graph, dims, Fuser.MAX_WEIGHT);
    return Lowering.lower(graph, fusion, dims, requirements);
  }
}
