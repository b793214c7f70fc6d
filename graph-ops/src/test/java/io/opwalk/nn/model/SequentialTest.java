package io.opwalk.nn.model;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.LINEAR;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Layers.activation;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SequentialTest {
  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 3));

  @Test
  void isBuiltFromTheStart() {
    Sequential model = Sequential.of(x, dense(4, RELU), dense(2), activation(SIGMOID));
    assertSame(x, model.input());
    assertEquals("activation/Sigmoid", model.output().name());
    assertEquals(
        List.of("dense", "dense_1", "activation"),
        model.layers().stream().map(ModelLayer::name).toList());
    assertSame(x, model.step(0));
    assertSame(model.layer("dense").output(), model.step(1));
    assertSame(model.output(), model.step(3));
    assertEquals(3, model.stack().size());
  }

  @Test
  void aLayerThatChangesNothingHasAnOutputOfItsOwn() {
    Sequential model = Sequential.of(x, dense(4), activation(LINEAR));
    assertEquals(2, model.stack().size());
    assertSame(model.step(1), model.step(2).owner().inputs(0));
    assertSame(model.step(2), model.layer("activation").output());
  }

  @Test
  void oneLayerMoreAndOneLessShareTheWeights() {
    Sequential model = Sequential.of(x, dense(4), activation(SIGMOID));
    Sequential before = model.withoutLast();
    assertSame(model.output().owner().inputs(0), before.output());
    assertEquals(model.parameters(), before.parameters());
    Sequential again = before.with(activation(SIGMOID));
    NDArray row = NDArray.ofArray(new double[][] {{1, 2, 3}});
    assertEquals(model.predict(row), again.predict(row));
  }

  @Test
  void aConfigMaySayInThreeWaysWhatItIsAppliedTo() {
    Config dense = Config.builder().put("units", 2).put("name", "d").build();
    Config policy = Config.builder()
        .put("class_name", "DTypePolicy")
        .put("config", Map.of("name", "float64"))
        .build();
    List<Object> batch = Arrays.asList(null, 3);
    Config input =
        Config.builder().put("batch_shape", batch).put("dtype", policy).build();
    for (Config told : List.of(
        stack("InputLayer", input.with("name", "i"), "Dense", dense),
        stack("Dense", dense.with("batch_input_shape", batch).with("dtype", "float64")),
        stack("Dense", dense.with("input_shape", List.of(3)).with("dtype", policy)),
        stack("Dense", dense.with("dtype", policy)).with("build_input_shape", batch))) {
      Sequential model = Sequential.fromConfig(told);
      assertEquals(List.of(3, 2), model.getWeights().get(0).shape());
      assertEquals(x.dtype(), model.output().dtype());
    }
    Config none = stack("Dense", dense);
    assertThrows(ConfigException.class, () -> Sequential.fromConfig(none));
  }

  @Test
  void aConfigMayHaveItsClassNameAroundIt() {
    Sequential model = Sequential.of(x, dense(4), dense(2));
    Config file = Config.builder()
        .put("module", "keras")
        .put("class_name", "Sequential")
        .put("config", model.config())
        .put("registered_name", null)
        .put("compile_config", Map.of("loss", "mse"))
        .build();
    assertEquals(model.config(), Sequential.fromConfig(file).config());
    assertEquals(model.config(), Model.fromConfig(file).config());
    // As Keras 2.0 had it.
    Config listed = file.with("config", model.config().get("layers"));
    assertEquals(2, Sequential.fromConfig(listed).stack().size());
    Model functional = Model.of(x, model.output());
    Config other = file.with("class_name", "Functional").with("config", functional.config());
    assertEquals(functional.config(), Model.fromConfig(other).config());
    assertThrows(ConfigException.class, () -> Sequential.fromConfig(other));
    Config none = file.with("class_name", "Dense");
    assertThrows(ConfigException.class, () -> Model.fromConfig(none));
  }

  private static Config stack(Object... classesAndConfigs) {
    List<Config> layers = new ArrayList<>();
    for (int i = 0; i < classesAndConfigs.length; i += 2) {
      layers.add(Config.builder()
          .put("class_name", classesAndConfigs[i])
          .put("config", classesAndConfigs[i + 1])
          .build());
    }
    return Config.builder().put("name", "s").put("layers", layers).build();
  }

  @Test
  void aModelWithoutLayersIsItsInput() {
    Sequential none = Sequential.of(x, dense(4)).withoutLast();
    NDArray row = NDArray.ofArray(new double[][] {{1, 2, 3}});
    assertEquals(row, none.predict(row));
    assertEquals(List.of(), none.parameters());
    assertThrows(IllegalStateException.class, none::withoutLast);
  }
}
