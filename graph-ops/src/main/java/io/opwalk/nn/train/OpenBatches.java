package io.opwalk.nn.train;

import io.opwalk.nn.data.Samples;
import java.util.Iterator;
import java.util.Objects;

/** The batches of an epoch; closes what they come from, where that can be closed. */
final class OpenBatches implements Iterator<Samples>, AutoCloseable {
  private final Iterator<Samples> batches;

  OpenBatches(Iterator<Samples> batches) {
    this.batches = Objects.requireNonNull(batches, "a data set gave no iterator (null)");
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public Samples next() {
    return Objects.requireNonNull(batches.next(), "a data set gave a batch that is null");
  }

  @Override
  public void close() {
    if (batches instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException failure) {
        throw failure;
      } catch (Exception failure) {
        throw new IllegalStateException("cannot close the batches of an epoch", failure);
      }
    }
  }
}
