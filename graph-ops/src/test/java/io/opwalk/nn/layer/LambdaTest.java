package io.opwalk.nn.layer;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Feed.feed;
import static io.opwalk.nn.layer.Layers.activityRegularization;
import static io.opwalk.nn.layer.Layers.input;
import static io.opwalk.nn.layer.Layers.lambda;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.model.CloneWeights;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.ops.Arithmetic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers that only pass on what a function, or nothing, makes of their input. */
final class LambdaTest {
  private final Tensor x = input(FLOAT64, 2);
  private final NDArray rows = NDArray.ofArray(new double[][] {{1, -2}});

  @Test
  void aFunctionIsALayer() {
    Tensor y = x.then(lambda(z -> Arithmetic.multiply(z, 3)));
    assertEquals("lambda/Lambda", y.name());
    assertEquals(NDArray.ofArray(new double[][] {{3, -6}}), y.evaluate(feed(x, rows)));
    Lambda both = new Lambda(
        inputs -> List.of(Arithmetic.add(inputs.get(0), inputs.get(1))),
        LayerOptions.defaults().withName("both"));
    assertEquals(
        NDArray.ofArray(new double[][] {{4, -8}}),
        both.apply(List.of(x, y)).get(0).evaluate(feed(x, rows)));
  }

  @Test
  void noConfigHoldsIt() {
    Lambda twice = new Lambda(
        inputs -> List.of(Arithmetic.multiply(inputs.get(0), 2)),
        LayerOptions.defaults().withName("twice"));
    Model model = Model.of(x, x.then(twice));
    UnsupportedOperationException error =
        assertThrows(UnsupportedOperationException.class, model::config);
    assertTrue(error.getMessage().contains("Lambda 'twice'"), error.getMessage());
    assertThrows(
        ConfigException.class,
        () -> StandardLayers.registry().fromConfig("Lambda", Config.empty()));
    // Where nothing is written, it goes along.
    for (CloneWeights weights : CloneWeights.values()) {
      assertEquals(model.predict(rows), model.cloned(weights).predict(rows));
    }
  }

  @Test
  void aPenaltyIsAllThatActivityRegularizationAdds() {
    Model model = Model.of(x, x.then(activityRegularization(0.5, 0.25)));
    assertEquals(rows, model.predict(rows));
    double penalty = model.penalties().get(0).evaluate(feed(x, rows)).doubleValue();
    // Exact in binary.
    assertEquals(0.5 * 3 + 0.25 * 5, penalty);
  }

  @Test
  void anInputHasABatchThatIsNotKnown() {
    Tensor image = input(28, 28, 1);
    assertEquals("(?, 28, 28, 1) float32", image.type().toString());
    assertEquals("input", image.name());
    assertEquals("(?,) int32", input("ids", INT32).type().toString());
  }
}
