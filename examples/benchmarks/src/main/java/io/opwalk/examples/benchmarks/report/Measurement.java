package io.opwalk.examples.benchmarks.report;

import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All engines' figures for one workload.
 *
 * @param workload its name
 * @param precision in which type
 * @param threads with how many threads
 * @param figures each engine's; ours is the first
 */
public record Measurement(String workload, Precision precision, int threads, List<Figure> figures) {
  /** The name of our engine. */
  public static final String OURS = "ours";

  /** Copies the list. */
  public Measurement {
    figures = List.copyOf(figures);
  }

  /**
   * One engine's.
   *
   * @param engine its name
   * @param nanos the median time of a call
   * @param bytesPerCall what a call allocates on the heap
   * @param peakBytes the most memory its process had resident, where that is known
   * @param liveBytes what is on its heap after a collection, inputs, weights and results among it,
   *     where that is known
   */
  public record Figure(
      String engine,
      double nanos,
      long bytesPerCall,
      OptionalLong peakBytes,
      OptionalLong liveBytes) {}

  /** Ours, if it could be measured. */
  public Optional<Figure> ours() {
    return of(OURS);
  }

  /** An engine's. */
  public Optional<Figure> of(String engine) {
    return figures.stream().filter(figure -> figure.engine().equals(engine)).findFirst();
  }

  /** Everybody's but ours. */
  public List<Figure> peers() {
    return figures.stream().filter(f -> !f.engine().equals(OURS)).toList();
  }
}
