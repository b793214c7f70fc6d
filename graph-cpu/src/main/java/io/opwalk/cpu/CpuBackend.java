package io.opwalk.cpu;

import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.emit.KernelCache;
import io.opwalk.cpu.internal.emit.Tiers;
import io.opwalk.cpu.internal.emit.VectorUnit;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.cpu.internal.pipeline.Compiler;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.cpu.internal.plan.PlanChecker;
import io.opwalk.cpu.internal.plan.Planner;
import io.opwalk.cpu.internal.product.Products;
import io.opwalk.cpu.internal.run.CpuFunction;
import io.opwalk.cpu.internal.run.EvaluateCache;
import io.opwalk.cpu.internal.run.HelperThreads;
import io.opwalk.cpu.internal.run.Helpers;
import io.opwalk.cpu.internal.run.Program;
import io.opwalk.cpu.internal.run.ProgramLimits;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileListener;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.FeedBinding;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compiles graphs to loops over Java arrays, and runs them in the calling thread, with others that
 * help where there is much to do. Its results are, bit for bit, those of the reference backend, but
 * where a rule of the phase {@code stable} computes something nearer to the true value:
 * {@code log(1 + x)} by {@code log1p}.
 *
 * <pre>{@code
 * Backend cpu = new CpuBackend();
 * y.evaluate(feed(x, image), cpu);
 * CompiledFunction f = cpu.compile(List.of(x), List.of(y), CompileOptions.defaults());
 * }</pre>
 *
 * <p>Thread-safe. Each backend has caches of its own, of kernels and of what {@code evaluate}
 * compiled; {@link CpuOptions} says how large.
 */
public final class CpuBackend implements Backend {
  private final Compiler compiler = new Compiler();
  private final KernelCache kernels;
  private final EvaluateCache evaluated;
  private final ProgramLimits limits;

  /** A backend with the default options. */
  public CpuBackend() {
    this(CpuOptions.defaults());
  }

  /**
   * A backend with options.
   *
   * @throws IllegalStateException where they ask for {@link Tier#VECTOR} and the JVM was started
   *     without the module
   */
  public CpuBackend(CpuOptions options) {
    Tiers tiers = tiers(options.tier());
    Announcement.begin(options.tier());
    this.kernels = new KernelCache(options.kernelCacheSize(), emitted -> {}, tiers);
    this.evaluated = new EvaluateCache(options.evaluateCacheSize());
    this.limits = new ProgramLimits(
        options.idleWorkspaces(),
        options.rememberedShapes(),
        helpers(options),
        options.parts(),
        new Products(tiers));
  }

  private static Tiers tiers(Tier tier) {
    return switch (tier) {
      case SCALAR -> Tiers.SCALAR;
      case ADAPTIVE ->
        VectorUnit.isThere() && VectorUnit.isCompiled() ? Tiers.adaptive() : Tiers.SCALAR;
      case VECTOR -> {
        if (!VectorUnit.isThere()) {
          throw new IllegalStateException(
              "Tier.VECTOR needs a JVM that was started with " + VectorUnit.FLAG);
        }
        yield Tiers.VECTOR;
      }
    };
  }

  private static Helpers helpers(CpuOptions options) {
    int most = options.threads() - 1;
    if (most == 0) {
      return Helpers.NONE;
    }
    return options
        .executor()
        .map(executor -> Helpers.of(executor, most))
        .orElseGet(() -> new HelperThreads(most));
  }

  @Override
  public String name() {
    return "cpu";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where there are no outputs, or the options name a rule or a
   *     phase that there is not
   * @throws io.opwalk.CompileException where a phase fails, which is not the user's fault
   */
  @Override
  public CompiledFunction compile(
      List<Tensor> inputs, List<Tensor> outputs, CompileOptions options) {
    Objects.requireNonNull(options, "options");
    FeedBinding binding = FeedBinding.of(inputs, outputs);
    Plan plan = plan(binding.inputs(), outputs, options);
    Program program = program(plan, binding.inputs(), options);
    return new CpuFunction(binding, outputs, plan, program);
  }

  @Override
  public List<NDArray> evaluate(List<Tensor> outputs, Feed feed) {
    if (feed == null) {
      throw new FeedException(
          "no feed (null) was given; an evaluation that feeds nothing takes Feed.empty()");
    }
    return evaluated
        .get(outputs, feed.tensors(), () -> evaluation(outputs, feed))
        .call(feed, () -> binding(outputs, feed));
  }

  private Program evaluation(List<Tensor> outputs, Feed feed) {
    FeedBinding binding = binding(outputs, feed);
    binding.checkEachNeeded();
    CompileOptions options = CompileOptions.defaults();
    return program(plan(binding.inputs(), outputs, options), binding.inputs(), options);
  }

  /** Made anew where it is needed: a cached program must not hold the tensors, and this does. */
  private static FeedBinding binding(List<Tensor> outputs, Feed feed) {
    return FeedBinding.of(List.copyOf(feed.tensors()), outputs);
  }

  private Plan plan(List<Tensor> inputs, List<Tensor> outputs, CompileOptions options) {
    Kernels lowered = compiler.compile(inputs, outputs, options);
    long start = System.nanoTime();
    Plan plan = Planner.plan(lowered);
    PlanChecker.check(lowered, plan);
    if (options.listener() != CompileListener.NONE) {
      options.listener().lowered("plan", plan.toString(), System.nanoTime() - start);
    }
    return plan;
  }

  private Kernel kernel(LoopFunction function, Map<LoopFunction, Kernel> known) {
    Kernel kernel = known.get(function);
    if (kernel == null) {
      kernel = kernels.kernel(function);
      known.put(function, kernel);
    }
    return kernel;
  }

  private Program program(Plan plan, List<Tensor> inputs, CompileOptions options) {
    long start = System.nanoTime();
    // Equal functions are one object already, and hashing one takes as long as reading it.
    Map<LoopFunction, Kernel> code = new IdentityHashMap<>();
    Program program = new Program(
        plan,
        inputs,
        function -> kernel(function, code),
        body -> program(plan(body.inputs(), body.outputs(), options), body.inputs(), options),
        limits);
    if (options.listener() != CompileListener.NONE) {
      String made = plan.steps().size() + " steps, " + code.size() + " kernels";
      options.listener().lowered("emit", made, System.nanoTime() - start);
    }
    return program;
  }
}
