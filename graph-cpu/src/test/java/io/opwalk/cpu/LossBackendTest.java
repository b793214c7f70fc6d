package io.opwalk.cpu;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.loss.Losses;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.nn.metric.Metric;
import io.opwalk.nn.metric.Metrics;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Losses, their gradients and metrics have the same bits on both backends, without the phase that
 * is there to change them.
 */
@Tag("first-tier")
final class LossBackendTest {
  private static final int CLASSES = 5;
  private static final int STEPS = 7;

  /** Names, and configs with logits where there is a choice. */
  record Named(String name, Config config) {}

  static List<Named> losses() {
    List<Named> losses = new ArrayList<>();
    for (String name : List.of(
        "mse",
        "mae",
        "mape",
        "msle",
        "huber",
        "log_cosh",
        "poisson",
        "kld",
        "cosine_similarity",
        "hinge",
        "squared_hinge",
        "categorical_hinge",
        "dice",
        "tversky",
        "circle",
        "ctc")) {
      losses.add(new Named(name, Config.empty()));
    }
    for (String name : List.of(
        "BinaryCrossentropy",
        "BinaryFocalCrossentropy",
        "CategoricalCrossentropy",
        "CategoricalFocalCrossentropy",
        "SparseCategoricalCrossentropy")) {
      losses.add(new Named(name, Config.builder().put("from_logits", true).build()));
      losses.add(new Named(name, Config.builder().put("from_logits", false).build()));
    }
    return losses;
  }

  static List<Named> metrics() {
    List<Named> metrics = new ArrayList<>();
    for (String name : List.of(
        "Accuracy",
        "BinaryAccuracy",
        "CategoricalAccuracy",
        "SparseCategoricalAccuracy",
        "TopKCategoricalAccuracy",
        "SparseTopKCategoricalAccuracy",
        "AUC",
        "Recall",
        "RootMeanSquaredError",
        "CosineSimilarity",
        "PearsonCorrelation",
        "ConcordanceCorrelation",
        "R2Score")) {
      metrics.add(new Named(name, Config.empty()));
    }
    metrics.add(new Named("AUC", Config.builder().put("multi_label", true).build()));
    metrics.add(new Named(
        "Precision", Config.builder().put("top_k", 2).put("class_id", 1).build()));
    metrics.add(
        new Named("PrecisionAtRecall", Config.builder().put("recall", 0.5).build()));
    metrics.add(new Named("F1Score", Config.builder().put("average", "macro").build()));
    metrics.add(
        new Named("OneHotMeanIoU", Config.builder().put("num_classes", CLASSES).build()));
    return metrics;
  }

  /** Labels, predictions and weights, in batches of two sizes. */
  private static void assertSameBits(
      Tensor y, Tensor p, Tensor w, List<Tensor> outputs, DType dtype, String what) {
    CompiledFunction onCpu = compiled(new CpuBackend(), outputs);
    CompiledFunction reference = compiled(new ReferenceBackend(), outputs);
    for (int rows : List.of(37, 4)) {
      SplittableRandom random = new SplittableRandom(rows);
      NDArray predictions = p.shape().rank() == 3
          ? drawn(rows * STEPS, random, dtype).reshape(rows, STEPS, CLASSES)
          : drawn(rows, random, dtype);
      NDArray weights = drawn(rows, random, dtype).reshape(rows * CLASSES).slice(0, rows);
      Feed feed = Feed.feed(y, labels(y, rows, random)).and(p, predictions).and(w, weights);
      assertEquals(reference.call(feed), onCpu.call(feed), what);
    }
  }

  private static CompiledFunction compiled(Backend backend, List<Tensor> outputs) {
    CompileOptions options =
        CompileOptions.builder().withoutPhase("stable").backend(backend).build();
    return Graph.of(outputs).compile(outputs, options);
  }

  private static NDArray drawn(int rows, SplittableRandom random, DType dtype) {
    double[] values = random.doubles(rows * (long) CLASSES, 0.05, 0.95).toArray();
    return NDArray.wrap(values, rows, CLASSES).cast(dtype);
  }

  /** One-hot, or numbers of classes. */
  private static NDArray labels(Tensor y, int rows, SplittableRandom random) {
    int columns = y.shape().rank() == 1 ? 1 : y.dtype() == DType.INT64 ? 3 : CLASSES;
    double[] values = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      if (y.dtype() == DType.INT64) {
        for (int k = 0; k < columns; k++) {
          values[i * columns + k] = random.nextInt(columns == 1 ? 0 : 1, CLASSES);
        }
      } else {
        values[i * columns + random.nextInt(columns)] = 1;
      }
    }
    NDArray labels = NDArray.wrap(values, values.length).cast(y.dtype());
    return y.shape().rank() == 1 ? labels : labels.reshape(rows, columns);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void losses(Named named) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Loss loss = Losses.fromConfig(named.name(), named.config());
      Tensor p = named.name().equals("ctc")
          ? placeholder("p", dtype, shape(UNKNOWN, STEPS, CLASSES))
          : placeholder("p", dtype, shape(UNKNOWN, CLASSES));
      Tensor y = placeholder("y", loss.labelType(p).dtype(), loss.labelType(p).shape());
      Tensor w = placeholder("w", dtype, shape(UNKNOWN));
      Tensor value = loss.of(y, p, w);
      assertSameBits(
          y, p, w, List.of(value, Gradients.gradient(value, p)), dtype, named.name() + dtype);
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void metrics(Named named) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Metric metric = Metrics.fromConfig(named.name(), named.config());
      Tensor p = placeholder("p", dtype, shape(UNKNOWN, CLASSES));
      Tensor y =
          placeholder("y", metric.labelType(p).dtype(), metric.labelType(p).shape());
      Tensor w = placeholder("w", dtype, shape(UNKNOWN));
      List<Tensor> sums = metric.sums(y, p, SampleWeights.of(w));
      assertSameBits(y, p, w, sums, dtype, named.name() + dtype);
    }
  }
}
