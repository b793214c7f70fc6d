package io.opwalk.cpu.internal.plan;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.lower.Buffer;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.state.ParameterSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every buffer its place, in one walk over the steps.
 *
 * <p>A computed buffer holds its slot from the first step that writes it to the last step that uses
 * it. A buffer that is returned has an array of its own throughout, since the caller keeps it.
 */
public final class Planner {
  private final Kernels kernels;
  private final Map<Buffer, Integer> lastUse = new HashMap<>();
  private final Set<Buffer> returned = new HashSet<>();

  private final SlotAllocator allocator = new SlotAllocator();
  private final Map<Buffer, Place> places = new HashMap<>();
  private final Map<Object, Place> sources = new IdentityHashMap<>();
  private final List<Tensor> fed = new ArrayList<>();
  private final List<ParameterSlot> parameters = new ArrayList<>();
  private final List<NDArray> constants = new ArrayList<>();
  private final List<Slot> results = new ArrayList<>();

  private Planner(Kernels kernels) {
    this.kernels = kernels;
    for (int i = 0; i < kernels.calls().size(); i++) {
      for (Buffer buffer : kernels.calls().get(i).buffers()) {
        lastUse.put(buffer, i);
      }
    }
    for (Kernels.Output output : kernels.outputs()) {
      returned.add(output.buffer());
    }
  }

  /**
   * The plan of a computation.
   *
   * @throws IllegalArgumentException where a buffer is read before it is written, or one that is
   *     not computed is written
   */
  public static Plan plan(Kernels kernels) {
    return new Planner(kernels).plan();
  }

  private Plan plan() {
    List<Plan.Step> steps = new ArrayList<>(kernels.calls().size());
    for (int i = 0; i < kernels.calls().size(); i++) {
      steps.add(step(i, kernels.calls().get(i)));
    }
    List<Plan.Output> outputs = new ArrayList<>();
    for (Kernels.Output output : kernels.outputs()) {
      outputs.add(new Plan.Output(placeOf(output.buffer(), "the outputs"), output.shape()));
    }
    return new Plan(
        fed,
        parameters,
        constants,
        allocator.slots(),
        results,
        steps,
        outputs,
        kernels.requirements());
  }

  private Plan.Step step(int number, KernelCall call) {
    List<Buffer> buffers = call.buffers();
    List<Integer> writes = call.function().written();
    Set<Buffer> givenUp = new HashSet<>();
    Place[] arguments = new Place[buffers.size()];
    for (int i = 0; i < arguments.length; i++) {
      if (!call.function().buffers().get(i).written()) {
        arguments[i] = placeOf(buffers.get(i), call.label());
      }
    }
    for (int i = 0; i < writes.size(); i++) {
      Buffer target = buffers.get(writes.get(i));
      if (!(target.source() instanceof Buffer.Source.Computed)) {
        throw new IllegalArgumentException("writes what it was given: " + call.label());
      }
      if (!places.containsKey(target)) {
        places.put(target, newPlace(number, call, target, call.inPlace().get(i), givenUp));
      }
      arguments[writes.get(i)] = places.get(target);
    }
    for (Buffer buffer : buffers) {
      release(number, buffer, givenUp);
    }
    return new Plan.Step(call, List.of(arguments));
  }

  private Place newPlace(
      int step, KernelCall call, Buffer target, List<Integer> shareable, Set<Buffer> givenUp) {
    if (returned.contains(target)) {
      results.add(new Slot(target.dtype(), target.elements()));
      return new Place(Place.Kind.RESULT, results.size() - 1);
    }
    for (int position : shareable) {
      Buffer source = call.buffers().get(position);
      if (mayTakeOver(step, call, source, target, shareable) && givenUp.add(source)) {
        return places.get(source);
      }
    }
    return new Place(Place.Kind.SLOT, allocator.acquire(target.dtype(), target.elements()));
  }

  /** Whether the source's slot is free for the target once each element of it has been read. */
  private boolean mayTakeOver(
      int step, KernelCall call, Buffer source, Buffer target, List<Integer> shareable) {
    Place place = places.get(source);
    if (place == null
        || place.kind() != Place.Kind.SLOT
        || lastUse.get(source) != step
        || source.dtype() != target.dtype()
        || !source.elements().equals(target.elements())) {
      return false;
    }
    for (int i = 0; i < call.buffers().size(); i++) {
      if (call.buffers().get(i) == source && !shareable.contains(i)) {
        return false;
      }
    }
    return true;
  }

  private void release(int step, Buffer buffer, Set<Buffer> givenUp) {
    if (lastUse.get(buffer) == step
        && buffer.source() instanceof Buffer.Source.Computed
        && !returned.contains(buffer)) {
      Place place = places.remove(buffer);
      if (place != null && !givenUp.contains(buffer)) {
        allocator.release(place.index());
      }
    }
  }

  private Place placeOf(Buffer buffer, String user) {
    Place place = places.get(buffer);
    if (place != null) {
      return place;
    }
    Place made = source(buffer.source());
    if (made == null) {
      throw new IllegalArgumentException("read before it is written: a buffer of " + user);
    }
    places.put(buffer, made);
    return made;
  }

  /** The place of what is not computed; null for what is. */
  private Place source(Buffer.Source source) {
    if (source instanceof Buffer.Source.Fed given) {
      return source(Place.Kind.FED, given.tensor(), fed);
    }
    if (source instanceof Buffer.Source.Stored stored) {
      return source(Place.Kind.PARAMETER, stored.slot(), parameters);
    }
    if (source instanceof Buffer.Source.Known known) {
      return source(Place.Kind.CONSTANT, known.value(), constants);
    }
    return null;
  }

  private <T> Place source(Place.Kind kind, T item, List<T> items) {
    Place place = sources.get(item);
    if (place == null) {
      items.add(item);
      place = new Place(kind, items.size() - 1);
      sources.put(item, place);
    }
    return place;
  }
}
