package io.opwalk.examples.benchmarks.engine;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.util.List;

/** A problem ready to be computed again and again, by one thread at a time. */
public interface Session extends AutoCloseable {
  /** Computes once, from Java arrays to Java arrays: all that a user pays for one call. */
  void run();

  /** What came out of the last {@link #run}; of a training, the losses of the first runs. */
  List<JavaArray> results();

  /**
   * A session for another thread, with arrays of its own and the same model.
   *
   * @throws UnsupportedOperationException where the problem is not one that several threads compute
   */
  default Session another() {
    throw new UnsupportedOperationException("only W10 is computed by several threads at once");
  }

  /** Lets go of what is not on the heap. */
  @Override
  default void close() {}
}
