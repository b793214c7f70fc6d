package io.opwalk.examples.quickstart;

import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Training;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on standard error how far training is. */
final class TrainingBar implements Callback, AutoCloseable {
  private static final int COLUMNS = 80;

  private final ProgressBar bar = new ProgressBarBuilder()
      .setTaskName("training")
      .setStyle(ProgressBarStyle.ASCII)
      .setUpdateIntervalMillis(1000)
      // Of this width, whatever the terminal's: to ask for that, the library loads native code.
      .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
      .build();

  @Override
  public void epochStarted(Training training) {
    bar.maxHint((long) training.epochs() * training.batches().orElse(0));
  }

  @Override
  public void batchEnded(Training training) {
    bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f", training.batchLoss()));
    bar.step();
  }

  @Override
  public void close() {
    bar.close();
  }
}
