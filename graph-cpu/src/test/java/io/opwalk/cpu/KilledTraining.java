package io.opwalk.cpu;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;

import io.opwalk.NDArray;
import io.opwalk.nn.callback.BackupAndRestore;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.initializer.RandomNormal;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.noise.Noise;
import io.opwalk.nn.layer.noise.NoiseKind;
import io.opwalk.nn.loss.SparseCategoricalCrossentropy;
import io.opwalk.nn.metric.SparseCategoricalAccuracy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Trainer;
import io.opwalk.nn.train.Training;
import io.opwalk.spi.CompileOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A training with backups whose process dies while it writes one: that of the epoch of the given
 * number, from 0, or right after it.
 */
final class KilledTraining {
  private static final int COUNT = 90;

  private KilledTraining() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    int last = Integer.parseInt(arguments[1]);
    Callback dying = new Callback() {
      @Override
      public void epochEnded(Training training, Logs logs) {
        if (training.epoch() == last) {
          new Thread(() -> haltDuringWrite(file.getParent())).start();
        }
      }

      @Override
      public void batchStarted(Training training) {
        if (training.epoch() > last) {
          Runtime.getRuntime().halt(0);
        }
      }
    };
    trainer().fit(samples(), options().withCallbacks(dying, BackupAndRestore.in(file)));
  }

  private static void haltDuringWrite(Path directory) {
    while (true) {
      try (Stream<Path> files = Files.list(directory)) {
        if (files.anyMatch(each -> each.toString().endsWith(".tmp"))) {
          Runtime.getRuntime().halt(0);
        }
      } catch (IOException | UncheckedIOException moved) {
        // A file went while the directory was read.
        continue;
      }
    }
  }

  static FitOptions options() {
    return FitOptions.epochs(5).withBatchSize(16).withSeed(2).withValidationSplit(0.1);
  }

  static Samples samples() {
    NDArray inputs = new RandomNormal(0, 1).initialize(FLOAT32, List.of(COUNT, 6), 1);
    long[] labels = new long[COUNT];
    for (int i = 0; i < COUNT; i++) {
      labels[i] = inputs.getDouble(i, 0) > inputs.getDouble(i, 1) ? 2 : i % 2;
    }
    return Samples.of(inputs, NDArray.wrap(labels, COUNT));
  }

  static Trainer trainer() {
    Model model = Sequential.of(
        placeholder("x", FLOAT32, shape(UNKNOWN, 6)),
        dense(12, RELU),
        new Noise(NoiseKind.DROPOUT, 0.25, LayerOptions.defaults()),
        dense(3));
    return Trainer.builder(model)
        .loss(SparseCategoricalCrossentropy.ofLogits())
        .metrics(new SparseCategoricalAccuracy())
        .optimizer(Adam.of(0.01))
        .options(CompileOptions.builder().backend(new CpuBackend()).build())
        .build();
  }
}
