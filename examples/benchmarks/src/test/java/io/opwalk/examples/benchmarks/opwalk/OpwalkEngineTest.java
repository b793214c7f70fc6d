package io.opwalk.examples.benchmarks.opwalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Layouts;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Problem;
import io.opwalk.examples.benchmarks.workload.Training;
import io.opwalk.examples.benchmarks.workload.Workload;
import io.opwalk.examples.benchmarks.workload.Workloads;
import io.opwalk.reference.ReferenceBackend;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Computes each kind of workload once, as small as it comes. */
final class OpwalkEngineTest {
  @ParameterizedTest
  @EnumSource(Precision.class)
  void computesWhatTheReferenceBackendComputes(Precision precision) {
    for (Workload workload : Workloads.tiny()) {
      Problem problem = workload.problem();
      if (!(problem instanceof Training)) {
        ForwardModel model = OpwalkEngine.model(problem, precision);
        Feed feed = Feed.empty();
        for (int i = 0; i < model.inputs().size(); i++) {
          feed = feed.and(model.inputs().get(i), Graphs.wrap(model.values().get(i)));
        }
        List<NDArray> expected = new ReferenceBackend().evaluate(model.outputs(), feed);
        List<JavaArray> found = computed(problem, precision);
        assertEquals(expected.size(), found.size(), workload.name());
        for (int i = 0; i < found.size(); i++) {
          // Bit for bit, as both backends promise.
          assertEquals(expected.get(i), asComputed(found.get(i)), workload.name());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void trainingLowersTheLoss(Precision precision) {
    for (Workload workload : Workloads.tiny()) {
      if (workload.problem() instanceof Training) {
        JavaArray losses = computed(workload.problem(), precision).get(0);
        assertEquals(workload.problem().comparedRuns(), losses.size());
        assertTrue(losses.at(losses.size() - 1) < losses.at(0), workload.name());
      }
    }
  }

  /** A session gives images channels first. */
  private static NDArray asComputed(JavaArray result) {
    boolean isImages = result.dims().size() == 4;
    return Graphs.wrap(isImages ? Layouts.channelsLast(result) : result);
  }

  private static List<JavaArray> computed(Problem problem, Precision precision) {
    try (Session session = new OpwalkEngine().open(problem, new Setting(precision, 1))) {
      for (int i = 0; i < problem.comparedRuns(); i++) {
        session.run();
      }
      return session.results();
    }
  }
}
