package io.opwalk.cpu.internal.run;

import io.opwalk.DType;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterView;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.util.List;

/**
 * The arrays of one call, by place: mutable, and used by one thread at a time. Between calls it
 * keeps its slots, whose contents mean nothing, and nothing that a caller gave or got.
 */
final class Workspace {
  private final Object[] arrays;
  private final Step[] steps;
  private final Wiring wiring;

  /** The arrays of each step, which are those of its places. */
  private final Object[][] arguments;

  private final ParameterView parameters;
  private final Team team;
  private final SoftReference<Workspace> reference = new SoftReference<>(this);

  /** The sizes that the slots are known to suffice for. */
  private CallSizes prepared;

  /** The step that runs, or ran last. */
  private int at;

  /** With these arrays to start from, null where there is none yet. */
  Workspace(
      Object[] initial, Step[] steps, Wiring wiring, List<ParameterSlot> slots, Helpers helpers) {
    this.arrays = new Object[initial.length];
    this.steps = new Step[steps.length];
    for (int i = 0; i < steps.length; i++) {
      this.steps[i] = steps[i].ofOneCaller();
    }
    this.wiring = wiring;
    this.arguments = wiring.arguments();
    this.parameters = new ParameterView(slots);
    this.team = helpers.most() == 0 ? null : new Team(helpers);
    for (int place = 0; place < initial.length; place++) {
      set(place, initial[place]);
    }
  }

  /** How an idle workspace is held: it gives way before memory runs out. */
  SoftReference<Workspace> reference() {
    return reference;
  }

  Object get(int place) {
    return arrays[place];
  }

  void set(int place, Object array) {
    arrays[place] = array;
    wiring.set(arguments, place, array);
  }

  boolean isPreparedFor(CallSizes sizes) {
    return prepared == sizes;
  }

  void prepared(CallSizes sizes) {
    prepared = sizes;
  }

  /** The values of the parameters, as this workspace has seen them. */
  ParameterView parameters() {
    return parameters;
  }

  /** Makes sure that the array at a place has at least so many elements. */
  void reserve(int place, DType dtype, int elements) {
    if (arrays[place] == null || Array.getLength(arrays[place]) < elements) {
      set(place, null);
      set(place, allocate(dtype, elements));
    }
  }

  /** Forgets the arrays of some places, and the values of parameters. */
  void clear(int from, int to) {
    for (int place = from; place < to; place++) {
      set(place, null);
    }
    parameters.forget();
  }

  /** Says that the array at a place stays as it is, whatever is run, until {@link #release}. */
  void hold(int place) {
    wiring.hold(steps, place);
  }

  /** Says that arrays that were held may change from now on. */
  void release() {
    for (Step step : steps) {
      step.kernel().release();
    }
  }

  /** Runs the steps; where one fails, {@link #at} says which. */
  void run(CallSizes sizes) {
    Stage[] stages = sizes.stages();
    int i = 0;
    try {
      for (; i < stages.length; i++) {
        Stage stage = stages[i];
        if (stage.count() == 1) {
          runPart(stage, 0);
        } else {
          runParts(stage);
        }
      }
    } catch (RuntimeException | OutOfMemoryError thrown) {
      runBefore(at, stages, i + 1);
      throw thrown;
    }
  }

  /** Runs what was put off, up to a step that failed: of several failures the first counts. */
  private void runBefore(int failed, Stage[] stages, int from) {
    for (int i = from; i < stages.length; i++) {
      for (int part = 0; part < stages[i].count(); part++) {
        if (stages[i].steps()[part] < failed) {
          runPart(stages[i], part);
        }
      }
    }
    at = failed;
  }

  private void runPart(Stage stage, int part) {
    int step = stage.steps()[part];
    at = step;
    steps[step].kernel().run(arguments[step], stage.parts()[part], steps[step].scalars());
  }

  private void runParts(Stage stage) {
    if (team == null) {
      for (int part = 0; part < stage.count(); part++) {
        runPart(stage, part);
      }
      return;
    }
    try {
      team.run(stage, steps, arguments);
    } catch (RuntimeException | Error thrown) {
      at = stage.steps()[team.failedPart()];
      throw thrown;
    }
  }

  /** The step that failed. */
  int at() {
    return at;
  }

  static Object allocate(DType dtype, int elements) {
    return switch (dtype) {
      case FLOAT64 -> new double[elements];
      case FLOAT32 -> new float[elements];
      case INT64 -> new long[elements];
      case INT32 -> new int[elements];
      case BOOL -> new boolean[elements];
    };
  }
}
