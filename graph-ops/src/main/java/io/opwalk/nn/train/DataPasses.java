package io.opwalk.nn.train;

import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import java.util.OptionalInt;

/**
 * Passes through a data set, and the epochs they are cut into. Without a number of steps each epoch
 * is a pass. With one, an epoch goes on where the last one stopped; the last epoch of a pass is
 * shorter where its batches run out, and the next begins the next pass, as in Keras 3.
 */
final class DataPasses implements AutoCloseable {
  private final DataSet data;
  private final OptionalInt steps;
  private int pass;
  private long taken;

  /** How many batches of the epoch were taken. */
  private int drawn;

  /** The pass under way; null where none is. */
  private OpenBatches open;

  /**
   * Through a data set.
   *
   * @param steps how many batches end an epoch; empty where the data do
   * @param first the number of the first epoch
   */
  DataPasses(DataSet data, OptionalInt steps, int first) {
    this.data = data;
    this.steps = steps;
    this.pass = first;
    if (steps.isPresent() && data.batches().isPresent()) {
      // All passes are cut alike, so that the epoch's number says where it begins.
      int each = steps.getAsInt();
      int epochs = Math.max(1, (data.batches().getAsInt() + each - 1) / each);
      this.pass = first / epochs;
      this.taken = (long) (first % epochs) * each;
    }
  }

  DataPosition position() {
    return new DataPosition(pass, taken);
  }

  /** Goes on from a position. */
  void goOnFrom(DataPosition position) {
    close();
    pass = position.pass();
    taken = position.batches();
  }

  /** Begins an epoch. */
  void beginEpoch(int epoch) {
    drawn = 0;
    if (steps.isEmpty()) {
      goOnFrom(DataPosition.beginning(epoch));
    } else if (data.batches().isPresent() && taken >= data.batches().getAsInt()) {
      goOnFrom(DataPosition.beginning(pass + 1));
    }
  }

  /** How many batches the epoch has, where that is known. */
  OptionalInt batches() {
    OptionalInt all = data.batches();
    if (steps.isEmpty() || all.isEmpty()) {
      return steps.isPresent() ? steps : all;
    }
    long left = all.getAsInt() - taken + drawn;
    return OptionalInt.of((int) Math.min(left, steps.getAsInt()));
  }

  boolean hasNext() {
    if (steps.isPresent() && drawn == steps.getAsInt()) {
      return false;
    }
    if (open == null) {
      openAt(position());
    }
    if (drawn == 0 && taken > 0 && !open.hasNext()) {
      openAt(DataPosition.beginning(pass + 1));
    }
    return open.hasNext();
  }

  private void openAt(DataPosition position) {
    goOnFrom(position);
    open = new OpenBatches(data.epoch(pass));
    for (long i = 0; i < taken && open.hasNext(); i++) {
      open.next();
    }
  }

  Samples next() {
    Samples batch = open.next();
    taken++;
    drawn++;
    return batch;
  }

  @Override
  public void close() {
    OpenBatches ended = open;
    open = null;
    if (ended != null) {
      ended.close();
    }
  }
}
