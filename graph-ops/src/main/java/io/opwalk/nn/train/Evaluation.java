package io.opwalk.nn.train;

import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import java.util.function.Function;

/** Goes over a data set without learning. */
final class Evaluation {
  private Evaluation() {}

  /**
   * The loss and the metrics over the batches of epoch 0.
   *
   * @param programs what is compiled for samples like those of a batch
   * @throws TrainingException where there is no batch
   */
  static Scores of(DataSet batches, Function<Samples, Programs> programs) {
    try (OpenBatches open = new OpenBatches(batches.epoch(0))) {
      if (!open.hasNext()) {
        throw new TrainingException("the data set is empty: it has no batch to evaluate");
      }
      Samples first = open.next();
      Totals totals = programs.apply(first).objective().totals();
      Samples batch = first;
      while (true) {
        totals.add(programs.apply(batch).score(batch), batch.size());
        if (!open.hasNext()) {
          return totals.scores();
        }
        batch = open.next();
      }
    }
  }
}
