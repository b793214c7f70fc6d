package io.opwalk.nn.callback;

import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Checkpoint;
import io.opwalk.nn.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Keeps a checkpoint of the last epoch in a file, and has a training that was broken off go on from
 * it, exactly as if it had never stopped; Keras's BackupAndRestore.
 *
 * <pre>{@code
 * trainer.fit(images, labels, FitOptions.epochs(50).withCallbacks(BackupAndRestore.in(file)));
 * }</pre>
 *
 * <p>Run again after an exception, an interruption or a crash, the same program goes on after the
 * last epoch that was whole: the file holds the model's parameters, the state of its layers and of
 * the optimizer, the history, and what callbacks keep. It is replaced whole, and deleted when
 * training ends as planned.
 */
public final class BackupAndRestore implements Callback {
  private final Path file;
  private final boolean deletes;

  private BackupAndRestore(Path file, boolean deletes) {
    this.file = Objects.requireNonNull(file, "file");
    this.deletes = deletes;
  }

  /** With a checkpoint in a file, which need not be there yet; its directory must be. */
  public static BackupAndRestore in(Path file) {
    return new BackupAndRestore(file, true);
  }

  /** Leaves the file where it is when training has ended. */
  public BackupAndRestore keepingFile() {
    return new BackupAndRestore(file, false);
  }

  @Override
  public void trainStarted(Training training) {
    if (Files.exists(file)) {
      training.resumeFrom(Checkpoint.read(file));
    }
  }

  @Override
  public void epochRecorded(Training training) {
    training.checkpoint().write(file);
  }

  @Override
  public void trainEnded(Training training) {
    if (deletes) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot delete " + file, failure);
      }
    }
  }
}
