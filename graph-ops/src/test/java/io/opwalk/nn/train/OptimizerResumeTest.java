package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Activations.TANH;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.optimizer.Adadelta;
import io.opwalk.nn.optimizer.Adagrad;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.AdamW;
import io.opwalk.nn.optimizer.Adamax;
import io.opwalk.nn.optimizer.Ftrl;
import io.opwalk.nn.optimizer.Lion;
import io.opwalk.nn.optimizer.Muon;
import io.opwalk.nn.optimizer.Nadam;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.nn.optimizer.RMSprop;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.optimizer.schedule.CosineDecay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that any optimizer remembers is lost where a training is broken off between epochs. */
final class OptimizerResumeTest {
  private static final int EPOCHS = 4;

  static List<Optimizer> optimizers() {
    return List.of(
        new SGD(0.05, 0.9, true),
        new RMSprop(0.05, 0.9, 0.5, 1e-7, true),
        Adam.of(0.05).withAmsgrad(),
        AdamW.of(0.05),
        Adamax.of(0.05),
        Nadam.of(0.05),
        Adagrad.of(0.05),
        Adadelta.of(0.5),
        Ftrl.of(0.05),
        Lion.of(0.01),
        Muon.of(0.05),
        // Five steps an epoch, so that a change is due within an epoch, not at its end.
        Adam.of(0.05).withGradientAccumulation(3).withGlobalClipNorm(0.5),
        Adam.of(0.05).withLearningRate(new CosineDecay(0.05, 5 * EPOCHS)).withEma(0.7, 3));
  }

  private static Trainer trainer(Optimizer optimizer) {
    Tensor x = placeholder("x", FLOAT64, -1, 2);
    Model model = Sequential.of(x, dense(6, TANH), dense(1, SIGMOID));
    return Trainer.of(model, BinaryCrossentropy.ofProbabilities(), optimizer);
  }

  private static List<NDArray> fit(Trainer trainer, Callback callback) {
    NDArray points = Points.points().slice(0, 20);
    NDArray labels = Points.labels().slice(0, 20);
    FitOptions options =
        FitOptions.epochs(EPOCHS).withBatchSize(4).withSeed(5).withCallbacks(callback);
    trainer.fit(points, labels, options);
    return trainer.model().getWeights();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void goesOnToTheSameBits(Optimizer optimizer) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    List<NDArray> whole = fit(trainer(optimizer), new Callback() {
      @Override
      public void epochRecorded(Training training) {
        checkpoints.add(training.checkpoint());
      }
    });
    List<NDArray> resumed = fit(trainer(optimizer), new Callback() {
      @Override
      public void trainStarted(Training training) {
        training.resumeFrom(checkpoints.get(1));
      }
    });
    assertEquals(whole, resumed);
    // Else nothing was learned behind the checkpoint.
    assertNotEquals(whole, fit(trainer(optimizer), new Callback() {
      @Override
      public void epochRecorded(Training training) {
        if (training.epoch() == 1) {
          training.stop("enough");
        }
      }
    }));
  }
}
