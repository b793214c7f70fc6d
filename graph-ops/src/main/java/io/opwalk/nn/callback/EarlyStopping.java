package io.opwalk.nn.callback;

import io.opwalk.NDArray;
import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Stops when a number has not become better for some epochs; Keras's EarlyStopping.
 *
 * <pre>{@code
 * EarlyStopping.patience(3);
 * EarlyStopping.builder().monitor("val_accuracy").patience(5).restoreBestWeights(true).build();
 * }</pre>
 *
 * <p>The rules are Keras's: an epoch is better where it beats the best one so far by more than the
 * min delta; the count of epochs to wait starts again where it also beats the baseline, if there is
 * one; the very first epoch never ends a training. Epochs without a validation are passed over. The
 * object may be used for one training after another, not for two at once.
 */
public final class EarlyStopping implements Callback {
  private static final String NAME = "EarlyStopping";

  private final Monitor monitor;
  private final int patience;
  private final OptionalDouble baseline;
  private final boolean restoreBestWeights;
  private final int startFromEpoch;

  private int wait;
  private double best;
  private int bestEpoch;
  private Optional<List<NDArray>> bestWeights = Optional.empty();

  private EarlyStopping(Builder builder) {
    this.monitor = new Monitor(NAME, builder.monitor, builder.mode, builder.minDelta);
    this.patience = builder.patience;
    this.baseline = builder.baseline;
    this.restoreBestWeights = builder.restoreBestWeights;
    this.startFromEpoch = builder.startFromEpoch;
    if (patience < 0 || startFromEpoch < 0) {
      throw new IllegalArgumentException(NAME + ": patience and the first epoch must be 0 or more,"
          + " found " + patience + " and " + startFromEpoch);
    }
  }

  /** Watches {@code val_loss}; so many epochs that are not better end the training. */
  public static EarlyStopping patience(int epochs) {
    return builder().patience(epochs).build();
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
    best = monitor.worst();
    bestEpoch = 0;
    bestWeights = Optional.empty();
  }

  @Override
  public void epochEnded(Training training, Logs logs) {
    if (training.epoch() >= startFromEpoch) {
      monitor.in(logs, training).ifPresent(value -> look(training, value));
    }
  }

  private void look(Training training, double value) {
    boolean better = monitor.isBetter(value, best);
    if (restoreBestWeights && (better || bestWeights.isEmpty())) {
      bestWeights = Optional.of(training.model().getWeights());
    }
    wait++;
    if (better) {
      best = value;
      bestEpoch = training.epoch();
      if (baseline.isEmpty() || monitor.isBetter(value, baseline.getAsDouble())) {
        wait = 0;
      }
    } else if (wait >= patience && training.epoch() > 0) {
      training.stop(
          NAME + ": " + monitor.name() + " was best in epoch " + (bestEpoch + 1) + ", " + best);
    }
  }

  @Override
  public void trainEnded(Training training) {
    bestWeights.ifPresent(training.model()::setWeights);
  }

  /** The number of the best epoch so far, from 0. */
  public int bestEpoch() {
    return bestEpoch;
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    state.put("wait", NDArray.scalar(wait));
    state.put("best", NDArray.scalar(best));
    state.put("best_epoch", NDArray.scalar(bestEpoch));
    bestWeights.ifPresent(weights -> StateArrays.put(state, "weights", weights));
    return state;
  }

  @Override
  public void restore(Map<String, NDArray> state) {
    wait = state.get("wait").intValue();
    best = state.get("best").doubleValue();
    bestEpoch = state.get("best_epoch").intValue();
    bestWeights = StateArrays.get(state, "weights");
  }

  /** Collects the arguments. */
  public static final class Builder extends WatchingBuilder<Builder> {
    private OptionalDouble baseline = OptionalDouble.empty();
    private boolean restoreBestWeights;
    private int startFromEpoch;

    private Builder() {
      super(0, 0);
    }

    @Override
    Builder self() {
      return this;
    }

    /** A value that must be beaten for the patience to start again. */
    public Builder baseline(double newBaseline) {
      this.baseline = OptionalDouble.of(newBaseline);
      return this;
    }

    /** Whether the model gets the weights of the best epoch when training ends, however it does. */
    public Builder restoreBestWeights(boolean restore) {
      this.restoreBestWeights = restore;
      return this;
    }

    /** The number of the first epoch to look at, from 0. */
    public Builder startFromEpoch(int epoch) {
      this.startFromEpoch = epoch;
      return this;
    }

    /**
     * The callback.
     *
     * @throws IllegalArgumentException where a number is out of its range
     */
    public EarlyStopping build() {
      return new EarlyStopping(this);
    }
  }
}
