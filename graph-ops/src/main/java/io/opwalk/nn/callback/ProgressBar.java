package io.opwalk.nn.callback;

import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;
import java.io.Flushable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Prints how far training is, as Keras does: a bar with the time that is left, and the numbers of
 * the epoch so far.
 *
 * <pre>{@code
 * FitOptions.epochs(5).withCallbacks(ProgressBar.to(System.err));
 *
 * Epoch 1/5
 * 250/250 ━━━━━━━━━━━━━━━━━━━━ 2s 8ms/step - accuracy: 0.9121 - loss: 0.3015
 * }</pre>
 *
 * <p>The bar is rewritten in place, which takes a terminal; elsewhere there is a line for each
 * epoch when it has ended. Give it last, so that it shows what other callbacks add to the logs.
 */
public final class ProgressBar implements Callback {
  private static final long NANOS_BETWEEN = 50_000_000;

  private final Appendable target;
  private final boolean inPlace;
  private final BarText text;
  private final LongSupplier nanoTime;

  private long epochStart;
  private long afterFirst;
  private long lastShown;
  private int columns;

  ProgressBar(Appendable target, boolean inPlace, BarText text, LongSupplier nanoTime) {
    this.target = Objects.requireNonNull(target, "target");
    this.inPlace = inPlace;
    this.text = text;
    this.nanoTime = nanoTime;
  }

  /** A bar if this is the standard output or error and somebody looks at it; else lines. */
  public static ProgressBar to(PrintStream stream) {
    boolean inPlace = (stream == System.out || stream == System.err) && Terminal.isThere();
    return new ProgressBar(
        stream, inPlace, new BarText(Terminal.canShow('━') ? '━' : '='), System::nanoTime);
  }

  /** A line for each epoch. */
  public static ProgressBar lines(Appendable target) {
    return new ProgressBar(target, false, new BarText('━'), System::nanoTime);
  }

  /** A bar, rewritten in place by carriage returns, wherever it goes. */
  public static ProgressBar inPlace(Appendable target) {
    return new ProgressBar(target, true, new BarText('━'), System::nanoTime);
  }

  @Override
  public void epochStarted(Training training) {
    epochStart = nanoTime.getAsLong();
    lastShown = epochStart;
    columns = 0;
    if (inPlace) {
      print("Epoch " + (training.epoch() + 1) + "/" + training.epochs() + "\n");
    }
  }

  @Override
  public void batchEnded(Training training) {
    long now = nanoTime.getAsLong();
    if (training.batch() == 1) {
      afterFirst = now;
    }
    if (inPlace && now - lastShown >= NANOS_BETWEEN) {
      lastShown = now;
      rewrite(text.underWay(progress(training, now), training.scores().asMap()));
    }
  }

  @Override
  public void epochEnded(Training training, Logs logs) {
    BarText.Progress progress = progress(training, nanoTime.getAsLong());
    Map<String, Double> numbers = logs.asMap();
    if (inPlace) {
      rewrite(text.ended(progress, numbers));
      print("\n");
    } else {
      print("Epoch " + (training.epoch() + 1) + "/" + training.epochs() + " - "
          + text.line(progress, numbers) + "\n");
    }
  }

  private BarText.Progress progress(Training training, long now) {
    double elapsed = (now - epochStart) / 1e9;
    int done = training.batch();
    // The first step compiles, and says little about the others.
    double perStep = done > 1 ? (now - afterFirst) / 1e9 / (done - 1) : elapsed / Math.max(1, done);
    return new BarText.Progress(done, training.batches(), elapsed, perStep);
  }

  /** Writes over what stands in the line. */
  private void rewrite(String line) {
    int length = line.codePointCount(0, line.length());
    print("\r" + line + " ".repeat(Math.max(0, columns - length)));
    columns = length;
  }

  private void print(String characters) {
    try {
      target.append(characters);
      if (target instanceof Flushable flushable) {
        flushable.flush();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot print progress", failure);
    }
  }
}
