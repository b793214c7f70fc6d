package io.opwalk.nn.callback;

import io.opwalk.NDArray;
import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;
import java.util.Map;

/**
 * Lowers the learning rate when a number has not become better for some epochs; Keras's
 * ReduceLROnPlateau.
 *
 * <pre>{@code
 * ReduceLROnPlateau.builder().factor(0.2).patience(5).minLr(1e-5).build();
 * }</pre>
 *
 * <p>Adds {@code learning_rate} to the logs: the rate that the epoch had. The object may be used
 * for one training after another, not for two at once.
 */
public final class ReduceLROnPlateau implements Callback {
  private static final String NAME = "ReduceLROnPlateau";

  private final Monitor monitor;
  private final double factor;
  private final int patience;
  private final int cooldown;
  private final double minLr;

  private int wait;
  private int cooling;
  private double best;

  private ReduceLROnPlateau(Builder builder) {
    this.monitor = new Monitor(NAME, builder.monitor, builder.mode, builder.minDelta);
    this.factor = builder.factor;
    this.patience = builder.patience;
    this.cooldown = builder.cooldown;
    this.minLr = builder.minLr;
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(NAME + ": the factor must be in (0, 1), found " + factor);
    }
    if (patience < 0 || cooldown < 0 || !(minLr >= 0)) {
      throw new IllegalArgumentException(
          NAME + ": patience, cooldown and the lowest rate must be 0 or more, found " + patience
              + ", " + cooldown + " and " + minLr);
    }
  }

  /** A builder with Keras's defaults. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void trainStarted(Training training) {
    monitor.requireValidation(training);
    monitor.start(training);
    wait = 0;
    cooling = 0;
    best = monitor.worst();
  }

  @Override
  public void epochEnded(Training training, Logs logs) {
    logs.put("learning_rate", training.learningRate());
    monitor.in(logs, training).ifPresent(value -> look(training, value));
  }

  private void look(Training training, double value) {
    if (cooling > 0) {
      cooling--;
      wait = 0;
    }
    if (monitor.isBetter(value, best)) {
      best = value;
      wait = 0;
    } else if (cooling == 0) {
      wait++;
      double rate = training.learningRate();
      if (wait >= patience && rate > minLr) {
        training.setLearningRate(Math.max(rate * factor, minLr));
        cooling = cooldown;
        wait = 0;
      }
    }
  }

  @Override
  public Map<String, NDArray> state() {
    return Map.of(
        "wait", NDArray.scalar(wait),
        "cooling", NDArray.scalar(cooling),
        "best", NDArray.scalar(best));
  }

  @Override
  public void restore(Map<String, NDArray> state) {
    wait = state.get("wait").intValue();
    cooling = state.get("cooling").intValue();
    best = state.get("best").doubleValue();
  }

  /** Collects the arguments. */
  public static final class Builder extends WatchingBuilder<Builder> {
    private double factor = 0.1;
    private int cooldown;
    private double minLr;

    private Builder() {
      super(10, 1e-4);
    }

    @Override
    Builder self() {
      return this;
    }

    /** What the rate is multiplied by, in (0, 1). */
    public Builder factor(double newFactor) {
      this.factor = newFactor;
      return this;
    }

    /** How many epochs are let pass after the rate was lowered before any is counted again. */
    public Builder cooldown(int epochs) {
      this.cooldown = epochs;
      return this;
    }

    /** The rate below which it never gets. */
    public Builder minLr(double rate) {
      this.minLr = rate;
      return this;
    }

    /**
     * The callback.
     *
     * @throws IllegalArgumentException where a number is out of its range
     */
    public ReduceLROnPlateau build() {
      return new ReduceLROnPlateau(this);
    }
  }
}
