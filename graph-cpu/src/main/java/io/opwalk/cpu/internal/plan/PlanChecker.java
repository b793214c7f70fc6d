package io.opwalk.cpu.internal.plan;

import io.opwalk.cpu.internal.lower.Buffer;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.lower.Kernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a plan against its kernels by following what every place holds from step to step; knows
 * nothing of how the plan was made, and does not look ahead.
 *
 * <p>Found are: a read of a place that holds another buffer by then; a write to what must not be
 * written; a place too small or of another dtype; two buffers of one call in one place without the
 * kernel's consent; an output that was overwritten, or whose array serves something else.
 */
public final class PlanChecker {
  private final Plan plan;
  private final List<String> findings = new ArrayList<>();
  private final Map<Place, Buffer> contents = new HashMap<>();
  private final Map<Buffer, Place> homes = new HashMap<>();
  private final Map<Place, Buffer> resultOwners = new HashMap<>();

  private PlanChecker(Plan plan) {
    this.plan = plan;
  }

  /** What is wrong with a plan, one sentence each; empty for a correct one. */
  public static List<String> findings(Kernels kernels, Plan plan) {
    PlanChecker checker = new PlanChecker(plan);
    checker.checkAll(kernels);
    return List.copyOf(checker.findings);
  }

  /**
   * Refuses a wrong plan.
   *
   * @throws IllegalStateException with the findings and the plan
   */
  public static void check(Kernels kernels, Plan plan) {
    List<String> findings = findings(kernels, plan);
    if (!findings.isEmpty()) {
      throw new IllegalStateException("wrong plan: " + String.join("; ", findings) + "\n" + plan);
    }
  }

  private void checkAll(Kernels kernels) {
    List<KernelCall> calls = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      calls.add(step.call());
    }
    List<Buffer> returned = new ArrayList<>();
    for (Kernels.Output output : kernels.outputs()) {
      returned.add(output.buffer());
    }
    if (!calls.equals(kernels.calls())
        || returned.size() != plan.outputs().size()
        || !plan.requirements().equals(kernels.requirements())) {
      findings.add("the plan is of other kernels");
      return;
    }
    for (int i = 0; i < returned.size(); i++) {
      resultOwners.putIfAbsent(plan.outputs().get(i).place(), returned.get(i));
    }
    for (int i = 0; i < plan.steps().size(); i++) {
      checkStep("step " + i, plan.steps().get(i));
    }
    for (int i = 0; i < returned.size(); i++) {
      Plan.Output output = plan.outputs().get(i);
      String where = "output " + i;
      checkRead(where, returned.get(i), output.place());
      if (output.place().kind() == Place.Kind.SLOT) {
        findings.add(where + " is returned from " + output.place());
      }
      if (!output.shape().equals(kernels.outputs().get(i).shape())) {
        findings.add(where + " has shape " + output.shape());
      }
    }
  }

  private void checkStep(String where, Plan.Step step) {
    List<Buffer> buffers = step.call().buffers();
    if (step.places().size() != buffers.size()) {
      findings.add(where + " has " + step.places().size() + " places for " + buffers.size());
      return;
    }
    List<Integer> writes = step.call().function().written();
    Map<Place, Integer> targets = new HashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      Place place = step.places().get(writes.get(i));
      checkWrite(where, buffers.get(writes.get(i)), place);
      Integer other = targets.put(place, i);
      if (other != null && buffers.get(writes.get(other)) != buffers.get(writes.get(i))) {
        findings.add(where + " writes two buffers to " + place);
      }
    }
    for (int i = 0; i < buffers.size(); i++) {
      Place place = step.places().get(i);
      if (!step.call().function().buffers().get(i).written()) {
        checkRead(where, buffers.get(i), place);
        Integer target = targets.get(place);
        if (target != null && !mayShare(step.call(), i, target, writes.get(target))) {
          findings.add(where + " writes to " + place + " while it reads it");
        }
      }
    }
    for (int position : writes) {
      contents.put(step.places().get(position), buffers.get(position));
      homes.put(buffers.get(position), step.places().get(position));
    }
  }

  private static boolean mayShare(KernelCall call, int read, int target, int written) {
    Buffer source = call.buffers().get(read);
    Buffer result = call.buffers().get(written);
    return source == result
        || (call.inPlace().get(target).contains(read)
            && source.dtype() == result.dtype()
            && source.elements().equals(result.elements()));
  }

  private void checkRead(String where, Buffer buffer, Place place) {
    boolean right =
        place.isWritable() ? contents.get(place) == buffer : given(place) == sourceOf(buffer);
    if (!right) {
      findings.add(where + " reads " + place + ", which does not hold what it needs");
    }
  }

  private void checkWrite(String where, Buffer buffer, Place place) {
    if (!(buffer.source() instanceof Buffer.Source.Computed) || !place.isWritable()) {
      findings.add(where + " writes " + place + ", which it was given");
      return;
    }
    boolean result = place.kind() == Place.Kind.RESULT;
    List<Slot> arrays = result ? plan.results() : plan.slots();
    if (place.index() >= arrays.size() || !arrays.get(place.index()).holds(buffer)) {
      findings.add(where + " writes to " + place + ", which is too small or of another dtype");
    }
    if (result
        && (resultOwners.get(place) != buffer
            || !arrays.get(place.index()).elements().equals(buffer.elements()))) {
      findings.add(where + " writes to " + place + ", which is for another output");
    }
    Place home = homes.get(buffer);
    if (home != null && (!home.equals(place) || contents.get(place) != buffer)) {
      findings.add(where + " goes on writing a buffer that is no longer in " + place);
    }
  }

  /** What a place that is not written holds: a tensor, a parameter or an array. */
  private Object given(Place place) {
    List<?> items = switch (place.kind()) {
      case FED -> plan.fed();
      case PARAMETER -> plan.parameters();
      case CONSTANT -> plan.constants();
      case SLOT, RESULT -> List.of();
    };
    return place.index() < items.size() ? items.get(place.index()) : null;
  }

  private static Object sourceOf(Buffer buffer) {
    if (buffer.source() instanceof Buffer.Source.Fed fed) {
      return fed.tensor();
    }
    if (buffer.source() instanceof Buffer.Source.Stored stored) {
      return stored.slot();
    }
    if (buffer.source() instanceof Buffer.Source.Known known) {
      return known.value();
    }
    return buffer;
  }
}
