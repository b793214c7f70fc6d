package io.opwalk.nn.train;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.loss.MeanAbsoluteError;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.metric.LossMetric;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.SGD;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeveralOutputsTest {
  private final Tensor left = placeholder("left", FLOAT64, shape(UNKNOWN, 1));
  private final Tensor right = placeholder("right", FLOAT64, shape(UNKNOWN, 1));
  private final Dense product = named("product");
  private final Dense other = named("other");
  private final Model model =
      Model.of(List.of(left, right), List.of(product.apply(left), other.apply(right)));

  private final NDArray ones = NDArray.of(List.of(2, 1), 1.0, 1);
  private final NDArray twos = NDArray.of(List.of(2, 1), 2.0, 2);

  /** One weight, which is 1 at first. */
  private static Dense named(String name) {
    return Dense.builder(1)
        .useBias(false)
        .kernelInitializer(Initializers.ones())
        .name(name)
        .build();
  }

  private List<Double> weights() {
    return model.getWeights().stream().map(NDArray::doubleValue).toList();
  }

  @Test
  void lossesAreWeighedAgainstEachOther() {
    Trainer trainer = Trainer.builder(model)
        .loss("product", new MeanSquaredError())
        .loss("other", new MeanAbsoluteError(), 0.5)
        .metrics("other", new LossMetric(new MeanSquaredError()))
        .optimizer(SGD.of(0.125))
        .build();
    Samples samples =
        Samples.of(List.of(ones, twos), List.of(NDArray.of(List.of(2, 1), 3.0, 3), ones));
    Scores before = trainer.evaluate(samples, 1);
    // (1 - 3)^2 and |2 - 1|; all numbers here are exact.
    assertEquals(4 + 0.5, before.loss());
    assertEquals(4, before.metric("product_loss"));
    assertEquals(1, before.metric("other_loss"));
    assertEquals(1, before.metric("other_mean_squared_error"));
    History history = trainer.fit(samples, FitOptions.epochs(1));
    assertEquals(before.asMap(), history.last().logs());
    // The gradients are 2 (1 - 3) and 0.5 * 2.
    assertEquals(List.of(1.5, 1 - 0.125), weights());
  }

  @Test
  void anOutputWithoutALossTakesNoLabels() {
    Trainer trainer = Trainer.builder(model)
        .loss("other", new MeanSquaredError())
        .optimizer(SGD.of(0.125))
        .build();
    History history =
        trainer.fit(Samples.of(List.of(ones, twos), List.of(ones)), FitOptions.epochs(1));
    assertEquals(Set.of("loss", "other_loss"), history.last().logs().keySet());
    // Nothing leads from the first weight to the loss; the gradient of the other is 2 (2 - 1) 2.
    assertEquals(List.of(1.0, 0.5), weights());
  }

  @Test
  void eachOutputMayHaveWeightsOfItsOwn() {
    Trainer trainer = Trainer.builder(model)
        .loss("product", new MeanSquaredError())
        .loss("other", new MeanSquaredError())
        .optimizer(SGD.of(0.125))
        .build();
    NDArray labels = NDArray.of(List.of(2, 1), 2.0, 4);
    Samples samples = Samples.of(List.of(ones, ones), List.of(labels, labels));
    Scores own =
        trainer.evaluate(samples.withWeights(List.of(NDArray.of(1.0, 0), NDArray.of(0.0, 1))), 2);
    // Of 1 and 9, one counts: over two samples.
    assertEquals(0.5, own.metric("product_loss"));
    assertEquals(4.5, own.metric("other_loss"));
    Scores shared = trainer.evaluate(samples.withWeights(NDArray.of(0.0, 2)), 2);
    assertEquals(9, shared.metric("product_loss"));
    assertEquals(9, shared.metric("other_loss"));
    // Steps with weights and without go on from each other's state.
    trainer.fit(samples, FitOptions.epochs(1));
    List<Double> first = weights();
    trainer.fit(samples.withWeights(NDArray.of(1.0, 1)), FitOptions.epochs(1));
    assertNotEquals(first, weights());
  }

  @Test
  void predictsAllOutputs() {
    Trainer trainer = Trainer.builder(model)
        .loss("product", new MeanSquaredError())
        .optimizer(SGD.of(0.1))
        .build();
    NDArray column = NDArray.of(List.of(3, 1), 1.0, 2, 3);
    NDArray reversed = NDArray.of(List.of(3, 1), 3.0, 2, 1);
    Samples samples = new Samples(List.of(column, reversed), List.of(), List.of());
    assertEquals(List.of(column, reversed), trainer.predict(samples, 2));
    assertThrows(IllegalStateException.class, () -> trainer.predict(column, 2));
  }

  @Test
  void outputsMustBeNamed() {
    TrainerBuilder builder = Trainer.builder(model);
    IllegalArgumentException which =
        assertThrows(IllegalArgumentException.class, () -> builder.loss(new MeanSquaredError()));
    assertTrue(which.getMessage().contains("[product, other]"), which.getMessage());
    NoSuchElementException unknown = assertThrows(
        NoSuchElementException.class, () -> builder.loss("sum", new MeanSquaredError()));
    assertTrue(unknown.getMessage().contains("[product, other]"), unknown.getMessage());
  }
}
