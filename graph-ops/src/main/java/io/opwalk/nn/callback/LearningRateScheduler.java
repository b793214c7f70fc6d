package io.opwalk.nn.callback;

import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;
import java.util.Objects;

/**
 * Sets the learning rate at the beginning of each epoch; Keras's LearningRateScheduler.
 *
 * <pre>{@code
 * LearningRateScheduler.of((epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1));
 * }</pre>
 *
 * <p>Adds {@code learning_rate} to the logs.
 */
public final class LearningRateScheduler implements Callback {
  /** What the rate becomes. */
  @FunctionalInterface
  public interface Schedule {
    /**
     * The rate of an epoch.
     *
     * @param epoch the number of the epoch, from 0
     * @param rate the rate there is
     */
    double rate(int epoch, double rate);
  }

  private final Schedule schedule;

  private LearningRateScheduler(Schedule schedule) {
    this.schedule = Objects.requireNonNull(schedule, "schedule");
  }

  /** Of a schedule. */
  public static LearningRateScheduler of(Schedule schedule) {
    return new LearningRateScheduler(schedule);
  }

  @Override
  public void epochStarted(Training training) {
    double rate = training.learningRate();
    training.setLearningRate(schedule.rate(training.epoch(), rate));
  }

  @Override
  public void epochEnded(Training training, Logs logs) {
    logs.put("learning_rate", training.learningRate());
  }
}
