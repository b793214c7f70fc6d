package io.opwalk.nn.train;

import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import java.util.OptionalInt;
import java.util.function.Function;

/** Goes over a data set without learning. */
final class Evaluation {
  private Evaluation() {}

  /**
   * The loss and the metrics over the batches of epoch 0.
   *
   * @param where which evaluation it is, for what is wrong with a batch
   * @param steps how many batches there are to be; all of them where empty
   * @param programs what is compiled for samples like those of a batch
   * @throws TrainingException where there is no batch
   */
  static Scores of(
      String where, DataSet batches, OptionalInt steps, Function<Samples, Programs> programs) {
    try (OpenBatches open = new OpenBatches(batches.epoch(0))) {
      Totals totals = null;
      for (int i = 0; i < steps.orElse(Integer.MAX_VALUE) && open.hasNext(); i++) {
        Samples batch = open.next();
        Totals before = totals;
        totals = InBatch.of(where, i, () -> {
          Programs compiled = programs.apply(batch);
          Totals sums = before == null ? compiled.objective().totals() : before;
          sums.add(compiled.score(batch), batch.size());
          return sums;
        });
      }
      if (totals == null) {
        throw new TrainingException("the data set is empty: it has no batch to evaluate");
      }
      return totals.scores();
    }
  }
}
