package io.opwalk.nn.callback;

import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Checkpoint;
import io.opwalk.nn.train.Epoch;
import io.opwalk.nn.train.History;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Scores;
import io.opwalk.nn.train.Training;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

/** A training whose numbers are given, so that what a callback makes of them is seen alone. */
final class ScriptedTraining implements Training {
  private final Model model;
  private final List<Epoch> ended = new ArrayList<>();
  private final Map<String, Direction> directions = new HashMap<>();
  private IntConsumer learning = epoch -> {};
  private int epoch;
  private int epochs;
  private int batch;
  private OptionalInt batches = OptionalInt.empty();
  private double rate = 1;
  private Optional<String> stopped = Optional.empty();
  private Set<String> names = Set.of();
  private Scores scores = new Scores(Double.NaN, Map.of());

  ScriptedTraining(Model model) {
    this.model = model;
  }

  /** Says what becomes of the model in each epoch, before its end. */
  ScriptedTraining learning(IntConsumer newLearning) {
    this.learning = newLearning;
    return this;
  }

  ScriptedTraining named(String... newNames) {
    this.names = Set.of(newNames);
    return this;
  }

  /** Has a metric say which values are better. */
  ScriptedTraining directed(String name, Direction direction) {
    directions.put(name, direction);
    return this;
  }

  /** One number each epoch; NaN where an epoch has none. */
  History run(Callback callback, String name, double... values) {
    names = Set.of(name);
    List<Map<String, Double>> logs = new ArrayList<>();
    for (double value : values) {
      logs.add(Double.isNaN(value) ? Map.of() : Map.of(name, value));
    }
    return run(callback, logs);
  }

  History run(Callback callback, List<Map<String, Double>> logs) {
    start(callback, logs.size());
    for (int i = 0; i < logs.size() && stopped.isEmpty(); i++) {
      endEpoch(callback, i, logs.get(i));
    }
    callback.trainEnded(this);
    return history();
  }

  void start(Callback callback, int newEpochs) {
    epochs = newEpochs;
    epoch = 0;
    ended.clear();
    stopped = Optional.empty();
    callback.trainStarted(this);
  }

  void endEpoch(Callback callback, int number, Map<String, Double> numbers) {
    epoch = number;
    callback.epochStarted(this);
    learning.accept(number);
    Logs logs = new Logs(numbers);
    double before = rate;
    callback.epochEnded(this, logs);
    ended.add(new Epoch(number, logs.asMap(), before));
    callback.epochRecorded(this);
  }

  /** Says how far the epoch is. */
  void at(int newBatch, OptionalInt newBatches, Scores newScores) {
    batch = newBatch;
    batches = newBatches;
    scores = newScores;
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public int epochs() {
    return epochs;
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public OptionalInt batches() {
    return batches;
  }

  @Override
  public double batchLoss() {
    return scores.loss();
  }

  @Override
  public Scores scores() {
    return scores;
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public Optional<Direction> direction(String name) {
    return Optional.ofNullable(directions.get(name));
  }

  @Override
  public double learningRate() {
    return rate;
  }

  @Override
  public void setLearningRate(double newRate) {
    rate = newRate;
  }

  @Override
  public void useAverages(boolean use) {
    throw new UnsupportedOperationException("a scripted training has no averages");
  }

  @Override
  public void stop(String reason) {
    stopped = Optional.of(reason);
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
    return new Checkpoint(ended.size(), Map.of(), history(), Map.of());
  }

  @Override
  public void resumeFrom(Checkpoint checkpoint) {
    throw new UnsupportedOperationException("a scripted training begins at the beginning");
  }
}
