package io.opwalk.cpu.internal.run;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Bodies;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Product;
import io.opwalk.cpu.internal.loop.Routine;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.cpu.internal.loop.Winograd;
import io.opwalk.cpu.internal.loop.WinogradGradient;
import io.opwalk.cpu.internal.plan.Place;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.cpu.internal.plan.Slot;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Cond;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.spi.BoundFeed;
import io.opwalk.spi.CallArrays;
import io.opwalk.spi.FeedBinding;
import io.opwalk.spi.PreparedCall;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterUpdater;
import io.opwalk.state.ParameterView;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a plan becomes when its functions are code: the last of the four forms. Immutable to its
 * callers; any number of threads may call it at once, none waits for another, and what a call
 * returns is never written again.
 *
 * <p>It holds no tensor but by weak references, so that a cache may hold it under the tensors it
 * computes.
 */
public final class Program {
  private final List<WeakReference<Tensor>> inputs;
  private final int[] fed;
  private final List<ParameterSlot> parameters;
  private final List<NDArray> constants;
  private final List<DType> slots;
  private final List<DType> results;
  private final Place[] outputs;
  private final Layout layout;
  private final Step[] steps;
  private final SizePlan sizePlan;
  private final RecentSizes recentSizes;
  private final Supplier<Workspace> newWorkspace;
  private final WorkspacePool workspaces;

  /**
   * The program of a plan.
   *
   * @param inputs what calls may feed; what the plan reads is among them
   * @param code gives the kernel of a loop function
   */
  public Program(
      Plan plan, List<Tensor> inputs, Function<LoopFunction, Kernel> code, ProgramLimits limits) {
    this(plan, inputs, code, body -> missing(body), limits);
  }

  private static Program missing(Body body) {
    throw new IllegalStateException("the body " + body + " has not been compiled");
  }

  /**
   * The program of a plan with loops and conditions.
   *
   * @param inputs what calls may feed; what the plan reads is among them
   * @param code gives the kernel of a loop function
   * @param bodies gives the program of a body, of its inputs in order
   */
  public Program(
      Plan plan,
      List<Tensor> inputs,
      Function<LoopFunction, Kernel> code,
      Function<Body, Program> bodies,
      ProgramLimits limits) {
    this.inputs = new ArrayList<>(inputs.size());
    for (Tensor input : inputs) {
      this.inputs.add(new WeakReference<>(input));
    }
    this.fed = indices(plan.fed(), inputs);
    this.parameters = plan.parameters();
    this.constants = plan.constants();
    this.slots = dtypes(plan.slots());
    this.results = dtypes(plan.results());
    this.outputs = new Place[plan.outputs().size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = plan.outputs().get(i).place();
    }
    this.layout = Layout.of(plan);
    this.sizePlan = new SizePlan(plan, limits.parts(), limits.helpers().most() == 0);
    this.steps = new Step[plan.steps().size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = step(plan.steps().get(i), code, bodies, limits);
    }
    if (limits.helpers().most() == 0) {
      leaveToLoops(plan.steps());
    }
    this.recentSizes = new RecentSizes(limits.rememberedShapes());
    Object[] initial = new Object[layout.size()];
    for (int i = 0; i < constants.size(); i++) {
      initial[i] = constants.get(i).backing();
    }
    Wiring wiring = new Wiring(steps, layout.size());
    this.newWorkspace = () -> new Workspace(initial, steps, wiring, parameters, limits.helpers());
    this.workspaces = new WorkspacePool(limits.idleWorkspaces(), newWorkspace);
  }

  private static int[] indices(List<Tensor> fed, List<Tensor> inputs) {
    Map<Tensor, Integer> indices = new HashMap<>();
    for (Tensor input : inputs) {
      indices.put(input, indices.size());
    }
    int[] found = new int[fed.size()];
    for (int i = 0; i < found.length; i++) {
      Integer index = indices.get(fed.get(i));
      if (index == null) {
        throw new IllegalArgumentException("the plan reads what is not an input: " + fed.get(i));
      }
      found[i] = index;
    }
    return found;
  }

