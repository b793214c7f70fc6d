package io.opwalk.nn.callback;

import io.opwalk.NDArray;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.saving.Models;
import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Saves the model after each epoch, or only where it is the best so far; Keras's ModelCheckpoint.
 *
 * <pre>{@code
 * ModelCheckpoint.builder("runs/best.zip").saveBestOnly(true).build();
 * ModelCheckpoint.builder("runs/{epoch:02d}-{val_loss:.2f}.zip").build();
 * Model best = Models.load(Path.of("runs/best.zip"));
 * }</pre>
 *
 * <p>A file is whole or as it was before, whatever happens. To go on with a training that was
 * broken off take {@link BackupAndRestore}: a saved model has no optimizer. The object may be used
 * for one training after another, not for two at once; it remembers the best value only within one.
 */
public final class ModelCheckpoint implements Callback {
  private static final String NAME = "ModelCheckpoint";

  private final FileName file;
  private final Monitor monitor;
  private final boolean saveBestOnly;
  private final OptionalInt saveFreq;
  private final OptionalDouble threshold;
  private final BiConsumer<Model, Path> saving;

  private double best;

  /** How many steps were made since the model was last saved for their number. */
  private int steps;

  private ModelCheckpoint(Builder builder) {
    this.file = new FileName(builder.file);
    Mode mode = builder.saveBestOnly || builder.mode != Mode.AUTO ? builder.mode : Mode.MIN;
    this.monitor = new Monitor(NAME, builder.monitor, mode, 0);
    this.saveBestOnly = builder.saveBestOnly;
    this.saveFreq = builder.saveFreq;
    this.threshold = builder.threshold;
    this.saving = builder.saving;
    if (saveFreq.isPresent() && saveFreq.getAsInt() < 1) {
      throw new IllegalArgumentException(
          NAME + " saves every so many steps, 1 at least, found " + saveFreq.getAsInt());
    }
  }

  /**
   * A builder with Keras's defaults: the whole model, after each epoch.
   *
   * @param file the file's name, in which numbers of the epoch may stand as Python formats them:
   *     <code>{epoch:02d}</code>, counted from 1, <code>{batch}</code>, <code>{val_loss:.2f}</code>
   */
  public static Builder builder(String file) {
    return new Builder(file);
  }

  @Override
  public void trainStarted(Training training) {
    if (saveBestOnly) {
      monitor.requireValidation(training);
    }
    file.requireNumbers(training.names());
    monitor.start(training);
    best = threshold.orElse(monitor.worst());
    steps = 0;
  }

  @Override
  public void batchEnded(Training training) {
    steps++;
    if (saveFreq.isPresent() && steps >= saveFreq.getAsInt()) {
      steps = 0;
      consider(training, new Logs(training.scores().asMap()));
    }
  }

  @Override
  public void epochEnded(Training training, Logs logs) {
    if (saveFreq.isEmpty()) {
      consider(training, logs);
    }
  }

  private void consider(Training training, Logs logs) {
    if (saveBestOnly) {
      OptionalDouble value = monitor.in(logs, training);
      if (value.isEmpty() || !monitor.isBetter(value.getAsDouble(), best)) {
        return;
      }
      best = value.getAsDouble();
    }
    Path target = file.of(training.epoch(), training.batch(), logs.asMap());
    try {
      Path directory = target.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make the directory of " + target, failure);
    }
    saving.accept(training.model(), target);
  }

  @Override
  public Map<String, NDArray> state() {
    return Map.of("best", NDArray.scalar(best), "steps", NDArray.scalar(steps));
  }

  @Override
  public void restore(Map<String, NDArray> state) {
    best = state.get("best").doubleValue();
    steps = state.get("steps").intValue();
  }

  /** Collects the arguments. */
  public static final class Builder {
    private final String file;
    private String monitor = "val_loss";
    private Mode mode = Mode.AUTO;
    private boolean saveBestOnly;
    private OptionalInt saveFreq = OptionalInt.empty();
    private OptionalDouble threshold = OptionalDouble.empty();
    private BiConsumer<Model, Path> saving = Models::save;

    private Builder(String file) {
      this.file = Objects.requireNonNull(file, "file");
    }

    /** The name of the number that says which model is the best. */
    public Builder monitor(String newMonitor) {
      this.monitor = Objects.requireNonNull(newMonitor, "monitor");
      return this;
    }

    /** Whether the number should grow; as {@link Mode#AUTO} finds out unless given. */
    public Builder mode(Mode newMode) {
      this.mode = Objects.requireNonNull(newMode, "mode");
      return this;
    }

    /** Whether to save a model only where it is better than all before. */
    public Builder saveBestOnly(boolean only) {
      this.saveBestOnly = only;
      return this;
    }

    /** Whether to save weights alone, for {@link Models#loadWeights}. */
    public Builder saveWeightsOnly(boolean only) {
      this.saving = only ? Models::saveWeights : Models::save;
      return this;
    }

    /** Saves in a way of one's own: with kinds of layers that only its program knows, say. */
    public Builder saving(BiConsumer<Model, Path> newSaving) {
      this.saving = Objects.requireNonNull(newSaving, "saving");
      return this;
    }

    /**
     * Saves every so many steps rather than after each epoch, by the numbers of the epoch so far.
     */
    public Builder saveFreq(int newSteps) {
      this.saveFreq = OptionalInt.of(newSteps);
      return this;
    }

    /** The value that the first model must be better than to be saved as the best. */
    public Builder initialValueThreshold(double value) {
      this.threshold = OptionalDouble.of(value);
      return this;
    }

    /**
     * The callback.
     *
     * @throws IllegalArgumentException where the file's name has a format that is none, or a number
     *     is out of its range
     */
    public ModelCheckpoint build() {
      return new ModelCheckpoint(this);
    }
  }
}
