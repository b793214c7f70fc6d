package io.opwalk.cpu.internal.run;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.spi.CallArrays;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.FeedBinding;
import io.opwalk.spi.PreparedCall;
import io.opwalk.state.ParameterUpdater;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program with the tensors it is a function of, which live as long as it does. */
public final class CpuFunction implements CompiledFunction {
  /** The JIT's last tier takes what was called some thousand times, or went round as often. */
  private static final int WARM_CALLS = 10_000;

  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final FeedBinding binding;
  private final List<Tensor> outputs;
  private final Plan plan;
  private final Program program;

  /** Of a program made from the plan, with the inputs of the binding. */
  public CpuFunction(FeedBinding binding, List<Tensor> outputs, Plan plan, Program program) {
    this.binding = binding;
    this.outputs = List.copyOf(outputs);
    this.plan = plan;
    this.program = program;
  }

  @Override
  public List<Tensor> inputs() {
    return binding.inputs();
  }

  @Override
  public List<Tensor> outputs() {
    return outputs;
  }

  @Override
  public List<NDArray> call(Feed feed) {
    return program.call(feed, () -> binding);
  }

  @Override
  public List<NDArray> call(Feed feed, ParameterUpdater updater) {
    return program.call(feed, () -> binding, updater);
  }

  /** Calls for as long as it takes the JIT to compile what is called often. */
  @Override
  public void warmUp(Feed example) {
    call(example);
    program.warmUp();
    long start = System.nanoTime();
    for (int i = 0; i < WARM_CALLS && System.nanoTime() - start < WARM_NANOS; i++) {
      call(example);
    }
  }

  @Override
  public PreparedCall prepare(CallArrays arrays) {
    return program.prepare(arrays, binding, outputs);
  }

  @Override
  public String describe() {
    return plan.toString();
  }
}
