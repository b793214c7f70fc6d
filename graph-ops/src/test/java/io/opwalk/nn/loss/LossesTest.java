package io.opwalk.nn.loss;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LossesTest {
  private static final List<Loss> CONFIGURED = List.of(
      new BinaryCrossentropy(true, 0.25, 1),
      new CategoricalCrossentropy(true, 0.5, 1),
      new SparseCategoricalCrossentropy(true, OptionalLong.of(-1), 2),
      new BinaryFocalCrossentropy(true, 0.5, 3, true, 0.25, 1),
      new CategoricalFocalCrossentropy(List.of(1.0, 2.0), 3, true, 0.25, 1),
      new CategoricalFocalCrossentropy(List.of(0.5), 2, false, 0, -1),
      new Huber(2.5),
      new CosineSimilarity(1),
      new Dice(List.of(1, 2)),
      new Tversky(0.25, 0.75, List.of(1)),
      new Circle(32, 0.25, false),
      new CategoricalGeneralizedCrossEntropy(0.25),
      new MeanSquaredError().named("error").withReduction(Reduction.SUM),
      new LogCosh().withReduction(Reduction.NONE));

  @Test
  void aConfigMakesTheSameLossAgain() {
    for (Loss loss : CONFIGURED) {
      Loss again = Losses.fromConfig(loss.className(), Config.of(loss.config().toMap()));
      assertEquals(loss, again);
    }
    for (LossCase each : LossCase.all()) {
      assertEquals(
          each.loss(), Losses.fromConfig(each.loss().className(), each.loss().config()));
    }
  }

  @Test
  void configsAreThoseOfKeras() {
    assertEquals(
        Map.of(
            "name",
            "binary_crossentropy",
            "reduction",
            "sum_over_batch_size",
            "from_logits",
            false,
            "label_smoothing",
            0.0,
            "axis",
            -1L),
        BinaryCrossentropy.ofProbabilities().config().toMap());
    assertEquals("huber_loss", new Huber().config().get("name"));
  }

  @Test
  void namesAreThoseOfKeras() {
    Map<String, Loss> named = Map.ofEntries(
        Map.entry("mse", new MeanSquaredError()),
        Map.entry("MSE", new MeanSquaredError()),
        Map.entry("mean_squared_error", new MeanSquaredError()),
        Map.entry("MeanSquaredError", new MeanSquaredError()),
        Map.entry("mae", new MeanAbsoluteError()),
        Map.entry("mape", new MeanAbsolutePercentageError()),
        Map.entry("msle", new MeanSquaredLogarithmicError()),
        Map.entry("bce", BinaryCrossentropy.ofProbabilities()),
        Map.entry("kld", new KLDivergence()),
        Map.entry("kl_divergence", new KLDivergence()),
        Map.entry("huber", new Huber()),
        Map.entry("log_cosh", new LogCosh()),
        Map.entry("poisson", new Poisson()),
        Map.entry("hinge", new Hinge()),
        Map.entry("squared_hinge", new SquaredHinge()),
        Map.entry("categorical_hinge", new CategoricalHinge()),
        Map.entry("cosine_similarity", new CosineSimilarity()),
        Map.entry("categorical_crossentropy", CategoricalCrossentropy.ofProbabilities()),
        Map.entry(
            "sparse_categorical_crossentropy", SparseCategoricalCrossentropy.ofProbabilities()),
        Map.entry("binary_focal_crossentropy", BinaryFocalCrossentropy.ofProbabilities()),
        Map.entry("categorical_focal_crossentropy", CategoricalFocalCrossentropy.ofProbabilities()),
        Map.entry("dice", new Dice()),
        Map.entry("tversky", new Tversky()),
        Map.entry("circle", new Circle()),
        Map.entry(
            "categorical_generalized_cross_entropy", new CategoricalGeneralizedCrossEntropy()),
        Map.entry("ctc", new CTC()));
    named.forEach((name, loss) -> assertEquals(loss, Losses.of(name), name));
  }

  @Test
  void crossentropyIsWhatSuitsLabelsAndPredictions() {
    Tensor one = placeholder("one", DType.FLOAT32, shape(UNKNOWN, 1));
    Tensor ten = placeholder("ten", DType.FLOAT32, shape(UNKNOWN, 10));
    assertEquals(
        BinaryCrossentropy.ofProbabilities(), Losses.of("crossentropy", shape(UNKNOWN, 1), one));
    assertEquals(
        SparseCategoricalCrossentropy.ofProbabilities(), Losses.of("ce", shape(UNKNOWN), ten));
    assertEquals(
        SparseCategoricalCrossentropy.ofProbabilities(), Losses.of("ce", shape(UNKNOWN, 1), ten));
    assertEquals(
        CategoricalCrossentropy.ofProbabilities(), Losses.of("ce", shape(UNKNOWN, 10), ten));
    assertEquals(new MeanSquaredError(), Losses.of("mse", shape(UNKNOWN, 10), ten));
  }

  @Test
  void aNullReductionIsNone() {
    Config config = Config.builder().put("reduction", null).build();
    assertEquals(Reduction.NONE, Losses.fromConfig("Poisson", config).reduction());
  }

  @Test
  void whatEarlierVersionsWriteIsRead() {
    Config auto = Config.builder().put("reduction", "auto").build();
    assertEquals(new MeanSquaredError(), Losses.fromConfig("MeanSquaredError", auto));
    Config one = Config.builder().put("axis", 1).build();
    assertEquals(new Dice(List.of(1)), Losses.fromConfig("Dice", one));
  }

  @Test
  void wrongConfigsAreRefused() {
    ConfigException unknown = assertThrows(ConfigException.class, () -> Losses.of("mean_error"));
    assertTrue(unknown.getMessage().contains("no loss named 'mean_error'"), unknown.getMessage());
    Config misspelt = Config.builder().put("fromlogits", true).build();
    ConfigException key = assertThrows(
        ConfigException.class, () -> Losses.fromConfig("BinaryCrossentropy", misspelt));
    assertTrue(key.getMessage().contains("[fromlogits]"), key.getMessage());
    Config reduction = Config.builder().put("reduction", "average").build();
    assertThrows(ConfigException.class, () -> Losses.fromConfig("Poisson", reduction));
    assertThrows(IllegalArgumentException.class, () -> new Huber(0));
    assertThrows(IllegalArgumentException.class, () -> new BinaryCrossentropy(true, 1.5, -1));
    assertThrows(IllegalArgumentException.class, () -> new Circle(80, -1, true));
    assertThrows(IllegalArgumentException.class, () -> new CategoricalGeneralizedCrossEntropy(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> CategoricalFocalCrossentropy.ofLogits().withAlpha());
  }

  @Test
  void aFunctionHasNoConfig() {
    Loss mine = Loss.ofFunction("mine", (y, p) -> p);
    assertEquals("mine", mine.name());
    assertThrows(UnsupportedOperationException.class, mine::config);
    assertThrows(UnsupportedOperationException.class, mine::className);
  }
}
