package io.opwalk.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.optimizer.schedule.CosineDecay;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OptimizersTest {
  static List<Optimizer> optimizers() {
    return List.of(
        new SGD(0.02, 0.9, true),
        new RMSprop(0.02, 0.8, 0.1, 1e-6, true),
        new Adam(0.02, 0.8, 0.99, 1e-6).withAmsgrad(),
        new Adam(0.02, 0.8, 0.99, 1e-6).withEpsilonHat(),
        new AdamW(0.02, 0.1, 0.8, 0.99, 1e-6).withAmsgrad().withEpsilonHat(),
        new Adamax(0.02, 0.8, 0.99, 1e-6),
        new Nadam(0.02, 0.8, 0.99, 1e-6),
        new Adagrad(0.02, 0.2, 1e-6),
        new Adadelta(0.02, 0.8, 1e-6),
        new Lion(0.02, 0.8, 0.9),
        new Ftrl(0.02, -0.4, 0.2, 0.1, 0.2, 0.3, 0.4),
        new Muon(
            0.02,
            0.1,
            0.9,
            false,
            new NewtonSchulz(3, -4, 2, 6),
            OptionalDouble.empty(),
            new Muon.Others(0.1, 0.2, 0.8, 0.99, 1e-6),
            List.of("logits"),
            false),
        new Muon(),
        new AdamW().withoutWeightDecayOf("bias", "gamma"),
        Adam.of(0.02)
            .withLearningRate(new CosineDecay(0.1, 10).withWarmup(0.2, 3))
            .withWeightDecay(0.1)
            .withGlobalClipNorm(2)
            .withGradientAccumulation(4)
            .withEma(0.9, 5),
        SGD.of(0.02).withClipNorm(2).withEma(0.9),
        SGD.of(0.02).withClipValue(2));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void isMadeAgainFromItsConfig(Optimizer optimizer) {
    // A map is what a JSON library gives back.
    Config config = Config.of(optimizer.config().toMap());
    Optimizer again = Optimizers.fromConfig(optimizer.className(), config);
    assertEquals(optimizer.config(), again.config());
    if (!(config.get("learning_rate") instanceof Config)) {
      assertEquals(optimizer, again);
    }
  }

  @Test
  void namesGiveKerasDefaults() {
    Map<String, Optimizer> defaults = Map.ofEntries(
        Map.entry("sgd", new SGD()),
        Map.entry("rmsprop", new RMSprop()),
        Map.entry("adam", new Adam()),
        Map.entry("adamw", new AdamW()),
        Map.entry("adamax", new Adamax()),
        Map.entry("nadam", new Nadam()),
        Map.entry("adagrad", new Adagrad()),
        Map.entry("adadelta", new Adadelta()),
        Map.entry("lion", new Lion()),
        Map.entry("ftrl", new Ftrl()),
        Map.entry("muon", new Muon()));
    defaults.forEach((name, optimizer) -> {
      assertEquals(optimizer, Optimizers.named(name));
      assertEquals(optimizer, Optimizers.named(optimizer.className()));
    });
  }

  /** What Keras 3 writes for Adam(learning_rate=PolynomialDecay(0.1, 100), clipnorm=1.0). */
  @Test
  void readsWhatKerasWrites() {
    Config schedule = Config.builder()
        .put("module", "keras.optimizers.schedules")
        .put("class_name", "PolynomialDecay")
        .put(
            "config",
            Map.of(
                "initial_learning_rate",
                0.1,
                "decay_steps",
                100,
                "end_learning_rate",
                0.0001,
                "power",
                1.0,
                "cycle",
                false,
                "name",
                "PolynomialDecay"))
        .put("registered_name", null)
        .build();
    Config config = Config.builder()
        .put("name", "adam")
        .put("learning_rate", schedule)
        .put("weight_decay", null)
        .put("clipnorm", 1.0)
        .put("global_clipnorm", null)
        .put("clipvalue", null)
        .put("use_ema", false)
        .put("ema_momentum", 0.99)
        .put("ema_overwrite_frequency", null)
        .put("loss_scale_factor", null)
        .put("gradient_accumulation_steps", null)
        .put("beta_1", 0.9)
        .put("beta_2", 0.999)
        .put("epsilon", 1e-07)
        .put("amsgrad", false)
        .build();
    assertEquals(
        new Adam()
            .withLearningRate(new io.opwalk.nn.optimizer.schedule.PolynomialDecay(0.1, 100))
            .withClipNorm(1),
        Optimizers.fromConfig("Adam", config));
  }

  @Test
  void aConfigThatDoesNotFitIsRefused() {
    assertRefused("'Adan'", "Adan", Config.empty());
    assertRefused("beta1", "Adam", Config.builder().put("beta1", 0.9).build());
    assertRefused(
        "loss_scale_factor",
        "Adam",
        Config.builder().put("loss_scale_factor", 8).build());
    assertRefused(
        "learning_rate", "Adam", Config.builder().put("learning_rate", "1").build());
    assertRefused(
        "weight_decay", "AdamW", Config.builder().put("weight_decay", null).build());
  }

  @Test
  void whatEarlierVersionsHadMayBeNothing() {
    Config none = Config.builder().put("decay", 0.0).put("caution", false).build();
    assertEquals(new SGD(), Optimizers.fromConfig("SGD", none));
    assertRefused("InverseTimeDecay", "SGD", none.with("decay", 0.01));
    assertRefused("caution", "Muon", none.with("caution", true));
  }

  private static void assertRefused(String part, String className, Config config) {
    ConfigException error =
        assertThrows(ConfigException.class, () -> Optimizers.fromConfig(className, config));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
