package io.opwalk.cpu.internal.pipeline;

import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fuser;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.loop.InBlocks;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopPrinter;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.cpu.internal.lower.Kernels.Requirement;
import io.opwalk.cpu.internal.lower.Lowering;
import io.opwalk.cpu.internal.lower.Requirements;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.Pass;
import io.opwalk.ir.PassListener;
import io.opwalk.ir.PassPipeline;
import io.opwalk.rewrite.Rewriter;
import io.opwalk.rewrite.RuleFamilies;
import io.opwalk.rewrite.RuleSet;
import io.opwalk.rewrite.Safety;
import io.opwalk.rules.BoundedRules;
import io.opwalk.rules.CanonicalRules;
import io.opwalk.rules.LooseRules;
import io.opwalk.rules.SpecialRules;
import io.opwalk.rules.StableRules;
import io.opwalk.spi.CompileListener;
import io.opwalk.spi.CompileOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From the user's tensors to kernel calls: the phases up to lowering, in the order in which they
 * run.
 *
 * <p>Rules that know composites run before composites are expanded, so {@code log(softmax(x))} is
 * seen as such; what expansion brings to light is simplified after it. Common subexpressions need
 * no phase: the interned graph has none. Thread-safe.
 */
public final class Compiler {
  private static final Set<Safety> ALLOWED =
      Set.of(Safety.EXACT, Safety.STABILISES, Safety.BOUNDED);

  private final RuleFamilies canonical = CanonicalRules.families();
  /** All but the loose rules, which alone are of kinds that are not allowed by default. */
  private final List<RuleFamilies> defaults = List.of(
      canonical,
      StableRules.families(),
      SpecialRules.families().and(canonical).and(BoundedRules.families()));

  private final List<PassListener> services = PassListener.services();

  /**
   * Compiles.
   *
   * @param inputs what calls may feed
   * @param outputs what calls return
   * @throws IllegalArgumentException where the options name a rule or a phase that there is not
   * @throws io.opwalk.CompileException where a phase fails, which is not the user's fault
   */
  public Kernels compile(List<Tensor> inputs, List<Tensor> outputs, CompileOptions options) {
    CompileListener listener = options.listener();
    Requirements requirements = new Requirements();
    PassPipeline pipeline = pipeline(options, requirements);
    IrGraph graph = copy(inputs, outputs);
    // Before any rewrite, so that a mistake is found even where a rewrite would hide it.
    requirements.collect(graph);
    return lower(pipeline.run(graph, withServices(listener)), requirements.all(), listener);
  }

  private PassPipeline pipeline(CompileOptions options, Requirements requirements) {
    List<RuleFamilies> sets = rules(options);
    List<Pass> passes = List.of(
        Rewriter.of("canonical", sets.get(0)),
        Rewriter.of("stable", sets.get(1)),
        new Expand(requirements::collect),
        Rewriter.of("special", sets.get(2)),
        new Fold(),
        new Loops(),
        new SplitScalarCode());
    // Checked apart, so that an error names the phases a user may switch off and no others.
    List<Pass> optional = new ArrayList<>();
    for (Pass pass : passes) {
      if (isOptional(pass)) {
        optional.add(pass);
      }
    }
    PassPipeline.of(optional).without(options.disabledPhases());
    return PassPipeline.of(passes).without(options.disabledPhases());
  }

  private PassListener withServices(PassListener listener) {
    PassListener told = listener;
    for (PassListener service : services) {
      told = told.and(service);
    }
    return told;
  }

  /** To know the names of all rules is to make them, so that is left to where one is named. */
  private List<RuleFamilies> rules(CompileOptions options) {
    if (options.enabledRules().isEmpty() && options.disabledRules().isEmpty()) {
      return defaults;
    }
    List<RuleSet> all = List.of(
        defaults.get(0).all(), defaults.get(1).all(), defaults.get(2).all().and(LooseRules.set()));
    RuleSet.requireKnown(all, options.enabledRules());
    return RuleSet.without(all, options.disabledRules()).stream()
        .map(set -> RuleFamilies.of(set.allowing(ALLOWED, options.enabledRules())))
        .toList();
  }

  /** Without expansion nothing can be lowered, and without splitting not everything. */
  private static boolean isOptional(Pass pass) {
    return !(pass instanceof Expand) && !(pass instanceof SplitScalarCode);
  }

  private static IrGraph copy(List<Tensor> inputs, List<Tensor> outputs) {
    IrBuilder builder = new IrBuilder();
    Map<Tensor, IrValue> known = new HashMap<>();
    for (Tensor input : inputs) {
      known.put(input, builder.input(input));
    }
    return new IrGraph(builder, builder.copy(outputs, known));
  }

  private static Kernels lower(
      IrGraph graph, List<Requirement> requirements, CompileListener listener) {
    long start = System.nanoTime();
    DimUnifier dims = new DimUnifier();
    for (Requirement requirement : requirements) {
      dims.unify(requirement.left(), requirement.right());
    }
    Fusion fusion = Fuser.fuse(graph, dims, Fuser.MAX_WEIGHT);
    long fused = System.nanoTime();
    Kernels kernels = Lowering.lower(graph, fusion, dims, requirements);
    if (listener != CompileListener.NONE) {
      listener.lowered("fuse", fusion.groups().size() + " groups\n", fused - start);
      listener.lowered("lower", print(kernels), System.nanoTime() - fused);
    }
    return kernels;
  }

  /** Every call; the code of a function where it is called first. */
  private static String print(Kernels kernels) {
    StringBuilder text = new StringBuilder();
    Map<LoopFunction, Integer> numbers = new IdentityHashMap<>();
    for (KernelCall call : kernels.calls()) {
      if (!(call.function() instanceof LoopFunction function)) {
        text.append(call.function() instanceof InBlocks ? "// product: " : "// routine: ")
            .append(call.label())
            .append('\n');
        if (call.function() instanceof InBlocks step) {
          step.epilogue()
              .ifPresent(last -> text.append("// and on each block of it\n")
                  .append(LoopPrinter.print(last.function()))
                  .append('\n'));
        }
        continue;
      }
      int next = numbers.size();
      int number = numbers.computeIfAbsent(function, unseen -> next);
      text.append("// function ")
          .append(number)
          .append(": ")
          .append(call.label())
          .append('\n');
      if (number == next) {
        text.append(LoopPrinter.print(function)).append('\n');
      }
    }
    return text.toString();
  }
}
