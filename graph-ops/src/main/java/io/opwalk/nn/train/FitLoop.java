package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** One training: epochs, their batches, and who is told of them. */
final class FitLoop implements Training {
  private final FitPlan plan;
  private final Trainer trainer;
  private final FitOptions options;
  private final DataPasses passes;
  private final List<Epoch> ended = new ArrayList<>();
  private int epoch;
  private int batch;
  private Totals totals;
  private double batchLoss;
  private Optional<String> stopped = Optional.empty();
  private Optional<Checkpoint> resumed = Optional.empty();
  private boolean starting = true;
  private boolean averaged;

  FitLoop(FitPlan plan) {
    this.plan = plan;
    this.trainer = plan.trainer();
    this.options = plan.options();
    this.epoch = options.initialEpoch();
    this.passes = new DataPasses(plan.training(), options.stepsPerEpoch(), epoch);
  }

  History run() {
    tell(callback -> callback.trainStarted(this));
    starting = false;
    resumed.ifPresent(this::goOnFrom);
    try {
      for (; epoch < options.epochs() && stopped.isEmpty(); epoch++) {
        runEpoch();
      }
    } finally {
      passes.close();
      useAverages(false);
    }
    epoch = Math.max(options.initialEpoch(), epoch - 1);
    trainer.publishAverages();
    tell(callback -> callback.trainEnded(this));
    return history();
  }

  private void goOnFrom(Checkpoint checkpoint) {
    trainer.restore(checkpoint);
    ended.addAll(checkpoint.history().epochs());
    stopped = checkpoint.history().stopped();
    epoch = checkpoint.epoch();
    passes.goOnFrom(checkpoint.position());
    CallbackNames.restore(options.callbacks(), checkpoint.callbacks());
  }

  private void runEpoch() {
    batch = 0;
    totals = null;
    passes.beginEpoch(epoch);
    tell(callback -> callback.epochStarted(this));
    while ((batch == 0 || stopped.isEmpty()) && passes.hasNext()) {
      requireNotInterrupted();
      if (!makeStep(passes.next())) {
        break;
      }
    }
    if (options.stepsPerEpoch().isEmpty()) {
      passes.close();
    }
    if (totals == null) {
      throw new TrainingException("the data set is empty: epoch " + (epoch + 1) + " has no batch");
    }
    Logs logs = new Logs(totals.scores().asMap());
    if (plan.validation().isPresent() && (epoch + 1) % options.validation().frequency() == 0) {
      validate(plan.validation().get())
          .asMap()
          .forEach((name, value) -> logs.put("val_" + name, value));
    }
    double rate = trainer.learningRate();
    tell(callback -> callback.epochEnded(this, logs));
    ended.add(new Epoch(epoch, logs.asMap(), rate));
    tell(callback -> callback.epochRecorded(this));
  }

  private Scores validate(DataSet batches) {
    tell(callback -> callback.validationStarted(this));
    try {
      String where = "validation after epoch " + (epoch + 1);
      return Evaluation.of(where, batches, options.validation().steps(), trainer::programs);
    } finally {
      tell(callback -> callback.validationEnded(this));
    }
  }

  /** Whether there was a step to make: there is none from a loss that is no number. */
  private boolean makeStep(Samples samples) {
    tell(callback -> callback.batchStarted(this));
    useAverages(false);
    List<NDArray> values = InBatch.of("epoch " + (epoch + 1), batch, () -> learn(samples));
    totals.add(values, samples.size());
    batchLoss = values.get(0).doubleValue();
    if (!Double.isFinite(batchLoss)) {
      tell(callback -> callback.lossNotFinite(this));
      if (stopped.isEmpty()) {
        throw new TrainingException("the loss is " + batchLoss + " in epoch " + (epoch + 1)
            + ", step " + (batch + 1) + "; the step was not made, and the model has the weights of"
            + " the one before. Is the learning rate too large, or a number in the data infinite or"
            + " NaN? TerminateOnNaN stops here without an error.");
      }
      return false;
    }
    batch++;
    tell(callback -> callback.batchEnded(this));
    return true;
  }

  private List<NDArray> learn(Samples samples) {
    Samples weighed = ClassWeights.apply(plan.classWeights(), samples);
    Programs programs = trainer.programs(weighed);
    List<NDArray> values = programs.learn(weighed);
    if (totals == null) {
      totals = programs.objective().totals();
    }
    return values;
  }

  private void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TrainingException("the thread was interrupted in epoch " + (epoch + 1) + ", after "
          + batch + " steps of it");
    }
  }

  private void tell(Consumer<Callback> what) {
    options.callbacks().forEach(what);
  }

  @Override
  public Model model() {
    return trainer.model();
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public int epochs() {
    return options.epochs();
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public OptionalInt batches() {
    return passes.batches();
  }

  @Override
  public double batchLoss() {
    requireBatch();
    return batchLoss;
  }

  @Override
  public Scores scores() {
    requireBatch();
    return totals.scores();
  }

  private void requireBatch() {
    if (totals == null) {
      throw new IllegalStateException("no batch of epoch " + (epoch + 1) + " was computed yet");
    }
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(trainer.names());
    if (plan.validation().isPresent()) {
      trainer.names().forEach(name -> names.add("val_" + name));
    }
    return names;
  }

  @Override
  public Optional<Direction> direction(String name) {
    return trainer.direction(name.startsWith("val_") ? name.substring("val_".length()) : name);
  }

  @Override
  public double learningRate() {
    return trainer.learningRate();
  }

  @Override
  public void setLearningRate(double rate) {
    trainer.setLearningRate(rate);
  }

  @Override
  public void useAverages(boolean use) {
    if (use != averaged) {
      trainer.swapAverages();
      averaged = use;
    }
  }

  @Override
  public void stop(String reason) {
    if (stopped.isEmpty()) {
      stopped = Optional.of(reason);
    }
  }

  @Override
  public boolean isStopped() {
    return stopped.isPresent();
  }

  @Override
  public History history() {
    return new History(ended, stopped);
  }

  @Override
  public Checkpoint checkpoint() {
    int next =
        ended.isEmpty() ? options.initialEpoch() : ended.get(ended.size() - 1).index() + 1;
    Map<String, Map<String, NDArray>> states = CallbackNames.states(options.callbacks());
    boolean wasAveraged = averaged;
    useAverages(false);
    try {
      return trainer.checkpoint().after(history(), next, passes.position(), states);
    } finally {
      useAverages(wasAveraged);
    }
  }

  @Override
  public void resumeFrom(Checkpoint checkpoint) {
    if (!starting) {
      throw new IllegalStateException("a training resumes before its first epoch, not later");
    }
    resumed = Optional.of(checkpoint);
  }
}