  private static List<DType> dtypes(List<Slot> slots) {
    List<DType> dtypes = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      dtypes.add(slot.dtype());
    }
    return dtypes;
  }

  private static Kernel kernel(
      StepFunction function,
      Function<LoopFunction, Kernel> code,
      Function<Body, Program> programs,
      ProgramLimits limits) {
    if (function instanceof LoopFunction loops) {
      return code.apply(loops);
    }
    if (function instanceof Product product) {
      return limits.products().kernel(product, code);
    }
    if (function instanceof Winograd winograd) {
      return limits.winograds().kernel(winograd, code);
    }
    if (function instanceof WinogradGradient gradient) {
      return limits.winograds().kernel(gradient, code);
    }
    if (function instanceof Bodies bodies) {
      Function<Body, BodyProgram> compiled = body -> new BodyProgram(body, programs.apply(body));
      return bodies.op() instanceof Loop loop
          ? new LoopKernel(loop, bodies, compiled, feeding(bodies, code, limits))
          : new CondKernel((Cond) bodies.op(), bodies, compiled);
    }
    return new RoutineKernel((Routine) function);
  }

  /** What runs the product that is left to a loop; null where none is. */
  private static Kernel feeding(
      Bodies bodies, Function<LoopFunction, Kernel> code, ProgramLimits limits) {
    return bodies.feed().isPresent() && limits.helpers().most() == 0
        ? limits.products().kernel(bodies.feed().get().product().withChangingRight(), code)
        : null;
  }

  /** Has products that loops run do nothing of their own. Where threads help they are run whole. */
  private void leaveToLoops(List<Plan.Step> planned) {
    for (int i = 0; i < steps.length; i++) {
      if (planned.get(i).call().function() instanceof Bodies bodies
          && bodies.feed().isPresent()) {
        Place sequence = planned.get(i).places().get(bodies.feed().get().sequence());
        int maker = i - 1;
        while (!LeftToLoop.makes(planned.get(maker), sequence)) {
          maker--;
        }
        steps[maker] = LeftToLoop.of(planned.get(maker), steps[maker]);
      }
    }
  }

  private Step step(
      Plan.Step step,
      Function<LoopFunction, Kernel> code,
      Function<Body, Program> bodies,
      ProgramLimits limits) {
    int[] places = new int[step.places().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = layout.at(step.places().get(i));
    }
    long[] scalars = new long[step.call().scalars().size()];
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = step.call().scalars().get(i);
    }
    return new Step(
        kernel(step.call().function(), code, bodies, limits),
        places,
        scalars,
        step.call().label());
  }

  /**
   * Runs the steps.
   *
   * @param binding checks a feed whose shapes were not seen lately; of this program's inputs
   * @return the outputs in order
   * @throws io.opwalk.FeedException where the feed does not fit
   * @throws io.opwalk.EvaluationException where sizes disagree or are impossible, or a step fails
   */
  public List<NDArray> call(Feed feed, Supplier<FeedBinding> binding) {
    return call(feed, binding, null);
  }

  /**
   * As {@link #call(Feed, Supplier)}.
   *
   * @param updater who is to publish results as values of parameters; null where nobody is
   */
  public List<NDArray> call(Feed feed, Supplier<FeedBinding> binding, ParameterUpdater updater) {
    NDArray[] values = new NDArray[inputs.size()];
    CallSizes sizes = collect(feed, values) ? recentSizes.find(values) : null;
    if (sizes == null) {
      sizes = sizePlan.evaluate(values, binding.get().bind(feed));
      recentSizes.add(sizes);
    }
    Workspace workspace = workspaces.borrow();
    prepare(workspace, sizes, feed);
    feed(workspace, values);
    readParameters(workspace, updater);
    int firstResult = layout.first(Place.Kind.RESULT);
    for (int i = 0; i < results.size(); i++) {
      try {
        workspace.set(firstResult + i, newResult(results.get(i), sizes.result(i), updater));
      } catch (OutOfMemoryError thrown) {
        throw Failures.ofStep(sizePlan.resultUser(i), feed, thrown);
      }
    }
    run(workspace, sizes, feed);
    NDArray[] returned = new NDArray[outputs.length];
    for (int i = 0; i < returned.length; i++) {
      returned[i] = output(outputs[i], sizes.output(i), workspace, values);
    }
    close(workspace);
    return List.of(returned);
  }

  /**
   * A call over the caller's arrays, which has a workspace of its own.
   *
   * @param arrays those of the inputs and outputs; not checked yet
   * @param fetched the outputs, in order
   */
  PreparedCall prepare(CallArrays arrays, FeedBinding binding, List<Tensor> fetched) {
    Feed feed = arrays.inputs();
    BoundFeed bound = binding.bind(feed);
    NDArray[] values = new NDArray[inputs.size()];
    collect(feed, values);
    CallSizes sizes = sizePlan.evaluate(values, bound);
    arrays.bind(binding, fetched);
    Workspace workspace = newWorkspace.get();
    prepare(workspace, sizes, feed);
    feed(workspace, values);
    CpuCall call = new CpuCall(this, workspace, sizes, feed);
    for (int i = 0; i < outputs.length; i++) {
      int place = layout.at(outputs[i]);
      Object array = arrays.output(fetched.get(i));
      if (outputs[i].kind() == Place.Kind.RESULT && workspace.get(place) == null) {
        workspace.set(place, array);
      } else {
        call.copyAfterwards(place, array);
      }
    }
    return call;
  }

  /** Takes the values of the inputs from the feed; whether it has no others. */
  private boolean collect(Feed feed, NDArray[] values) {
    if (feed == null) {
      return false;
    }
    int found = 0;
    for (int i = 0; i < values.length; i++) {
      Tensor input = inputs.get(i).get();
      values[i] = input == null ? null : feed.get(input).orElse(null);
      found += values[i] == null ? 0 : 1;
    }
    return found == feed.tensors().size();
  }

  private void feed(Workspace workspace, NDArray[] values) {
    int firstFed = layout.first(Place.Kind.FED);
    for (int i = 0; i < fed.length; i++) {
      workspace.set(firstFed + i, values[fed[i]].backing());
    }
  }

  private Object newResult(DType dtype, int elements, ParameterUpdater updater) {
    if (updater == null) {
      return Workspace.allocate(dtype, elements);
    }
    Object array = updater.array(dtype, elements, () -> Workspace.allocate(dtype, elements));
    // It may have been a parameter's.
    for (Step step : steps) {
      step.kernel().forget(array);
    }
    return array;
  }

  /**
   * Gives a workspace the values that the parameters have now.
   *
   * @param updater who reads them, or null
   */
  void readParameters(Workspace workspace, ParameterUpdater updater) {
    ParameterView view = workspace.parameters();
    if (view.refresh(updater)) {
      int firstParameter = layout.first(Place.Kind.PARAMETER);
      for (int i = 0; i < parameters.size(); i++) {
        workspace.set(firstParameter + i, view.get(i).backing());
      }
    }
  }

  private void prepare(Workspace workspace, CallSizes sizes, Feed feed) {
    if (workspace.isPreparedFor(sizes)) {
      return;
    }
    int first = layout.first(Place.Kind.SLOT);
    for (int i = 0; i < slots.size(); i++) {
      try {
        workspace.reserve(first + i, slots.get(i), sizes.slot(i));
      } catch (OutOfMemoryError thrown) {
        throw Failures.ofStep(sizePlan.slotUser(i), feed, thrown);
      }
    }
    workspace.prepared(sizes);
  }

  /** Has all kernels settle on the fastest code for arguments like those of the last call. */
  void warmUp() {
    for (Step step : steps) {
      step.kernel().warmUp();
    }
  }

  /** The sizes for values of these shapes. */
  CallSizes sizes(NDArray[] values, BoundFeed bound) {
    return sizePlan.evaluate(values, bound);
  }

  /** Opens a session, which runs this program any number of times for values of one size. */
  Session open(CallSizes sizes) {
    Workspace workspace = workspaces.borrow();
    prepare(workspace, sizes, Feed.empty());
    return new Session(layout, steps, fed, inputs.size(), outputs, results, sizes, workspace);
  }

  /** Takes back what a session used. */
  void close(Workspace workspace) {
    workspace.release();
    workspace.clear(layout.first(Place.Kind.FED), layout.size());
    workspaces.giveBack(workspace);
  }

  void run(Workspace workspace, CallSizes sizes, Feed feed) {
    try {
      workspace.run(sizes);
    } catch (RuntimeException | OutOfMemoryError thrown) {
      throw Failures.ofStep(steps[workspace.at()].label(), feed, thrown);
    }
  }

  private NDArray output(Place place, int[] dims, Workspace workspace, NDArray[] values) {
    return switch (place.kind()) {
      case RESULT -> NDArray.wrap(workspace.get(layout.at(place)), dims);
      case FED -> shaped(values[fed[place.index()]], dims);
      case PARAMETER -> shaped(workspace.parameters().get(place.index()), dims);
      case CONSTANT -> shaped(constants.get(place.index()), dims);
      case SLOT -> throw new IllegalStateException("a slot is never returned");
    };
  }

  private static NDArray shaped(NDArray value, int[] dims) {
    return value.rank() == dims.length && CallSizes.hasDims(value, dims)
        ? value
        : value.reshape(dims);
  }
}
