package io.opwalk.cpu.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Shape;
import io.opwalk.cpu.internal.fixture.Execution;
import io.opwalk.cpu.internal.fixture.RandomKernels;
import io.opwalk.cpu.internal.lower.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlanCheckerTest {
  /** A plan that the checker lets pass computes the right thing, however it came about. */
  @Test
  void mutatedPlansAreCaughtOrHarmless() {
    int caught = 0;
    int wrong = 0;
    for (int seed = 0; seed < 600; seed++) {
      RandomKernels source = new RandomKernels(seed, 4 + seed % 25);
      Plan mutated = mutate(Planner.plan(source.kernels()), new Random(seed));
      boolean silent = PlanChecker.findings(source.kernels(), mutated).isEmpty();
      caught += silent ? 0 : 1;
      boolean right = computesTheSame(source, mutated);
      wrong += right ? 0 : 1;
      assertTrue(right || !silent, "seed " + seed + " passed the checker:\n" + mutated);
    }
    assertTrue(wrong > 150, "mutations that change results: " + wrong);
    assertTrue(caught >= wrong, "caught: " + caught);
  }

  private static boolean computesTheSame(RandomKernels source, Plan plan) {
    Execution execution = new Execution(source, 5, 3, 0);
    List<?> expected = execution.direct();
    try {
      return expected.equals(execution.planned(plan));
    } catch (IndexOutOfBoundsException | ClassCastException | NullPointerException wrongArray) {
      return false;
    }
  }

  /** Changes one place of one step, or puts all that is in one place in another. */
  private static Plan mutate(Plan plan, Random random) {
    List<Place> places = places(plan);
    Place to = places.get(random.nextInt(places.size()));
    if (random.nextBoolean()) {
      Place from = places.get(random.nextInt(places.size()));
      return mapped(plan, place -> place.equals(from) ? to : place);
    }
    List<Plan.Step> steps = new ArrayList<>(plan.steps());
    int index = random.nextInt(steps.size());
    Plan.Step step = steps.get(index);
    List<Place> changed = new ArrayList<>(step.places());
    changed.set(random.nextInt(changed.size()), to);
    steps.set(index, new Plan.Step(step.call(), changed));
    return with(plan, steps, plan.outputs());
  }

  private static List<Place> places(Plan plan) {
    List<Place> places = new ArrayList<>();
    plan.steps().forEach(step -> places.addAll(step.places()));
    plan.outputs().forEach(output -> places.add(output.place()));
    return places;
  }

  private static Plan mapped(Plan plan, UnaryOperator<Place> change) {
    List<Plan.Step> steps = plan.steps().stream()
        .map(step ->
            new Plan.Step(step.call(), step.places().stream().map(change).toList()))
        .toList();
    List<Plan.Output> outputs = plan.outputs().stream()
        .map(output -> new Plan.Output(change.apply(output.place()), output.shape()))
        .toList();
    return with(plan, steps, outputs);
  }

  private static Plan with(Plan plan, List<Plan.Step> steps, List<Plan.Output> outputs) {
    return new Plan(
        plan.fed(),
        plan.parameters(),
        plan.constants(),
        plan.slots(),
        plan.results(),
        steps,
        outputs,
        plan.requirements());
  }

  @Test
  void aPlanOfOtherKernelsIsFound() {
    Kernels kernels = new RandomKernels(1, 10).kernels();
    Plan other = Planner.plan(new RandomKernels(2, 10).kernels());
    assertEquals(List.of("the plan is of other kernels"), PlanChecker.findings(kernels, other));
  }

  @Test
  void aWrongShapeIsFound() {
    Kernels kernels = new RandomKernels(3, 10).kernels();
    Plan plan = Planner.plan(kernels);
    List<Plan.Output> outputs = plan.outputs().stream()
        .map(output -> new Plan.Output(output.place(), Shape.shape(1234)))
        .toList();
    Plan wrong = with(plan, plan.steps(), outputs);
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> PlanChecker.check(kernels, wrong));
    assertTrue(refusal.getMessage().contains("shape (1234,)"), refusal.getMessage());
  }
}
