package io.opwalk.nn.model;

import static io.opwalk.Feed.feed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.layer.CallOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models whose masks are entries among their layers, as Keras 3 writes them. */
final class MaskOpsTest {
  private static Config config(Object... keysAndValues) {
    Config.Builder config = Config.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return config.build();
  }

  private static Config tensor(String layer) {
    Config history = config("keras_history", List.of(layer, 0, 0));
    return config("class_name", "__keras_tensor__", "config", history);
  }

  private static Config entry(
      String module, String className, String name, Config own, List<Object> args, Config kwargs) {
    return config(
        "module",
        module,
        "class_name",
        className,
        "name",
        name,
        "config",
        own.with("name", name),
        "inbound_nodes",
        args.isEmpty() ? List.of() : List.of(config("args", args, "kwargs", kwargs)));
  }

  /** Steps that are masked, over which something goes with a mask that two functions make. */
  private static Config model(Object value, String of, Config any) {
    String ops = "keras.src.ops.numpy";
    Config shape = config("batch_shape", Arrays.asList(null, 3, 2), "dtype", "float64");
    return config(
        "name",
        "m",
        "layers",
        List.of(
            entry("keras.layers", "InputLayer", "x", shape, List.of(), config()),
            entry("keras.layers", "InputLayer", "y", shape, List.of(), config()),
            entry(ops, "NotEqual", "differs", config(), List.of(tensor(of), value), config()),
            entry(ops, "Any", "some", any, List.of(tensor("differs")), config()),
            entry("keras.layers", "Masking", "masking", config(), List.of(tensor("x")), config()),
            entry(
                "keras.layers",
                "GlobalAveragePooling1D",
                "mean",
                config(),
                List.of(tensor("masking")),
                config("mask", tensor("some")))),
        "input_layers",
        of.equals("x") ? List.of("x", 0, 0) : List.of(List.of("x", 0, 0), List.of("y", 0, 0)),
        "output_layers",
        List.of("mean", 0, 0));
  }

  private final Config any = config("axis", -1, "keepdims", false);

  private static CallOptions told(Model model) {
    return model.layer("mean").call().options();
  }

  @Test
  void aMaskThatTravelsAnywayIsLeftToTravel() {
    Model model = Model.fromConfig(model(0.0, "x", any));
    assertTrue(told(model).isNone());
    NDArray steps = NDArray.ofArray(new double[][][] {{{1, 2}, {0, 0}, {3, 0}}});
    assertEquals(NDArray.ofArray(new double[][] {{2, 1}}), model.predict(steps));
    assertEquals(model.config(), Model.fromConfig(model.config()).config());
  }

  @Test
  void anotherMaskIsGivenInItsPlace() {
    Model other = Model.fromConfig(model(3.0, "x", any));
    assertEquals(Map.of(0, 1).keySet(), told(other).masks().keySet());
    NDArray steps = NDArray.ofArray(new double[][][] {{{3, 3}, {0, 0}, {4, 2}}});
    // Of the steps that are not all 3.
    assertEquals(NDArray.ofArray(new double[][] {{2, 1}}), other.predict(steps));
    Model twin = Model.fromConfig(model(0.0, "y", config("axis", List.of(2))));
    NDArray ones = NDArray.ofArray(new double[][][] {{{0, 0}, {0, 1}, {0, 0}}});
    assertEquals(
        NDArray.ofArray(new double[][] {{5, 6}}),
        twin.predict(feed(twin.inputs().get(0), new double[][][] {{{3, 3}, {5, 6}, {4, 2}}})
                .and(twin.inputs().get(1), ones))
            .get(0));
    assertNotEquals(CallOptions.none(), told(twin));
  }

  @Test
  void whatIsNoComparisonWithANumberIsRefused() {
    for (Config wrong : List.of(
        model(tensor("y"), "x", any),
        model(0.0, "x", config()),
        model(0.0, "x", any.with("k", 1)))) {
      ConfigException error =
          assertThrows(ConfigException.class, () -> Model.fromConfig(wrong), wrong.toString());
      assertTrue(error.getMessage().contains("layer '"), error.getMessage());
    }
  }
}
