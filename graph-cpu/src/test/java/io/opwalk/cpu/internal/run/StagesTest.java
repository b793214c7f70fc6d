package io.opwalk.cpu.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import io.opwalk.cpu.internal.loop.Routine;
import io.opwalk.cpu.internal.lower.Buffer;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.plan.Place;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.cpu.internal.plan.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order steps run, told from which slots they read and write. */
class StagesTest {
  private final List<Plan.Step> steps = new ArrayList<>();

  /** A step that writes one slot and reads others. */
  private void step(int written, Integer... read) {
    TensorType type = new TensorType(DType.FLOAT64, Shape.of(Dim.of(1)));
    List<Place> places = new ArrayList<>();
    List<TensorType> inputs = new ArrayList<>();
    for (int slot : read) {
      places.add(new Place(Place.Kind.SLOT, slot));
      inputs.add(type);
    }
    places.add(new Place(Place.Kind.SLOT, written));
    List<Buffer> buffers = places.stream()
        .map(place -> new Buffer(DType.FLOAT64, Dim.of(1), new Buffer.Source.Computed()))
        .toList();
    Routine routine = new Routine(inputs, List.of(type), values -> values);
    KernelCall call =
        new KernelCall(routine, buffers, List.of(), List.of(), List.of(List.of()), "");
    steps.add(new Plan.Step(call, places));
  }

  /** The steps that run at once, by stage. */
  private String stages(boolean... large) {
    int[][][][] parts = new int[large.length][][][];
    Arrays.setAll(parts, i -> Parts.whole(new int[] {i}));
    return stages(parts, large);
  }

  private String stages(int[][][][] parts, boolean... large) {
    Plan plan = new Plan(
        List.of(),
        List.of(),
        List.of(),
        List.of(new Slot(DType.FLOAT64, Dim.of(1))),
        List.of(),
        steps,
        List.of(),
        List.of());
    List<String> text = new ArrayList<>();
    for (Stage stage : Stages.of(new Hazards(plan), parts, large)) {
      text.add(Arrays.toString(stage.steps()));
    }
    return String.join(" ", text);
  }

  @Test
  void smallStepsKeepTheirOrder() {
    step(1, 0);
    step(2, 0);
    step(3, 1, 2);
    assertEquals("[0] [1] [2]", stages(false, false, false));
    assertEquals("[0] [1] [2]", stages(true, false, false));
  }

  @Test
  void largeOnesRunAtOnceWhereNoneNeedsTheOther() {
    step(1, 0);
    step(2, 0);
    step(3, 1, 2);
    assertEquals("[0, 1] [2]", stages(true, true, true));
  }

  @Test
  void aLargeOneIsPutOffForWhatAnotherOneNeeds() {
    step(1, 0);
    step(2, 0);
    step(3, 2);
    step(4, 1, 3);
    assertEquals("[1] [0, 2] [3]", stages(true, false, true, false));
  }

  @Test
  void aSlotIsNotWrittenBeforeItWasRead() {
    step(1, 0);
    step(2, 1);
    step(1, 0);
    step(3, 1);
    assertEquals("[0] [1] [2] [3]", stages(true, true, true, true));
  }

  @Test
  void aStepInPlaceWaitsForItsInputAlone() {
    step(1, 0);
    step(1, 1);
    step(2, 0);
    step(2, 2);
    assertEquals("[0, 2] [1, 3]", stages(true, true, true, true));
  }

  /** Also where it has few parts, and others are ready that have. */
  @Test
  void aStepOfPhasesHasOneStageForEach() {
    step(1, 0);
    step(2, 0);
    step(3, 0);
    int[][][] phases = {{{0}}, {{1}, {2}}, {{3}, {4}, {5}}};
    int[][][][] parts = {Parts.whole(new int[1]), phases, Parts.whole(new int[1])};
    assertEquals("[1] [1, 1] [1, 1, 1] [0, 2]", stages(parts, true, true, true));
  }
}
