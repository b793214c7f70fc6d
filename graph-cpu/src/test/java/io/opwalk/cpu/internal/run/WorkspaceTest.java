package io.opwalk.cpu.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.cpu.internal.emit.Kernel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that run in another order than that of the plan. */
class WorkspaceTest {
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  static Stream<Helpers> helpers() {
    return Stream.of(Helpers.NONE, new HelperThreads(2));
  }

  private Workspace workspace(Helpers helpers, int... failing) {
    List<Integer> fails = new ArrayList<>();
    for (int step : failing) {
      fails.add(step);
    }
    Step[] steps = new Step[5];
    for (int i = 0; i < steps.length; i++) {
      String name = "step " + i;
      boolean thisFails = fails.contains(i);
      Kernel kernel = (buffers, sizes, scalars) -> {
        ran.add(name);
        if (thisFails) {
          throw new IllegalArgumentException(name);
        }
      };
      steps[i] = new Step(kernel, new int[0], new long[0], name);
    }
    return new Workspace(new Object[0], steps, new Wiring(steps, 0), List.of(), helpers);
  }

  private static Stage stage(int... steps) {
    return new Stage(steps, new int[steps.length][]);
  }

  /** Steps 0 and 3 are put off. */
  private static CallSizes sizes() {
    Stage[] stages = {stage(1), stage(2), stage(0, 3), stage(4)};
    return new CallSizes(new int[0][], stages, new int[0], new int[0], new int[0][]);
  }

  @ParameterizedTest
  @MethodSource("helpers")
  void stagesRunInOrder(Helpers helpers) {
    workspace(helpers).run(sizes());
    assertEquals(List.of("step 1", "step 2"), ran.subList(0, 2));
    assertEquals(List.of("step 4"), ran.subList(4, ran.size()));
  }

  @ParameterizedTest
  @MethodSource("helpers")
  void theFailureThatIsFirstInThePlanIsThrown(Helpers helpers) {
    assertEquals("step 0", failure(workspace(helpers, 0, 1, 3)));
    assertEquals("step 1", failure(workspace(helpers, 1, 3)));
    assertEquals("step 2", failure(workspace(helpers, 2, 4)));
    assertEquals("step 3", failure(workspace(helpers, 3, 4)));
    assertEquals("step 0", failure(workspace(helpers, 0, 3)));
  }

  private static String failure(Workspace workspace) {
    String message = assertThrows(IllegalArgumentException.class, () -> workspace.run(sizes()))
        .getMessage();
    assertEquals("step " + workspace.at(), message);
    return message;
  }
}
