package io.opwalk.cpu.internal.run;

import io.opwalk.Dim;
import io.opwalk.EvaluationException;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.cpu.internal.lower.Buffer;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.cpu.internal.lower.Split;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.cpu.internal.plan.Slot;
import io.opwalk.spi.BoundFeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every size of a program as an expression, each distinct one once, with the words for what is
 * wrong with it. Immutable once made; holds no tensor.
 */
final class SizePlan {
  /** The longest array that every common JVM can allocate. */
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /**
   * An expression and where it came up first.
   *
   * @param kind what it is for
   */
  private record Size(Dim dim, Kind kind, String user) {}

  /** Of a step: it holds no buffer, and so no tensor. */
  private record Splittable(StepFunction function, List<Split> splits) {}

  private record Key(Dim dim, Kind kind) {
    // Written out, since a fresh JVM takes a millisecond to make these up.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && kind == that.kind && dim.equals(that.dim);
    }

    @Override
    public int hashCode() {
      return 31 * dim.hashCode() + kind.hashCode();
    }
  }

  private enum Kind {
    /** The length of an array. */
    LENGTH,
    /** The size of an axis, or how far to count. */
    SIZE,
    /** A stride or an offset: may be negative. */
    SIGNED
  }

  private record Sizes(List<Dim> dims, Set<Dim> signed) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Sizes that && dims.equals(that.dims) && signed.equals(that.signed);
    }

    @Override
    public int hashCode() {
      return 31 * dims.hashCode() + signed.hashCode();
    }
  }

  private final List<Size> sizes = new ArrayList<>();
  private final Map<Key, Integer> known = new HashMap<>();
  private final List<int[]> lists = new ArrayList<>();
  private final Map<Sizes, Integer> knownLists = new HashMap<>();
  private final List<Kernels.Requirement> requirements;
  private final List<Splittable> splittable;
  private final Parts parts;
  private final boolean isAlone;
  private final Hazards hazards;
  private final int[] steps;
  private final int[] slots;
  private final int[] results;
  private final int[][] outputs;

  /**
   * The sizes of a plan.
   *
   * @param isAlone whether one thread runs all parts
   */
  SizePlan(Plan plan, Parts parts, boolean isAlone) {
    this.parts = parts;
    this.isAlone = isAlone;
    this.hazards = new Hazards(plan);
    requirements = plan.requirements();
    splittable = new ArrayList<>();
    steps = new int[plan.steps().size()];
    for (int i = 0; i < steps.length; i++) {
      KernelCall call = plan.steps().get(i).call();
      splittable.add(new Splittable(call.function(), call.splits()));
      steps[i] = step(call);
    }
    slots = lengths(plan.slots());
    results = lengths(plan.results());
    outputs = new int[plan.outputs().size()][];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = indices(plan.outputs().get(i).shape().dims(), "output " + i);
    }
  }

  /** Lengths come first: of what is too large, the array says it best. */
  private int step(KernelCall call) {
    for (int i = 0; i < call.buffers().size(); i++) {
      Buffer buffer = call.buffers().get(i);
      if (call.function().buffers().get(i).written()) {
        index(buffer.elements(), Kind.LENGTH, call.label());
      }
    }
    Sizes of = new Sizes(call.sizes(), call.signed());
    Integer before = knownLists.get(of);
    if (before != null) {
      return before;
    }
    int[] list = new int[of.dims().size()];
    for (int i = 0; i < list.length; i++) {
      Dim dim = of.dims().get(i);
      list[i] = index(dim, of.signed().contains(dim) ? Kind.SIGNED : Kind.SIZE, call.label());
    }
    lists.add(list);
    knownLists.put(of, lists.size() - 1);
    return lists.size() - 1;
  }

  private int[] lengths(List<Slot> arrays) {
    int[] lengths = new int[arrays.size()];
    for (int i = 0; i < lengths.length; i++) {
      Slot slot = arrays.get(i);
      lengths[i] = index(slot.elements(), Kind.LENGTH, slot.toString());
    }
    return lengths;
  }

  private int[] indices(List<Dim> dims, String user) {
    int[] indices = new int[dims.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = index(dims.get(i), Kind.SIZE, user);
    }
    return indices;
  }

  private int index(Dim dim, Kind kind, String user) {
    Integer before = known.putIfAbsent(new Key(dim, kind), sizes.size());
    if (before != null) {
      return before;
    }
    sizes.add(new Size(dim, kind, user));
    return sizes.size() - 1;
  }

  /** The step that first needed an array as long as a slot, in the user's terms. */
  String slotUser(int slot) {
    return sizes.get(slots[slot]).user();
  }

  /** The step that first needed an array as long as a result, in the user's terms. */
  String resultUser(int result) {
    return sizes.get(results[result]).user();
  }

  /**
   * The sizes of a call.
   *
   * @param fed the values by input, null where there is none
   * @throws EvaluationException where a requirement does not hold, or a size is negative or too
   *     large
   */
  CallSizes evaluate(NDArray[] fed, BoundFeed bound) {
    for (Kernels.Requirement requirement : requirements) {
      check(requirement, bound);
    }
    int[] values = new int[sizes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = evaluate(sizes.get(i), bound);
    }
    int[][] arguments = pick(values, lists.toArray(new int[0][]));
    int[][][][] ofSteps = new int[steps.length][][][];
    boolean[] large = new boolean[steps.length];
    for (int i = 0; i < steps.length; i++) {
      int[] ofStep = arguments[steps[i]];
      StepFunction function = splittable.get(i).function();
      double work = function.work(ofStep);
      int[][][] split = parts.of(work, splittable.get(i).splits(), ofStep);
      boolean isWhole = isAlone && function.repeatsInParts(split[0][0]);
      ofSteps[i] = isWhole ? Parts.whole(ofStep) : split;
      large[i] = !isWhole && parts.isLarge(work);
    }
    return new CallSizes(
        CallSizes.dimsOf(fed),
        Stages.of(hazards, ofSteps, large),
        pick(values, slots),
        pick(values, results),
        pick(values, outputs));
  }

  private static int[][] pick(int[] values, int[][] lists) {
    int[][] picked = new int[lists.length][];
    for (int i = 0; i < lists.length; i++) {
      picked[i] = pick(values, lists[i]);
    }
    return picked;
  }

  private static int[] pick(int[] values, int[] indices) {
    int[] picked = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = values[indices[i]];
    }
    return picked;
  }

  private static void check(Kernels.Requirement requirement, BoundFeed bound) {
    long left = value(requirement.left(), requirement.complaint(), bound);
    long right = value(requirement.right(), requirement.complaint(), bound);
    if (left != right) {
      throw new EvaluationException(requirement.complaint() + "\n  found: " + left + " and " + right
          + Failures.feedLines(bound.feed()));
    }
  }

  private static int evaluate(Size size, BoundFeed bound) {
    long value = value(size.dim(), size.user(), bound);
    if (value < 0 && size.kind() != Kind.SIGNED) {
      throw new EvaluationException(size.user() + ": the size " + worth(size, value)
          + " is negative" + Failures.feedLines(bound.feed()));
    }
    if (size.kind() == Kind.LENGTH && value > LONGEST_ARRAY) {
      throw new EvaluationException(size.user() + ": the result needs an array of "
          + worth(size, value) + " elements, and Java's longest holds " + LONGEST_ARRAY
          + Failures.feedLines(bound.feed()));
    }
    if (value != (int) value) {
      throw new EvaluationException(size.user() + ": the size " + worth(size, value)
          + (value < 0 ? " is below " + Integer.MIN_VALUE : " is above " + Integer.MAX_VALUE)
          + Failures.feedLines(bound.feed()));
    }
    return (int) value;
  }

  private static String worth(Size size, long value) {
    return size.dim().isFixed() ? size.dim().toString() : size.dim() + " = " + value;
  }

  private static long value(Dim dim, String user, BoundFeed bound) {
    try {
      return dim.isFixed() ? dim.fixedSize().getAsLong() : dim.evaluate(bound::fittingSize);
    } catch (ArithmeticException complaint) {
      throw new EvaluationException(
          user + ": the size " + dim + " cannot be computed: " + complaint.getMessage()
              + Failures.feedLines(bound.feed()),
          complaint);
    } catch (FeedException undetermined) {
      throw new FeedException(
          user + ": " + undetermined.getMessage() + Failures.feedLines(bound.feed()));
    }
  }
}
