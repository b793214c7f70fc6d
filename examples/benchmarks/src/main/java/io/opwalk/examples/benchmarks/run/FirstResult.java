package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workloads;
import java.io.IOException;

/**
 * W9: loads an engine, computes W2 of one row once, says so, and stays until its input ends, so
 * that its memory can be read. Arguments are the engine's class and the precision.
 */
public final class FirstResult {
  static final String DONE = "@first";

  private FirstResult() {}

  /** See the class. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Engine engine = (Engine) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    Setting setting = new Setting(Precision.of(args[1]), 1);
    Session session = engine.open(Workloads.firstResult(), setting);
    session.run();
    System.out.println(DONE + " " + session.results().get(0).at(0));
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    // Some natives leave threads behind that would keep the process alive.
    System.exit(0);
  }
}
