package io.opwalk.examples.benchmarks.opwalk;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Mlp;
import io.opwalk.examples.benchmarks.workload.Problem;
import java.util.List;

/**
 * Opwalk, which fetches what stands before the last activation as well: what that costs is only
 * seen side by side.
 */
public final class LogitEngine implements Engine {
  @Override
  public Session open(Problem problem, Setting setting) {
    if (!(problem instanceof Mlp mlp)) {
      throw new UnsupportedOperationException("there are no logits");
    }
    Mlp both = new Mlp(mlp.widths(), mlp.activations(), mlp.batch(), true);
    return new FirstOnly(new OpwalkEngine().open(both, setting));
  }

  /** Shows the first result, which is all that the others have. */
  private record FirstOnly(Session session) implements Session {
    @Override
    public void run() {
      session.run();
    }

    @Override
    public List<JavaArray> results() {
      return session.results().subList(0, 1);
    }
  }
}
