package io.opwalk.cpu;

import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.GELU;
import static io.opwalk.nn.layer.Activations.SOFTPLUS;
import static io.opwalk.nn.layer.Activations.TANH;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.initializer.RandomNormal;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.loss.CategoricalCrossentropy;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.Muon;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.optimizer.schedule.CosineDecay;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole training, steps and all, gives the same bits on both backends. */
final class TrainingTest {
  private static final int STEPS = 30;

  static Stream<Arguments> trainings() {
    List<Arguments> all = new ArrayList<>();
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
      all.add(Arguments.of(dtype, BinaryCrossentropy.ofLogits(), SGD.of(0.1, 0.9)));
      all.add(Arguments.of(dtype, CategoricalCrossentropy.ofLogits(), Adam.of(0.01)));
      all.add(Arguments.of(dtype, new MeanSquaredError(), new SGD(0.05, 0.5, true)));
      all.add(Arguments.of(dtype, new MeanSquaredError(), Muon.of(0.01).withEma(0.9, 7)));
      Optimizer asked = Adam.of(0.01)
          .withLearningRate(new CosineDecay(0.01, 20).withWarmup(0.02, 5))
          .withWeightDecay(0.1)
          .withGlobalClipNorm(0.2)
          .withGradientAccumulation(2);
      all.add(Arguments.of(dtype, CategoricalCrossentropy.ofLogits(), asked));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void bothBackendsTrainToTheSameBits(DType dtype, Loss loss, Optimizer optimizer) {
    List<NDArray> onCpu = trained(dtype, loss, optimizer, new CpuBackend());
    assertEquals(trained(dtype, loss, optimizer, new ReferenceBackend()), onCpu);
    // Else nothing was trained.
    assertNotEquals(model(dtype).getWeights(), onCpu.subList(STEPS, onCpu.size()));
  }

  private static Model model(DType dtype) {
    Tensor x = placeholder("x", dtype, shape(UNKNOWN, 7));
    return Sequential.of(x, dense(9, SOFTPLUS), dense(5, TANH), dense(4, GELU), dense(3));
  }

  /** The losses of all steps, and behind them the weights. */
  private static List<NDArray> trained(
      DType dtype, Loss loss, Optimizer optimizer, Backend backend) {
    Model model = model(dtype);
    Tensor labels = placeholder("labels", dtype, shape(UNKNOWN, 3));
    TrainingStep step = TrainingStep.of(
        loss.of(labels, model.output()),
        List.of(),
        model.trainableParameters(),
        optimizer,
        CompileOptions.builder().backend(backend).build());
    List<NDArray> bits = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      // Batches of 11 and, as at the end of an epoch, of another size.
      int batch = i % 5 == 4 ? 6 : 11;
      NDArray samples = new RandomNormal(0, 1).initialize(dtype, List.of(batch, 7), i);
      NDArray truth = oneHot(samples, dtype);
      bits.addAll(step.run(feed(model.input(), samples).and(labels, truth)));
    }
    bits.addAll(model.getWeights());
    return bits;
  }

  /** The largest of the first three numbers of each row. */
  private static NDArray oneHot(NDArray samples, DType dtype) {
    double[] truth = new double[samples.dim(0) * 3];
    for (int row = 0; row < samples.dim(0); row++) {
      int largest = 0;
      for (int i = 1; i < 3; i++) {
        if (samples.getDouble(row, i) > samples.getDouble(row, largest)) {
          largest = i;
        }
      }
      truth[row * 3 + largest] = 1;
    }
    return NDArray.wrap(truth, samples.dim(0), 3).cast(dtype);
  }
}
