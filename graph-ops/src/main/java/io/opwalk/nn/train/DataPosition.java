package io.opwalk.nn.train;

/**
 * Where a training is in its data, whose epochs need not be passes through it; see
 * {@link FitOptions#withStepsPerEpoch}.
 *
 * @param pass the number of the pass, from 0: what {@link io.opwalk.nn.data.DataSet#epoch} is asked
 *     for
 * @param batches how many batches of it were taken already
 */
public record DataPosition(int pass, long batches) {
  /** Checks the numbers. */
  public DataPosition {
    if (pass < 0 || batches < 0) {
      throw new IllegalArgumentException(
          "passes and batches are counted from 0, found " + pass + " and " + batches);
    }
  }

  /** The beginning of a pass. */
  public static DataPosition beginning(int pass) {
    return new DataPosition(pass, 0);
  }
}
