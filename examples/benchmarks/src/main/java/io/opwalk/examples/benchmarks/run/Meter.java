package io.opwalk.examples.benchmarks.run;

import com.sun.management.ThreadMXBean;
import io.opwalk.examples.benchmarks.engine.Session;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Times the calls of one session by one thread. */
final class Meter {
  /** So long that reading the clock, 20 to 30 ns, does not show. */
  private static final long SAMPLE_NANOS = 50_000;

  private static final int MAX_SAMPLES = 100_000;

  private final Session session;
  private final double[] samples = new double[MAX_SAMPLES];
  private long callsPerSample = 1;

  Meter(Session session) {
    this.session = session;
  }

  /**
   * What a call takes.
   *
   * @param nanos the median time of a call
   * @param bytes what a call allocates on the heap of its own thread, on average
   */
  record Reading(double nanos, long bytes) {}

  /** Calls for the given time, and at least once. */
  Reading run(long budgetNanos) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    long now = start;
    long calls = 0;
    int count = 0;
    do {
      long before = now;
      long inSample = callsPerSample;
      for (long i = 0; i < inSample; i++) {
        session.run();
      }
      now = System.nanoTime();
      samples[count++] = (double) (now - before) / inSample;
      calls += inSample;
      callsPerSample = Math.max(1, (long) (SAMPLE_NANOS / Math.max(1, samples[count - 1])));
    } while (now - start < budgetNanos && count < MAX_SAMPLES);
    long bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / calls;
    return new Reading(median(Arrays.copyOf(samples, count)), bytes);
  }

  /** The median; of an even number the mean of the two in the middle. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
