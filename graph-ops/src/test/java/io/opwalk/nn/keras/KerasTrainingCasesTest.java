package io.opwalk.nn.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.CategoricalCrossentropy;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.loss.MeanAbsoluteError;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Adadelta;
import io.opwalk.nn.optimizer.Adagrad;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.Adamax;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.nn.optimizer.RMSprop;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.CompileOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The training runs of layers.zip: the loss before each of 10 steps, and all weights after it.
 *
 * <p>The references are float32; an error of one rounding grows from step to step by what the
 * optimizer divides by, so 1e-4 of a tensor's largest magnitude is allowed, in float64.
 */
final class KerasTrainingCasesTest {
  private static final double TOLERANCE = 1e-4;

  private static final CaseArchive ARCHIVE = new CaseArchive("layers.zip");

  static List<String> runs() {
    List<String> runs = new ArrayList<>();
    for (String folder : ARCHIVE.folders("training/", "model.json")) {
      for (String optimizer : List.of(
          "sgd",
          "momentum",
          "nesterov",
          "rmsprop",
          "rmsprop_momentum",
          "adagrad",
          "adadelta",
          "adam",
          "adamax")) {
        runs.add(folder + "/" + optimizer + ".json");
      }
    }
    return runs;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void agreesAfterEachStep(String name) {
    JsonNode run = ARCHIVE.json(name);
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    JsonNode json = ARCHIVE.json(folder + "model.json");
    Model model = TfjsModels.read(json, DType.FLOAT64);
    TfjsModels.setWeights(model, json, ARCHIVE.bytes(folder + "weights.bin"));
    Tensor output = model.output();
    Tensor labels = Tensors.placeholder("labels", output.dtype(), output.shape());
    TrainingStep step = TrainingStep.of(
        model,
        loss(run.get("loss").asText()).of(labels, output),
        List.of(),
        optimizer(run.get("optimizer").asText(), run.get("hyper")),
        CompileOptions.defaults());
    Feed feed = Feed.feed(model.input(), Values.read(run.get("x"), DType.FLOAT64))
        .and(labels, Values.read(run.get("y"), DType.FLOAT64));
    for (JsonNode after : run.get("steps")) {
      String at = name + ", step " + after.get("step");
      NDArray loss = NDArray.scalar(after.get("loss_before_update").asDouble());
      Values.assertClose(at + ", loss", loss, step.run(feed).get(0), TOLERANCE, 1e-3);
      Map<String, Tensor> weights = TfjsModels.weights(model);
      WeightKeys keys = new WeightKeys();
      after
          .get("weights")
          .properties()
          .forEach(weight -> Values.assertClose(
              at + ", " + weight.getKey(),
              Values.read(weight.getValue(), DType.FLOAT64),
              Tensors.slotOf(weights.get(keys.of(weight.getKey()))).value(),
              TOLERANCE,
              1e-3));
    }
  }

  private static Loss loss(String name) {
    return switch (name) {
      case "meanSquaredError" -> new MeanSquaredError();
      case "meanAbsoluteError" -> new MeanAbsoluteError();
      case "categoricalCrossentropy" -> CategoricalCrossentropy.ofProbabilities();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Optimizer optimizer(String name, JsonNode hyper) {
    double rate = hyper.get("learningRate").asDouble();
    double momentum = hyper.path("momentum").asDouble(0);
    double epsilon = hyper.path("epsilon").asDouble(0);
    return switch (name) {
      case "sgd" -> SGD.of(rate);
      case "momentum", "nesterov" ->
        new SGD(rate, momentum, hyper.get("nesterov").asBoolean());
      case "rmsprop", "rmsprop_momentum" ->
        new RMSprop(rate, hyper.get("rho").asDouble(), momentum, epsilon, false);
      case "adagrad" -> new Adagrad(rate, hyper.get("initialAccumulatorValue").asDouble(), epsilon);
      case "adadelta" -> new Adadelta(rate, hyper.get("rho").asDouble(), epsilon);
      case "adam" ->
        new Adam(rate, hyper.get("beta1").asDouble(), hyper.get("beta2").asDouble(), epsilon);
      case "adamax" ->
        new Adamax(rate, hyper.get("beta1").asDouble(), hyper.get("beta2").asDouble(), epsilon);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
