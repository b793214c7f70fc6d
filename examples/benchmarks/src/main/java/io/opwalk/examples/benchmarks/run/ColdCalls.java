package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * What the first calls of a fresh JVM take: prints, for calls 1, 2 to 10, 11 to 100 and so on, the
 * mean time of a call, and the mean time that the calling thread had a processor. Arguments are the
 * engine's class, the workloads' set, a workload, a precision and for how many milliseconds to go
 * on; the first ten calls are always made.
 */
public final class ColdCalls {
  static final String BAND = "@calls";

  private static final int BASE = 10;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private ColdCalls() {}

  /** See the class. */
  public static void main(String[] args) throws ReflectiveOperationException {
    Engine engine = (Engine) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    Workload workload = WorkloadSet.of(args[1]).find(args[2]);
    Setting setting = new Setting(Precision.of(args[3]), 1);
    long budget = Long.parseLong(args[4]) * NANOS_PER_MILLI;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    // The first look at a clock loads classes.
    threads.getCurrentThreadCpuTime();
    try (Session session = engine.open(workload.problem(), setting)) {
      long begun = System.nanoTime();
      long from = 1;
      for (long to = 1; ; to *= BASE) {
        long start = System.nanoTime();
        long startOnProcessor = threads.getCurrentThreadCpuTime();
        long calls = 0;
        while (from + calls <= to && (to <= BASE || System.nanoTime() - begun < budget)) {
          session.run();
          calls++;
        }
        long onProcessor = threads.getCurrentThreadCpuTime() - startOnProcessor;
        long elapsed = System.nanoTime() - start;
        if (from + calls <= to) {
          break;
        }
        System.out.printf(
            Locale.ROOT,
            "%s %d %d %.1f %.1f%n",
            BAND,
            from,
            to,
            (double) elapsed / calls,
            (double) onProcessor / calls);
        from = to + 1;
      }
    }
    System.exit(0);
  }
}
