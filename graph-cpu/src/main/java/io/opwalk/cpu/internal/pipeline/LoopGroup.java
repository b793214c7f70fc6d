package io.opwalk.cpu.internal.pipeline;

import io.opwalk.Tensor;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Loop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Loops that take the same steps, what is read of them, and the one loop that serves all. */
final class LoopGroup {
  private final Loop loop;
  private int members;

  /** The carried values that are read after the last step. */
  private final Set<Integer> finals = new TreeSet<>();

  /** The values that steps give out and that are read. */
  private final Set<Tensor> given = new LinkedHashSet<>();

  private boolean used;
  private Merged merged;

  /** What two loops have in common that can be one. */
  record Key(Loop steps, List<IrValue> inputs) {}

  private record Merged(Loop loop, List<Integer> inputs, List<Integer> carried) {}

  LoopGroup(Loop loop) {
    this.loop = loop;
  }

  static Key key(Loop loop, List<IrValue> inputs) {
    return new Key(
        new Loop(
            loop.body().withOutputs(loop.body().outputs().subList(0, loop.carried())),
            loop.sequences(),
            loop.carried(),
            loop.condition(),
            loop.steps(),
            loop.reverse(),
            loop.ranged(),
            OptionalLong.empty()),
        inputs);
  }

  void add() {
    members++;
  }

  /** Notes that one more member has been visited; whether it was the last. */
  boolean visited() {
    members--;
    return members == 0;
  }

  /** Notes that an output of a member is read. */
  void use(Loop member, int output) {
    used = true;
    int results = member.body().outputs().size();
    if (output < member.carried()) {
      finals.add(output);
    } else if (output < results) {
      given.add(member.body().outputs().get(output));
    }
  }

  /** Whether nothing is read of any member. */
  boolean isDead() {
    return !used;
  }

  /** The loop that serves all members. */
  Loop merged() {
    return result().loop();
  }

  /** Which of the members' inputs it takes. */
  List<Integer> keptInputs() {
    return result().inputs();
  }

  /** Where it has the value of a member's output; -1 where that is not read. */
  int position(Loop member, int output) {
    Merged result = result();
    int results = member.body().outputs().size();
    if (output < member.carried()) {
      return finals.contains(output) ? result.carried().indexOf(output) : -1;
    }
    if (output == results) {
      return result.loop().body().outputs().size();
    }
    int index = List.copyOf(given).indexOf(member.body().outputs().get(output));
    return index < 0 ? -1 : result.carried().size() + index;
  }

  private Merged result() {
    if (merged == null) {
      merged = merge();
    }
    return merged;
  }

  private Merged merge() {
    List<Integer> carried = List.copyOf(live());
    List<Tensor> outputs = new ArrayList<>();
    carried.forEach(i -> outputs.add(loop.body().outputs().get(i)));
    outputs.addAll(given);
    List<Integer> needed = needed(carried, outputs);
    try {
      return new Merged(build(carried, needed, outputs), inputs(needed), carried);
    } catch (IllegalArgumentException sizeLost) {
      // An input that is not read may be the only one that tells a size.
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < loop.body().inputs().size(); i++) {
        boolean dropped = isCarried(i) && !carried.contains(i - loop.sequences());
        if (!dropped) {
          all.add(i);
        }
      }
      return new Merged(build(carried, all, outputs), inputs(all), carried);
    }
  }

  private boolean isCarried(int input) {
    return input >= loop.sequences() && input < loop.sequences() + loop.carried();
  }

  /** The carried values that something read depends on. */
  private Set<Integer> live() {
    Set<Integer> live = new TreeSet<>(finals);
    loop.condition().ifPresent(test -> {
      Set<Tensor> asked = test.used();
      for (int i = 0; i < loop.carried(); i++) {
        if (asked.contains(test.inputs().get(i))) {
          live.add(i);
        }
      }
    });
    int before;
    do {
      before = live.size();
      List<Tensor> outputs = new ArrayList<>(given);
      live.forEach(i -> outputs.add(loop.body().outputs().get(i)));
      Set<Tensor> read = loop.body().withOutputs(outputs).used();
      for (int i = 0; i < loop.carried(); i++) {
        if (read.contains(loop.body().inputs().get(loop.sequences() + i))) {
          live.add(i);
        }
      }
    } while (live.size() > before);
    return live;
  }

  /** The inputs of the body that are needed. */
  private List<Integer> needed(List<Integer> carried, List<Tensor> outputs) {
    Set<Tensor> read = new HashSet<>(loop.body().withOutputs(outputs).used());
    loop.condition().ifPresent(test -> {
      Set<Tensor> asked = test.used();
      for (int i = loop.carried(); i < test.inputs().size(); i++) {
        if (asked.contains(test.inputs().get(i))) {
          read.add(loop.body().inputs().get(loop.sequences() + i));
        }
      }
    });
    List<Integer> needed = new ArrayList<>();
    for (int i = 0; i < loop.body().inputs().size(); i++) {
      boolean kept = isCarried(i)
          ? carried.contains(i - loop.sequences())
          : read.contains(loop.body().inputs().get(i));
      if (kept) {
        needed.add(i);
      }
    }
    boolean lengthLost = needed.stream().noneMatch(i -> i < loop.sequences());
    if (lengthLost && loop.sequences() > 0) {
      needed.add(0, 0);
    }
    return needed;
  }

  /** The inputs of the loop, for those of its body. */
  private List<Integer> inputs(List<Integer> needed) {
    List<Integer> inputs = new ArrayList<>(needed);
    if (loop.ranged()) {
      inputs.add(loop.body().inputs().size());
      inputs.add(loop.body().inputs().size() + 1);
    }
    return inputs;
  }

  private Loop build(List<Integer> carried, List<Integer> needed, List<Tensor> outputs) {
    Body body = loop.body();
    List<Tensor> inputs = needed.stream().map(body.inputs()::get).toList();
    Optional<Body> condition = loop.condition().map(test -> {
      List<Tensor> tested = needed.stream()
          .filter(i -> i >= loop.sequences())
          .map(i -> test.inputs().get(i - loop.sequences()))
          .toList();
      return new Body(test.name(), tested, test.outputs());
    });
    return new Loop(
        new Body(body.name(), inputs, outputs),
        (int) needed.stream().filter(i -> i < loop.sequences()).count(),
        carried.size(),
        condition,
        loop.steps(),
        loop.reverse(),
        loop.ranged(),
        OptionalLong.empty());
  }
}
